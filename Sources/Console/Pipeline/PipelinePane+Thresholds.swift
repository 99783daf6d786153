// From where on a figure wants attention: shown and changed for this session; the config file has them for good.

import Engine
import TerminalUI

extension PipelinePane {
    static func thresholdForm(_ state: PipelineState) -> PaneReply<Message> {
        let now = state.thresholds
        let form = Form(
            title: "Thresholds",
            text: "Beyond one of them the state on the right of the first line turns, in every "
                + "pane. For this session; the config file has them for good.",
            fields: [
                .init("Events waiting", text: String(now.lag)),
                .init(
                    "Oldest waits (s)", text: now.oldestSeconds.map { short($0) } ?? "",
                    placeholder: "no matter how long"),
                .init("Free disk (MB)", text: String(now.freeBytes / 1_000_000)),
            ],
            keys: [.init("⏎", "set"), .init("↑↓", "field"), .init("Esc", "leave them")])
        return .asking(
            FormRequest(
                form,
                check: { values in
                    [
                        Int(values[0]).map { $0 >= 0 } ?? false ? nil : "a number of events",
                        values[1].isEmpty || (Double(values[1]).map { $0 > 0 } ?? false)
                            ? nil : "seconds, or nothing",
                        Int(values[2]).map { (0...1_000_000_000).contains($0) } ?? false
                            ? nil : "a number of megabytes",
                    ]
                }, submit: { .thresholdsTyped($0) }))
    }

    static func setThresholds(
        _ state: inout PipelineState, _ values: [String]
    ) -> PaneReply<Message> {
        guard values.count == 3, let lag = Int(values[0]), let free = Int(values[2]) else {
            return .nothing
        }
        state.thresholds.lag = lag
        state.thresholds.oldestSeconds = Double(values[1])
        state.thresholds.freeBytes = free * 1_000_000
        return .say("thresholds set for this session", .good)
    }

    private static func short(_ seconds: Double) -> String {
        seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
    }
}
