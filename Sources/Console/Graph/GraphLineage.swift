// Why a node is here: file and row → command → event → what was made of it; and who changed it since.

import Engine
import EventSourcing
import TerminalUI

enum GraphLineage {
    /// `moment`: the position of the moment that is looked at; changes after it are quiet.
    static func lines(
        _ loaded: Loaded<LineageView>?, _ context: PaneContext, moment: String? = nil,
        heading: String = "Why is this here?"
    ) -> [[Span]] {
        let head = [Span(heading, .header)]
        guard let loaded else { return [head, [Span("no node, so nothing made it", .quiet)]] }
        guard let lineage = loaded.value else {
            if let failure = loaded.failure {
                return [head, [Span("✗ \(failure.message)", .bad)]]
            }
            return [head, [Span("asking …", .quiet)]]
        }
        guard let origin = lineage.steps.first else {
            return [head, [Span("the log holds no event of it", .quiet)]]
        }
        var lines = [head] + self.origin(origin, lineage)
        let later = lineage.steps.dropFirst()
        guard !later.isEmpty else { return lines }
        let inForce = moment == nil ? nil : lineage.steps.lastIndex { isBefore($0, moment) }
        lines.append([])
        lines.append([Span("Changed by", .header)])
        for (index, step) in lineage.steps.enumerated().dropFirst().reversed() {
            let mark =
                moment == nil
                ? [] : [Span(index == inForce ? "▸ " : "  ", index == inForce ? .accent : .quiet)]
            lines.append(mark + change(step, isLater: !isBefore(step, moment)))
        }
        return lines
    }

    /// Whether a change counts at a moment; each does when there is none.
    static func isBefore(_ step: LineageView.Step, _ moment: String?) -> Bool {
        guard let moment, let end = StorePosition(moment),
            let position = step.position.flatMap({ StorePosition($0) })
        else { return true }
        return position <= end
    }

    /// `instance updated by ana, 12:04:10`
    static func sentence(_ step: LineageView.Step) -> String {
        let who = step.actor.map { " by \($0)" } ?? ""
        let time = step.occurredAt.dropFirst(11).prefix(8)
        return "\(phrase(step.eventType))\(who), \(time)"
    }

    private static func origin(_ step: LineageView.Step, _ lineage: LineageView) -> [[Span]] {
        var lines: [[Span]] = []
        if let file = step.file {
            let sheet = step.sheet.map { " sheet \($0)" } ?? ""
            let row = step.row.map { " row \(Figure.count($0))" } ?? ""
            lines.append([Span(lastPart(file) + sheet + row)])
        } else {
            lines.append([Span("by hand, \(step.actor ?? "unknown")")])
        }
        let arrow = Span("  → ", .quiet)
        if let command = step.commandID {
            lines.append([
                arrow, Span(phrase(step.commandType ?? "command") + " "),
                Span(String(command.prefix(8)) + "…", .quiet),
            ])
        }
        lines.append([
            arrow, Span(step.eventType), Span(" sequence \(Figure.count(step.sequence))", .quiet),
        ])
        if !lineage.isLive { lines.append([arrow, Span("deleted since", .attention)]) }
        lines += effects(lineage.effects).map { [arrow, Span($0)] }
        return lines
    }

    /// `node, document, 5 links in`
    private static func effects(_ effects: [LineageView.Effect]) -> [String] {
        let links = effects.filter { $0.kind.hasPrefix("link") }
        let things = effects.filter { !$0.kind.hasPrefix("link") }.map(\.kind)
        let counted = ["link out", "link in"].compactMap { kind -> String? in
            let count = links.count { $0.kind == kind }
            let words = kind == "link out" ? "out" : "in"
            return count == 0 ? nil : "\(count) \(count == 1 ? "link" : "links") \(words)"
        }
        let all = things + counted
        return all.isEmpty ? [] : [all.joined(separator: ", ")]
    }

    private static func change(_ step: LineageView.Step, isLater: Bool) -> [Span] {
        let from = step.file.map { ", \(lastPart($0))" + (step.row.map { " row \($0)" } ?? "") }
        return [
            Span(String(step.occurredAt.dropFirst(11).prefix(5)) + "  ", .quiet),
            Span("\(step.actor ?? "unknown")  ", isLater ? .quiet : .text),
            Span(phrase(step.commandType ?? step.eventType) + (from ?? ""), .quiet),
        ]
    }

    private static func phrase(_ type: String) -> String {
        type.lowercased().replacing("_", with: " ")
    }

    private static func lastPart(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
