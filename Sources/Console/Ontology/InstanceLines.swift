// The lines of an instance below its fields: links out and in, and its history.

import Engine
import TerminalUI

enum InstanceLines {
    static func draw(
        _ line: InstanceDetail.Line, into screen: inout Screen, in place: Rect
    ) {
        let inside = place.inset(left: Table.margin, right: 1)
        switch line {
        case .field, .gap: break
        case .title(let text):
            screen.put(text, x: inside.x, y: inside.y, width: inside.width, style: .header)
        case .remark(let text):
            screen.put(text, x: inside.x, y: inside.y, width: inside.width, style: .quiet)
        case .link(let predicate, let node):
            let badge = screen.put(
                Cells.badge(node.badge), x: inside.x, y: inside.y, width: inside.width,
                align: .right)
            let name = node.summary == node.key ? "" : "  \(node.summary)"
            screen.put(
                [
                    Span("\(predicate) → ", .quiet), Span(node.id, .accent), Span(name, .quiet),
                ], x: inside.x, y: inside.y, width: inside.width - badge - 2)
        case .bundle(let bundle):
            let more = bundle.next == nil ? "" : "+"
            screen.put(
                [
                    Span("← ", .quiet), Span(bundle.otherClass),
                    Span("  (\(Figure.count(bundle.nodes.count))\(more))", .quiet),
                    Span("  by \(bundle.predicate)", .quiet),
                ], x: inside.x, y: inside.y, width: inside.width)
        case .step(let step): draw(step, into: &screen, in: inside)
        }
    }

    /// `12:03:11  ana  update instance  INSTANCE_UPDATED sequence 4 · SalesOrder.csv row 2`
    private static func draw(
        _ step: LineageView.Step, into screen: inout Screen, in place: Rect
    ) {
        let command = (step.commandType ?? step.eventType).lowercased().replacing("_", with: " ")
        let file = step.file.map { path in
            let name = path.split(separator: "/").last.map(String.init) ?? path
            return " · \(name)" + (step.row.map { " row \(Figure.count($0))" } ?? "")
        }
        screen.put(
            [
                Span(String(step.occurredAt.dropFirst(11).prefix(8)) + "  ", .quiet),
                Span("\(step.actor ?? "unknown")  "), Span(command),
                Span("  sequence \(Figure.count(step.sequence))", .quiet),
                Span(file ?? "", .quiet),
            ], x: place.x, y: place.y, width: place.width)
    }
}
