// One command through its stages: when each was reached, how long it took, what it said; then why it
// did not go on, and what to do.

import Engine
import EventSourcing
import TerminalUI

enum CommandTimeline {
    /// Returns the rows used.
    @discardableResult
    static func draw(
        _ state: CommandsPane.State, into screen: inout Screen, in rect: Rect,
        _ context: PaneContext
    ) -> Int {
        guard let command = state.shown else {
            state.detail.placeholder(of: "the command", context)?
                .draw(into: &screen, in: rect.inset(left: -Table.margin, top: -1))
            return 3
        }
        let phase = state.phase(of: command)
        drawHead(command, phase, into: &screen, in: rect, context)
        if command.stages.isEmpty {
            let place = state.detail.placeholder(of: "its way", context)
            place?.draw(into: &screen, in: rect.inset(left: -Table.margin, top: 0))
        }
        var y = rect.y + 1
        var before: Timestamp?
        for stage in command.stages where y < rect.maxY {
            var stage = stage
            // Said in full below.
            if stage.detail == command.reason { stage.detail = command.code ?? "" }
            before = draw(stage, after: before, into: &screen, in: rect, y: y) ?? before
            y += 1
        }
        return y - rect.y
            + drawReason(
                command, phase, into: &screen, in: rect.inset(left: 2, top: y - rect.y))
    }

    private static func drawHead(
        _ command: CommandView, _ phase: CommandPhase, into screen: inout Screen, in rect: Rect,
        _ context: PaneContext
    ) {
        let age = context.age(ofText: command.acceptedAt).map { ", \(Figure.age($0)) ago" } ?? ""
        let by = "by \(command.actor ?? "unknown")\(age)"
        var head = [
            Span(command.phrase, .strong), Span(" · \(command.place)"),
            Span(" · \(Figure.id(command.id))", .quiet),
        ]
        let needed = head.reduce(screen.width(of: by) + 2) { $0 + screen.width(of: $1.text) }
        if needed > rect.width { head.removeLast() }
        let width = screen.put(
            by, x: rect.x, y: rect.y, width: rect.width / 2, style: .quiet)
        screen.fill(Rect(x: rect.x, y: rect.y, width: width, height: 1))
        screen.put(by, x: rect.x, y: rect.y, width: rect.width, style: .quiet, align: .right)
        screen.put(head, x: rect.x, y: rect.y, width: rect.width - width - 2)
    }

    /// Draws one stage and returns when it was reached.
    private static func draw(
        _ stage: CommandView.Stage, after before: Timestamp?, into screen: inout Screen,
        in rect: Rect, y: Int
    ) -> Timestamp? {
        let at = stage.at.flatMap { Timestamp($0) }
        let style: Style =
            switch stage.state {
            case "failed": .bad
            case "waiting": .attention
            case "done": .text
            default: .quiet
            }
        let glyph =
            switch stage.state {
            case "failed": "✗"
            case "waiting": "▲"
            case "done": "✓"
            default: "·"
            }
        screen.put(glyph, x: rect.x, y: y, width: 1, style: style)
        screen.put(stage.name, x: rect.x + 2, y: y, width: min(11, rect.width - 2))
        var x = rect.x + 14
        if rect.width >= 56 {
            let time = stage.at.map { String($0.dropFirst(11).prefix(12)) } ?? Figure.unknown
            screen.put(time, x: x, y: y, width: 12, style: .quiet)
            x += 13
        }
        if let at, let before {
            let taken = Duration.milliseconds(Int64(max(0, at.seconds(since: before) * 1000)))
            screen.put(
                "+" + Figure.duration(taken), x: x, y: y, width: 9, style: .quiet,
                align: .right)
        }
        x += 11
        // The engine keeps the times of what it did lately, and of nothing before it began.
        let isUntimed = stage.state == "done" && stage.at == nil
        let untimed =
            isUntimed ? rect.width < 56 ? "done" : "done; its time is not kept this long" : ""
        let words =
            stage.detail.isEmpty ? stage.state == "waiting" ? "waiting" : untimed : stage.detail
        screen.put(words, x: x, y: y, width: max(0, rect.maxX - x), style: style)
        return at
    }

    /// Returns the rows used.
    private static func drawReason(
        _ command: CommandView, _ phase: CommandPhase, into screen: inout Screen, in rect: Rect
    ) -> Int {
        var rest = rect
        if let reason = command.reason, !reason.isEmpty, phase != .done {
            let style: Style = phase == .failed || phase == .dead ? .bad : .attention
            rest = rest.inset(top: screen.putWrapped(reason, in: rest, style: style))
        }
        if let advice = CommandAdvice.text(for: command, phase) {
            rest = rest.inset(top: screen.putWrapped("→ \(advice)", in: rest))
        }
        if let source = CommandContent.source(command) {
            rest = rest.inset(top: screen.putWrapped("from \(source)", in: rest, style: .quiet))
        }
        return rest.y - rect.y
    }
}
