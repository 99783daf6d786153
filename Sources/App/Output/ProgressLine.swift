// Progress on stderr: one line that is written over on a terminal, a line a phase elsewhere.

import Engine
import Glibc
import Synchronization

final class ProgressLine: Sendable {
    private struct State {
        var phase = ""
        var isShown = false
    }

    private let isTerminal: Bool
    private let isSilent: Bool
    private let state = Mutex(State())

    init(isSilent: Bool = false) {
        isTerminal = isatty(2) == 1
        self.isSilent = isSilent
    }

    func show(_ progress: Progress) {
        guard !isSilent else { return }
        let text = ProgressLine.text(progress)
        state.withLock { state in
            if isTerminal {
                write("\r\u{1B}[K" + text)
                state.isShown = true
            } else if state.phase != progress.phase {
                write(progress.phase + "…\n")
            }
            state.phase = progress.phase
        }
    }

    func clear() {
        state.withLock { state in
            if state.isShown { write("\r\u{1B}[K") }
            state.isShown = false
        }
    }

    static func text(_ progress: Progress) -> String {
        var text = progress.phase
        if let total = progress.total, total > 0 {
            let filled = min(20, progress.done * 20 / total)
            text += " [" + String(repeating: "#", count: filled)
            text += String(repeating: ".", count: 20 - filled) + "]"
            text += " \(Figures.grouped(progress.done))/\(Figures.grouped(total))"
        } else {
            text += " \(Figures.grouped(progress.done))"
        }
        if let rate = progress.ratePerSecond { text += "  \(Figures.grouped(Int(rate)))/s" }
        if let left = progress.secondsLeft, left >= 1 {
            text += "  \(Int(left.rounded(.up))) s left"
        }
        return text
    }

    private func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe Glibc.write(2, bytes, bytes.count)
    }
}
