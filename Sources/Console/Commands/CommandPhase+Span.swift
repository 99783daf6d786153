// How the phase of a command looks.

import Engine
import TerminalUI

extension CommandPhase {
    var span: Span {
        switch self {
        case .failed: Span("✗ FAILED", .bad)
        case .dead: Span("✗ DEAD", .bad)
        case .waiting: Span("▲ WAITING", .attention)
        case .running: Span("○ RUNNING", .text)
        case .done: Span("✓ DONE", .good)
        }
    }
}

extension CommandView {
    /// Its aggregate, with the branch behind it where that is not main.
    var place: String { branch.map { "\(aggregate)@\($0)" } ?? aggregate }
}
