// The table of commands, newest first.

import Engine
import TerminalUI

enum CommandList {
    static func draw(
        _ state: CommandsPane.State, into screen: inout Screen, in rect: Rect,
        _ context: PaneContext
    ) {
        guard state.asked.value != nil else {
            state.asked.placeholder(of: "the commands", context)?.draw(into: &screen, in: rect)
            return
        }
        let rows = state.rows
        guard !rows.isEmpty else {
            return Placeholder.empty(emptyText(state)).draw(into: &screen, in: rect)
        }
        let dead = state.deadIDs
        table.draw(into: &screen, in: rect, count: rows.count, window: state.window) { index in
            Table.Row(cells(rows[index], dead, context))
        }
    }

    private static func cells(
        _ command: CommandView, _ dead: Set<String>, _ context: PaneContext
    ) -> [Span] {
        [
            CommandPhase(command, isDead: dead.contains(command.id)).span,
            Span(context.age(ofText: command.acceptedAt).map(Figure.age) ?? Figure.unknown),
            Span(command.phrase), Span(command.place),
            Span(command.actor ?? Figure.unknown, .quiet),
            Span(
                command.attempts == 0 ? Figure.unknown : Figure.count(command.attempts),
                command.attempts > 1 ? .attention : .quiet),
        ]
    }

    /// All commands that the filter lets through, also those that were not read yet; nil where all of them were.
    static func source(_ state: CommandsPane.State, _ context: PaneContext) -> RowSource? {
        guard state.section == .commands, !state.isOpen, state.feed.next != nil else { return nil }
        let first = SearchCommands(
            database: context.database, filter: state.filter.text, limit: 1000)
        let dead = state.deadIDs
        return RowSource(columns: table.columns.map(\.title), total: nil) { after in
            var request = first
            request.after = after
            return await context.engine.answer(request).result.map { page in
                RowSource.Page(
                    rows: page.items.map { cells($0, dead, context).map(\.text) }, next: page.next)
            }
        }
    }

    private static let table = Table(columns: [
        .init("State", width: 9), .init("Age", width: 6, align: .right, leaves: 1),
        .init("Command", width: 16, grows: true, leaves: 2),
        .init("Aggregate", width: 16, grows: true, cut: .middle),
        .init("By", width: 8, leaves: 4), .init("Tries", width: 5, align: .right, leaves: 3),
    ])

    private static func emptyText(_ state: CommandsPane.State) -> String {
        guard state.filter.isEmpty else {
            let rest =
                state.feed.next == nil
                ? "" : state.older.awaitedSince == nil ? "; PgDn looks on" : "; looking on"
            let isAll = state.feed.next == nil && !state.filter.statuses.isEmpty
            let seen = isAll ? "all commands" : Figure.count(state.feed.lookedAt)
            return "0 of \(seen) shown, "
                + "filter \(state.filter.text): press / to change it\(rest)"
        }
        return "no commands yet: import a file with I in Mapping (key 2), or spice import FILE"
    }
}
