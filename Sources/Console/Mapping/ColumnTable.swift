// One row a column: how it reads, how sure that is, where it leads, what is against it.

import Engine
import TerminalUI

enum ColumnTable {
    static func draw(
        _ state: MappingPane.State, into screen: inout Screen, in rect: Rect
    ) {
        let columns = state.shownColumns
        // The same widths wherever the cursor is; of very wide files the first columns stand for all.
        table.fitted(to: columns.prefix(mostFitted).map(row), in: screen)
            .draw(into: &screen, in: rect, count: columns.count, window: state.window) {
                row(columns[$0])
            }
    }

    private static let mostFitted = 200

    private static func row(_ column: MappedColumn) -> Table.Row {
        let value = column.column
        let against = value.contradictionCount
        return Table.Row([
            Span(value.name), Span(column.reading, .text),
            Span(
                Figure.percent(value.confidence),
                value.confidence < MappedColumn.sureScore ? .attention : .quiet),
            Span(Figure.count(value.nulls), .quiet),
            Span(Figure.count(value.distinct), .quiet),
            Span(
                Sparkline.text(value.histogram.prefix(10).map { Double($0) }, width: 10),
                .chart1),
            target(column), column.match,
            against == 0
                ? Span(Figure.unknown, .quiet)
                : Span("\(Figure.count(against)) \(against == 1 ? "row" : "rows")", .attention),
        ])
    }

    /// A proposal that waits for an answer stands in brackets.
    private static func target(_ column: MappedColumn) -> Span {
        if let target = column.target { return Span(" \(target)") }
        guard column.decision == nil, let proposal = column.proposal else {
            return Span(" \(Figure.unknown)", .quiet)
        }
        return Span(" (\(proposal))", .quiet)
    }

    private static let table = Table(
        columns: [
            .init("Column", width: 12, grows: true),
            .init("Reads as", width: 19, grows: true, leaves: 4),
            .init("Sure", width: 4, align: .right, leaves: 3),
            .init("Null", width: 5, align: .right, leaves: 6),
            .init("Distinct", width: 8, align: .right, leaves: 7),
            .init("Spread", width: 10, leaves: 8),
            .init(" Target", width: 13, grows: true),
            .init("Match", width: 8, align: .right, leaves: 1),
            .init("Against", width: 7, align: .right, leaves: 5),
        ], gap: 1)
}
