// What failed for good, with cause and content.

import Engine
import TerminalUI

enum DeadLetterList {
    static func draw(
        _ state: CommandsPane.State, into screen: inout Screen, in rect: Rect,
        _ context: PaneContext
    ) {
        let items = state.dead.items
        guard state.dead.page.value != nil else {
            state.dead.page.placeholder(of: "the dead letters", context)?
                .draw(into: &screen, in: rect)
            return
        }
        guard !items.isEmpty else {
            return Placeholder.empty("no dead letters: everything that was accepted was handled")
                .draw(into: &screen, in: rect)
        }
        table.draw(into: &screen, in: rect, count: items.count, window: state.dead.window) {
            index in
            let letter = items[index]
            return Table.Row([
                letter.state == "retrying"
                    ? Span("○ RETRYING", .text) : Span("✗ DEAD", .bad),
                Span(context.age(ofText: letter.at).map(Figure.age) ?? Figure.unknown),
                Span(letter.eventType.lowercased().replacing("_", with: " ")),
                Span(letter.aggregate), Span(letter.group, .quiet),
                Span(Figure.count(letter.attempts), .quiet),
            ])
        }
    }

    private static let table = Table(columns: [
        .init("State", width: 10), .init("Age", width: 6, align: .right, leaves: 1),
        .init("Event", width: 16, grows: true, leaves: 2),
        .init("Aggregate", width: 16, grows: true, cut: .middle),
        .init("Group", width: 8, leaves: 4), .init("Tries", width: 5, align: .right, leaves: 3),
    ])
}

enum DeadLetterDetail {
    static func draw(
        _ letter: DeadLetterView, into screen: inout Screen, in rect: Rect, showsContent: Bool
    ) {
        let id = screen.put(
            Figure.id(letter.id), x: rect.x, y: rect.y, width: rect.width, style: .quiet,
            align: .right)
        screen.put(
            [
                Span(letter.isUnreadable ? letter.phrase : letter.aggregate, .strong),
                Span(" · \(letter.group)"),
            ], x: rect.x, y: rect.y,
            width: rect.width - id - 2)
        var rest = rect.inset(left: 2, top: 1)
        rest = rest.inset(
            top: screen.putWrapped(
                "\(letter.cause) (\(letter.code), \(letter.tries))", in: rest, style: .bad))
        let advice =
            letter.isUnreadable
            ? "→ \(DeadLetterView.unreadableAdvice)"
            : "→ later events of \(letter.aggregate) wait: remove the cause and press t, "
                + "or give it up with X"
        rest = rest.inset(top: screen.putWrapped(advice, in: rest))
        guard showsContent, rest.height > 2 else { return }
        drawContent(letter, into: &screen, in: rest.inset(left: -2, top: 1))
    }

    /// The original bytes as text.
    static func drawContent(
        _ letter: DeadLetterView, into screen: inout Screen, in rect: Rect
    ) {
        screen.put("Content", x: rect.x, y: rect.y, width: rect.width, style: .header)
        screen.put(
            Figure.bytes(letter.byteCount), x: rect.x, y: rect.y, width: rect.width,
            style: .quiet, align: .right)
        screen.putWrapped(letter.content, in: rect.inset(left: 2, top: 1), style: .text)
    }
}
