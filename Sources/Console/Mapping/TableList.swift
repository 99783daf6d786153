// The opened tables, one row each, and the links between them.

import Engine
import TerminalUI

enum TableList {
    static func draw(
        _ state: MappingPane.State, isWide: Bool, into screen: inout Screen, in rect: Rect
    ) {
        let tables = state.mappedTables
        let links = state.links
        let selected =
            tables.isEmpty ? nil : tables[min(state.tableWindow.selected, tables.count - 1)]
        guard isWide else {
            let parts = rect.rows(.rest(weight: 60), .cells(1), .rest(weight: 40, atLeast: 5))
            drawTable(tables, state, gap: 1, into: &screen, in: parts[0].inset(right: 1))
            guard rect.height >= 14 else { return }
            Rule.draw(into: &screen, in: parts[1])
            TableLinks.draw(
                selected, links, into: &screen, in: parts[2].inset(left: Table.margin, right: 1))
            return
        }
        let parts = rect.columns(.rest(weight: 60), .rest(weight: 40), gap: 3)
        drawTable(tables, state, gap: 2, into: &screen, in: parts[0])
        screen.verticalLine(x: parts[1].x - 2, y: rect.y, height: rect.height)
        TableLinks.draw(selected, links, into: &screen, in: parts[1].inset(right: 1))
    }

    /// The rows that the list of tables has.
    static func height(isWide: Bool, in rect: Rect) -> Int {
        let room =
            isWide
            ? rect : rect.rows(.rest(weight: 60), .cells(1), .rest(weight: 40, atLeast: 5))[0]
        return max(1, room.height - 1)
    }

    private static func drawTable(
        _ tables: [MappedTable], _ state: MappingPane.State, gap: Int, into screen: inout Screen,
        in rect: Rect
    ) {
        Table(columns: columns, gap: gap).fitted(to: tables.prefix(mostFitted).map(row), in: screen)
            .draw(into: &screen, in: rect, count: tables.count, window: state.tableWindow) {
                row(tables[$0])
            }
    }

    private static let mostFitted = 200

    private static func row(_ item: MappedTable) -> Table.Row {
        let isOut = item.standing == .leftOut
        let key = item.key.joined(separator: " + ")
        return Table.Row([
            Span(item.table.file, isOut ? .quiet : .text),
            Span(Figure.count(item.table.rows), isOut ? .quiet : .text),
            Span(isOut ? Figure.unknown : item.className, isOut ? .quiet : .text),
            standing(item),
            Span(key.isEmpty ? "no key" : key, key.isEmpty ? .attention : .quiet),
            asking(item),
            item.against == 0
                ? Span(Figure.unknown, .quiet)
                : Span(
                    "\(Figure.count(item.against)) \(item.against == 1 ? "cell" : "cells")",
                    .attention),
        ])
    }

    private static func standing(_ item: MappedTable) -> Span {
        switch item.standing {
        case .leftOut: Span("left out", .quiet)
        case .new: Span("new", .good)
        case .known: Span("there", .text)
        case .asked: Span(Figure.unknown, .quiet)
        }
    }

    private static func asking(_ item: MappedTable) -> Span {
        guard item.standing != .leftOut else { return Span(Figure.unknown, .quiet) }
        let count = item.asking
        return count == 0
            ? Span("✓ all", .good)
            : Span("? \(count) \(count == 1 ? "asks" : "ask")", .attention)
    }

    private static let columns: [Table.Column] = [
        .init("File", width: 18, grows: true),
        .init("Rows", width: 8, align: .right, leaves: 2),
        .init("Class", width: 14, grows: true), .init("Is", width: 8, leaves: 1),
        .init("Key", width: 12, grows: true, leaves: 4),
        .init("Columns", width: 8, align: .right, leaves: 3),
        .init("Against", width: 8, align: .right, leaves: 5),
    ]
}
