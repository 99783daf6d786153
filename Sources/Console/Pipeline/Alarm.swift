// Something that changed in the pipeline and that a person may want to know later.

import Engine
package import EventSourcing
import TerminalUI

package struct Alarm: Hashable, Sendable {
    package var at: Timestamp
    package var mood: Notice.Mood
    /// The worker's name; empty for the pipeline as a whole.
    package var worker: String
    package var text: String

    /// What is worth telling when one view of the pipeline follows another.
    static func between(
        _ old: PipelineView?, _ new: PipelineView, at now: Timestamp, quietLag: Int
    ) -> [Alarm] {
        var alarms: [Alarm] = []
        func tell(_ mood: Notice.Mood, _ worker: String, _ text: String) {
            alarms.append(Alarm(at: now, mood: mood, worker: worker, text: text))
        }
        for worker in new.workers {
            let before = old?.workers.first {
                $0.name == worker.name && $0.partition == worker.partition
            }
            let wasLate = (before?.lag ?? 0) > quietLag
            let isLate = worker.lag > quietLag
            if isLate && !wasLate {
                tell(.attention, worker.name, "falls behind, lag \(Figure.count(worker.lag))")
            } else if wasLate && !isLate {
                tell(.good, worker.name, "has caught up")
            }
            let state = before?.state ?? "running"
            guard worker.state != state, !(isCalm(worker.state) && isCalm(state)) else { continue }
            let reason = worker.lastError.map { ": \($0)" } ?? ""
            tell(
                isCalm(worker.state) ? .good : worker.state == "paused" ? .attention : .bad,
                worker.name, isCalm(worker.state) ? "runs again" : "is \(worker.state)\(reason)")
        }
        for server in new.servers ?? [] {
            let wasUp = old?.servers?.first { $0.name == server.name }?.isUp ?? true
            if wasUp, !server.isUp { tell(.bad, server.name, "is down: \(server.detail)") }
            if !wasUp, server.isUp { tell(.good, server.name, "answers again") }
        }
        let dead = new.deadLetters - (old?.deadLetters ?? 0)
        if dead > 0 {
            let letters = "dead \(dead == 1 ? "letter" : "letters")"
            // At the first look nobody knows when they came.
            let count = Figure.count(dead)
            tell(
                .bad, "",
                old == nil ? "\(count) \(letters) from before" : "\(count) more \(letters)")
        }
        return alarms
    }

    private static func isCalm(_ state: String) -> Bool { state == "running" || state == "idle" }
}
