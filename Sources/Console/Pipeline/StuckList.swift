// What a worker gave up and what it has before it, as rows that can be chosen: a dead letter with its error, an event
// with its age.

package import Engine
package import TerminalUI

package struct Stuck: Sendable {
    package enum Row: Hashable, Sendable {
        case letter(DeadLetterView)
        case event(WaitingView.Event)

        /// What is opened for it elsewhere.
        var commandID: String? {
            switch self {
            case .letter: nil
            case .event(let event): event.commandID
            }
        }
    }

    package var found = Loaded<WaitingView>()
    package var window = ScrollWindow()
    /// Whether the original bytes of the letter are shown.
    package var showsContent = false

    package init() {}

    package var rows: [Row] {
        guard let view = found.value else { return [] }
        return view.letters.map(Row.letter) + view.events.map(Row.event)
    }

    package var selected: Row? {
        let rows = rows
        return rows.isEmpty ? nil : rows[min(window.selected, rows.count - 1)]
    }

    package var letter: DeadLetterView? {
        if case .letter(let letter) = selected { return letter }
        return nil
    }
}

enum StuckList {
    private static let table = Table(columns: [
        .init("Waits", width: 7, align: .right), .init("State", width: 8),
        .init("Event", width: 18, grows: true, leaves: 1),
        .init("Aggregate", width: 16, grows: true, cut: .middle),
        .init("Position", width: 9, align: .right, leaves: 2),
    ])

    /// The rows it wants, with its heading.
    static func height(_ stuck: Stuck) -> Int { 2 + max(1, stuck.rows.count) }

    static func draw(
        _ stuck: Stuck, into screen: inout Screen, in rect: Rect, _ context: PaneContext
    ) {
        guard rect.height > 1 else { return }
        guard let view = stuck.found.value else {
            stuck.found.placeholder(of: "what waits", context)?.draw(into: &screen, in: rect)
            return
        }
        let rows = stuck.rows
        guard !rows.isEmpty else {
            screen.put(
                view.remark ?? "nothing waits here, and nothing was given up",
                x: rect.x + Table.margin, y: rect.y, width: rect.width - Table.margin,
                style: view.remark == nil ? .quiet : .attention)
            return
        }
        table.draw(into: &screen, in: rect, count: rows.count, window: stuck.window) { index in
            line(rows[index], context)
        }
    }

    private static func line(_ row: Stuck.Row, _ context: PaneContext) -> Table.Row {
        switch row {
        case .letter(let letter):
            Table.Row([
                Span(context.age(ofText: letter.at).map(Figure.age) ?? Figure.unknown),
                letter.state == "retrying" ? Span("○ again") : Span("✗ DEAD", .bad),
                Span(phrase(letter.eventType)), Span(letter.aggregate),
                Span(letter.tries, .quiet),
            ])
        case .event(let event):
            Table.Row([
                Span(context.age(ofText: event.occurredAt).map(Figure.age) ?? Figure.unknown),
                Span("waits", .quiet), Span(phrase(event.eventType)), Span(event.aggregate),
                Span(event.position, .quiet),
            ])
        }
    }

    static func phrase(_ type: String) -> String {
        type.lowercased().replacing("_", with: " ")
    }
}
