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
