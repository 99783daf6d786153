// A real terminal, through ncurses. Opens `/dev/tty`, draws on the alternate screen, and puts
// everything back on `close`, on a fatal signal and on a trap. One at a time in a process.
//
// TERM, INT, HUP and QUIT arrive as `terminate` events, unless they are ignored when it opens (as a
// service group does, which waits for them elsewhere). Who does not end within one second is ended,
// with the terminal restored. stderr is kept in memory while the screen is up and appears after it.

import CTerminalRescue
import Glibc
import Synchronization
package import TerminalUI

package final class CursesTerminal: Terminal {
    package struct Options: Sendable {
        /// The terminal's type, as in TERM.
        package var term: String?
        /// The most colours to use; the terminal may have fewer.
        package var depth: ColorDepth
        /// Unicode is used only when the locale allows it as well.
        package var glyphs: GlyphSet
        /// What stands between the program and the terminal.
        package var wrapping: ClipboardSequence.Wrapping
        /// How long an escape waits for the rest of its sequence. More for bad links.
        package var escapeDelayMilliseconds = 25
        /// Whether the terminal is asked now and then how long it takes: the answer is `drained`.
        package var measuresDrain = false

        /// From the variables of the environment (TERM, COLORTERM, NO_COLOR, LC_ALL, LANG …).
        package init(environment: [String: String]) {
            term = environment["TERM"]
            depth = ColorDepth.detect(environment)
            glyphs = GlyphSet.detect(environment)
            wrapping = .detect(environment)
        }
    }

    private let mailbox: CursesMailbox
    /// What to tell the user once: another terminal type was taken.
    package let note: String?
    private let wrapping: ClipboardSequence.Wrapping
    private let ended: Inbox<Void>

    private static let isOpen = Atomic(false)

    /// Takes the terminal. Either it works afterwards, or nothing has changed and the error says
    /// why.
    package static func open(_ options: Options) async throws(CursesError) -> CursesTerminal {
        guard
            isOpen.compareExchange(
                expected: false, desired: true, ordering: .acquiringAndReleasing
            ).exchanged
        else { throw .alreadyOpen }
        let ended = Inbox<Void>()
        let result = await withCheckedContinuation { continuation in
            let problem = NativeThread.start {
                do throws(CursesError) {
                    var thread = try CursesThread(options)
                    continuation.resume(
                        returning: Result<CursesTerminal, CursesError>.success(
                            CursesTerminal(thread, options, ended)))
                    thread.run()
                    isOpen.store(false, ordering: .releasing)
                    ended.post(())
                } catch {
                    isOpen.store(false, ordering: .releasing)
                    continuation.resume(returning: .failure(error))
                }
            }
            if problem != 0 {
                isOpen.store(false, ordering: .releasing)
                continuation.resume(
                    returning: .failure(.system(what: "starting a thread", errno: problem)))
            }
        }
        return try result.get()
    }

    private init(_ thread: CursesThread, _ options: Options, _ ended: Inbox<Void>) {
        mailbox = thread.door
        note = thread.note
        wrapping = options.wrapping
        self.ended = ended
    }

    package var viewport: Viewport { get async { mailbox.viewport } }

    package func show(_ screen: Screen, theme: Theme) async { mailbox.show(screen, theme) }

    package func copy(_ text: String) async -> Bool {
        guard
            let bytes = ClipboardSequence.asking(toCopy: text, inside: wrapping)
        else { return false }
        mailbox.send(bytes)
        return true
    }

    package func useMouse(_ isOn: Bool) async { mailbox.useMouse(isOn) }

    package func nextEvent() async -> InputEvent { await mailbox.next() }

    /// Gives the terminal back and calls off a pending deadline. Call it once, whatever happened.
    package func close() async {
        mailbox.close()
        _ = await ended.drain()
        spice_rescue_deadline(0, 0)
    }

    /// Ends the process in a second with the terminal restored, unless it ends by itself before.
    /// For programs that handle the ending signals themselves.
    package static func endWithinASecond(code: Int32) { spice_rescue_deadline(1, code) }
}
