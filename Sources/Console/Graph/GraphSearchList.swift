// The start of the Graph pane: instances that hold the words of the search.

import Engine
import TerminalUI

enum GraphSearchList {
    /// The list, and beside it the node under the cursor where there is room.
    static func parts(_ rect: Rect, _ context: PaneContext) -> (list: Rect, aside: Rect?) {
        guard context.room == .wide else { return (rect, nil) }
        let columns = rect.columns(.rest(weight: 58), .rest(weight: 42), gap: 3)
        return (columns[0], columns[1])
    }

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
                : "0 nodes with the word \"\(words)\" as a whole: press / for others, or s to type "
                    + "Class/key"
            return Placeholder.empty(text).draw(into: &screen, in: rect)
        }
        let (rect, aside) = parts(rect, context)
        if let aside, let selected = state.selectedResult {
            screen.verticalLine(x: aside.x - 2, y: aside.y, height: aside.height)
            GraphDetail.preview(WalkedNode(selected), into: &screen, in: aside.inset(right: 1))
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
