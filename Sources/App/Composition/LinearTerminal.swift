// `spice console --linear`: for screen readers and for what is no terminal. Nothing moves on the screen: what changed is
// printed as plain lines, the selected one with `>` before it. Keys are typed as text and sent with Enter, several at
// once if wanted: `j`, `4sSalesOrder/10248<enter>`; an empty line is Enter itself.

import Foundation
import Glibc
import Synchronization
import TerminalUI

final class LinearTerminal: Terminal {
    private struct State {
        var printed: [String] = []
        /// What changes shortly after somebody typed is told in full; later only state and message are.
        var askedAt = ContinuousClock.now
        var waiting: [InputEvent] = []
    }

    let viewport: Viewport
    private let state = Mutex(State())
    private static let attention = Duration.seconds(2)
    private let inbox = Inbox<InputEvent>()

    init(environment: [String: String]) {
        let columns = environment["COLUMNS"].flatMap(Int.init) ?? 80
        viewport = Viewport(
            size: Size(columns: min(max(columns, 80), 200), rows: 40),
            glyphs: GlyphSet.detect(environment))
        Thread.detachNewThread { [inbox] in
            Self.readLines { line in
                let keys = line.isEmpty ? [Key.enter] : KeyScript.keys(in: line)
                for key in keys { inbox.post(.key(key)) }
            }
            inbox.post(.hangup)
        }
    }

    /// Until the input ends or its terminal is gone. Not by the C library's streams: a reader that waits in one keeps the
    /// process from ending.
    private static func readLines(_ take: (String) -> Void) {
        var waiting: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count)
            }
            guard count > 0 else { break }
            waiting += buffer[..<count]
            while let end = waiting.firstIndex(of: UInt8(ascii: "\n")) {
                take(String(decoding: waiting[..<end], as: UTF8.self))
                waiting.removeSubrange(...end)
            }
        }
        if !waiting.isEmpty { take(String(decoding: waiting, as: UTF8.self)) }
    }

    func show(_ screen: Screen, theme: Theme) async {
        let rows = screen.size.rows
        let lines = (0..<rows).map { row in
            let text = screen.plainRow(row)
            // In a view without a selected row the cursor only stands where reading begins.
            let isSelected =
                row == screen.cursor?.y && row > 1 && row < rows - 1
                && screen.row(row).contains { $0.style.ground == .selection }
            return isSelected
                ? LinearLine.marked(text, width: screen.size.columns, glyphs: screen.glyphs) : text
        }
        let news = state.withLock { state in
            let isAsked = ContinuousClock.now - state.askedAt < Self.attention
            let told = lines.indices.filter { row in
                guard row >= state.printed.count || state.printed[row] != lines[row] else {
                    return false
                }
                return isAsked || row == 0 || row == rows - 2
            }
            if state.printed.count != rows { state.printed = Array(repeating: "", count: rows) }
            for row in told { state.printed[row] = lines[row] }
            return told.map { lines[$0] }
        }
        for line in news where !line.allSatisfy({ " ─│┬┴".contains($0) }) { Log.stdout(line) }
    }

    /// There is no clipboard: the text is printed, for whoever reads the lines.
    func copy(_ text: String) async -> Bool {
        Log.stdout("copied: \(Visible.text(text))")
        return true
    }

    func nextEvent() async -> InputEvent {
        while true {
            if let event = state.withLock({ $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }) {
                return event
            }
            let events = await inbox.drain()
            guard !events.isEmpty else { return .hangup }
            state.withLock { state in
                state.askedAt = .now
                state.waiting += events
            }
        }
    }
}
