// Looking at a program on a terminal: until it shows a word, until it is quiet, what a key costs.

import Foundation
import Glibc

struct TerminalWatch {
    let terminal: BenchTerminal
    let widthOf: VirtualScreen.Width

    /// Nothing more comes for this long: the frame is over.
    static let quiet = Duration.milliseconds(60)

    private func pause(_ milliseconds: UInt32 = 1) { usleep(milliseconds * 1000) }

    /// When the word was on the screen first; nil when it does not come in time. The bytes are put on a screen: what a
    /// program writes is only what differs from the screen before, and may leave out letters of a word that stood there.
    func shows(_ word: String, seconds: Double) -> ContinuousClock.Instant? {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var scanned = 0
        var screen = VirtualScreen(
            columns: terminal.columns, rows: terminal.rows, widthOf: widthOf)
        while ContinuousClock.now < deadline {
            let chunks = terminal.chunks
            for chunk in chunks[scanned...] {
                screen.feed(chunk.bytes)
                if screen.text.contains(word) { return chunk.at }
            }
            scanned = chunks.count
            if terminal.isOver { return nil }
            pause()
        }
        return nil
    }

    /// Waits until nothing came for a while, counted from now: what was sent just before still has to be answered.
    func settle(_ quiet: Duration = .milliseconds(300), atMost seconds: Double = 10) {
        let began = ContinuousClock.now
        let deadline = began + .seconds(seconds)
        while ContinuousClock.now < deadline {
            let last = terminal.chunks.last?.at ?? began
            if ContinuousClock.now - max(last, began) > quiet { return }
            pause(5)
        }
    }

    /// Sends a key and waits for its frame: milliseconds to its last byte, and its bytes. Nil when nothing came.
    func press(_ key: String, atMost limit: Duration = .milliseconds(400)) -> (
        milliseconds: Double, bytes: Int
    )? {
        let before = terminal.chunks.count
        let sent = ContinuousClock.now
        terminal.send(key)
        while ContinuousClock.now - sent < limit {
            pause()
            let chunks = terminal.chunks
            if chunks.count > before, let last = chunks.last?.at,
                ContinuousClock.now - last > Self.quiet
            {
                break
            }
        }
        let frame = terminal.chunks[before...]
        guard let last = frame.last?.at else { return nil }
        return ((last - sent) / .milliseconds(1), frame.reduce(0) { $0 + $1.bytes.count })
    }

    /// Down as the program asked for it.
    var down: String {
        let wantsApplication = terminal.chunks.contains { chunk in
            String(decoding: chunk.bytes, as: UTF8.self).contains("\u{1B}[?1h")
        }
        return wantsApplication ? "\u{1B}OB" : "\u{1B}[B"
    }

    /// Bytes a second, CPU in percent and how often it wakes up a second while nobody does anything.
    func idle(seconds: Double) -> (
        bytesPerSecond: Double, cpuPercent: Double?, wakesPerSecond: Double?
    ) {
        let (bytes, usage, start) = (terminal.byteCount, terminal.usage, ContinuousClock.now)
        usleep(UInt32(seconds * 1_000_000))
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        let rates = terminal.usage.rates(since: usage, seconds: elapsed)
        return (
            Double(terminal.byteCount - bytes) / elapsed, rates.cpuPercent, rates.wakesPerSecond
        )
    }
}
