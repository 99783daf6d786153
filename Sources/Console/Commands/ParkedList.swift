// Writes that wait for a class or a database in flight.

import Engine
import TerminalUI

enum ParkedList {
    static func draw(
        _ state: CommandsPane.State, into screen: inout Screen, in rect: Rect,
        _ context: PaneContext
    ) {
        let items = state.parked.items
        guard state.parked.page.value != nil else {
            state.parked.page.placeholder(of: "the parked writes", context)?
                .draw(into: &screen, in: rect)
            return
        }
        guard !items.isEmpty else {
            return Placeholder.empty("nothing waits: no write depends on one still in flight")
                .draw(into: &screen, in: rect)
        }
        table.draw(into: &screen, in: rect, count: items.count, window: state.parked.window) {
            index in
            let parked = items[index]
            return Table.Row([
                parked.isReady ? Span("✓ READY", .good) : Span("▲ WAITING", .attention),
                Span(context.age(ofText: parked.since).map(Figure.age) ?? Figure.unknown),
                Span(parked.eventType.lowercased().replacing("_", with: " ")),
                Span(parked.aggregate), Span(parked.reason, .quiet),
            ])
        }
    }

    private static let table = Table(columns: [
        .init("State", width: 9), .init("Age", width: 6, align: .right, leaves: 1),
        .init("Command", width: 16, leaves: 3),
        .init("Aggregate", width: 16, grows: true, cut: .middle),
        .init("Waits for", width: 16, grows: true, leaves: 2),
    ])

    static func drawDetail(
        _ parked: ParkedWriteView, into screen: inout Screen, in rect: Rect,
        showsContent: Bool = false
    ) {
        let id = screen.put(
            Figure.id(parked.commandID), x: rect.x, y: rect.y, width: rect.width, style: .quiet,
            align: .right)
        screen.put(
            parked.aggregate, x: rect.x, y: rect.y, width: rect.width - id - 2, style: .strong)
        var rest = rect.inset(left: 2, top: 1)
        rest = rest.inset(
            top: screen.putWrapped(
                parked.reason, in: rest, style: parked.isReady ? .text : .attention))
        rest = rest.inset(top: screen.putWrapped("→ \(advice(parked))", in: rest))
        guard showsContent, rest.height > 2 else { return }
        drawContent(parked, into: &screen, in: rest.inset(left: -2, top: 1))
    }

    /// The original bytes as text.
    static func drawContent(
        _ parked: ParkedWriteView, into screen: inout Screen, in area: Rect
    ) {
        screen.put("Content", x: area.x, y: area.y, width: area.width, style: .header)
        screen.put(
            Figure.bytes(parked.byteCount), x: area.x, y: area.y, width: area.width,
            style: .quiet, align: .right)
        screen.putWrapped(parked.content, in: area.inset(left: 2, top: 1))
    }

    private static func advice(_ parked: ParkedWriteView) -> String {
        if parked.isReady { return "it is worked next by \(parked.group)" }
        switch parked.awaits {
        case "dead_letter": return "settle the dead letter before it: d lists them"
        case "earlier": return "it goes on by itself after the write before it"
        default:
            return "it goes on by itself once that is there; t tries now, X gives it up"
        }
    }
}
