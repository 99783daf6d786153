// The start of the Graph pane: instances that hold the words of the search.

import Engine
import TerminalUI

enum GraphSearchList {
    static func draw(
        _ state: GraphPane.State, into screen: inout Screen, in rect: Rect, _ context: PaneContext
    ) {
        let found = state.search.found
        guard context.database != nil else {
            if let waiting = context.databases.placeholder(of: "the databases", context) {
                return waiting.draw(into: &screen, in: rect)
            }
            return Placeholder.empty(
                "no database yet: open a file with o in Mapping (key 2) and import it with I, "
                    + "or spice import FILE"
            ).draw(into: &screen, in: rect)
        }
        guard let items = found.value?.items else {
            found.placeholder(of: "the instances", context)?.draw(into: &screen, in: rect)
            return
        }
        guard !items.isEmpty else {
            let words = state.search.text.trimmingSpaces
            let text =
                words.isEmpty
                ? "no instances yet: import a file with I in Mapping (key 2), or spice import FILE"
                : "0 nodes with \"\(words)\": press / for other words, or s to type Class/key"
            return Placeholder.empty(text).draw(into: &screen, in: rect)
        }
        let table = Table(columns: [
            .init("Node", width: 24, cut: .middle), .init("Summary", width: 20, grows: true),
            .init("Seq", width: 5, align: .right, leaves: 2),
            .init("Badge", width: Columns.badge, align: .right, leaves: 1),
        ])
        table.draw(
            into: &screen, in: rect.inset(right: 1), count: items.count,
            window: state.search.window
        ) { index in
            let item = items[index]
            return Table.Row(lines: [
                Highlight.spans(item.id, found: state.search.text),
                Highlight.spans(
                    InstanceSummary.text(of: item), found: state.search.text, .quiet),
                [Span(Figure.count(item.sequence), .quiet)], Cells.badge(item.badge),
            ])
        }
    }
}
