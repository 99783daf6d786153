// The one state at the right end of the title.

import Engine
import EventSourcing
import TerminalUI

extension Console {
    /// `unansweredSince`: since when the engine owes an answer or a sign of life.
    static func state(
        of pipeline: PipelinePane.State, unansweredSince: Timestamp?, _ context: PaneContext
    ) -> Span {
        let status = pipeline.status
        if let failure = status.failure, let since = status.failingSince {
            let what = failure.code == .engineUnreachable ? "no engine" : "engine fails"
            let age = context.age(of: since)
            let ago = age < .seconds(1) ? "" : " \(Figure.age(age))"
            return Span("✗ \(what)\(ago)", .bad)
        }
        if let since = unansweredSince {
            let age = context.age(of: since)
            if age >= .seconds(2) || status.value == nil && age >= Placeholder.patience {
                return Span("▲ no answer \(Figure.age(age))", .attention)
            }
        }
        guard let view = status.value else { return Span("○ connecting", .quiet) }
        if view.deadLetters > 0 {
            return Span("▲ \(Figure.count(view.deadLetters)) dead", .attention)
        }
        if view.workers.contains(where: { $0.state == "failing" || $0.state == "stopped" }) {
            return Span("✗ worker fails", .bad)
        }
        if let stalled = view.workers.first(where: { pipeline.stalledSeconds($0) != nil }) {
            let age = Figure.age(.seconds(pipeline.stalledSeconds(stalled) ?? 0))
            return Span("✗ \(stalled.name) stalled \(age)", .bad)
        }
        if let free = view.freeBytes, free < pipeline.thresholds.freeBytes {
            return Span("✗ disk \(Figure.bytes(free)) free", .bad)
        }
        if view.lag > pipeline.thresholds.lag {
            return Span("▲ lag \(Figure.count(view.lag))", .attention)
        }
        if let late = view.workers.first(where: { pipeline.isLate($0) }) {
            let oldest = Figure.age(.seconds(late.oldestWaitingSeconds ?? 0))
            return Span("▲ \(late.name) waits \(oldest)", .attention)
        }
        if let paused = view.workers.first(where: { $0.state == "paused" }) {
            return Span("▲ \(paused.name) paused", .attention)
        }
        return Span("● live", .good)
    }
}
