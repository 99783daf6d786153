// The instances of a class as a table: the key first, then the properties in their order.

import Engine
import JSONText
import TerminalUI

enum InstanceRows {
    /// How the row under the cursor looks; a sample has none.
    enum RowSelection { case focused, unfocused, none }

    static func draw(
        _ table: InstanceTable, _ definition: ClassView?,
        layout: ConsoleSession.TableLayout = .init(), selection: RowSelection,
        into screen: inout Screen, in rect: Rect, _ context: PaneContext
    ) {
        if table.rows.isEmpty {
            placeholder(table, context)?.draw(into: &screen, in: rect)
            return
        }
        let hidden = Set(layout.hidden)
        let properties = ordered(definition).filter { !hidden.contains($0.name) }
        let columns = columns(properties, table.rows)
        let view = Table(columns: columns)
        view.drawHeader(into: &screen, in: rect.line(0))
        let list = rect.inset(top: 1)
        let visible =
            screen.sheets == nil
            ? table.window.rows(count: table.rows.count, height: list.height)
            : table.rows.indices
        for (line, index) in visible.enumerated() {
            let row = table.row(index)
            let key = definition?.key.count == 1 ? [] : [[Span(row.key)]]
            view.drawLine(
                key + properties.map { [Cells.span(row.data[$0.name])] }
                    + [Cells.badge(row.badge)], into: &screen, in: list.line(line))
            if selection != .none, index == table.window.selected {
                Selection.mark(list.line(line), in: &screen, isFocused: selection == .focused)
            }
        }

        func columns(
            _ properties: [ClassView.Property], _ rows: [InstanceView]
        ) -> [Table.Column] {
            let hasOwnKey = definition?.key.count != 1
            var columns: [Table.Column] =
                hasOwnKey ? [.init("Key", width: width("Key", rows, screen) { $0.key })] : []
            for (index, property) in properties.enumerated() {
                let isKeyColumn = !hasOwnKey && index == 0
                let isSorting = layout.sortedBy == property.name
                let title = property.name + (isSorting ? layout.isDescending ? " ↓" : " ↑" : "")
                columns.append(
                    .init(
                        title,
                        width: width(title, rows, screen) { Cells.text($0.data[property.name]) },
                        align: Cells.isNumber(property.type) ? .right : .left,
                        leaves: isKeyColumn || isSorting
                            ? 0 : index + 1 + (property.linkedBy == nil ? 0 : 1000))
                )
            }
            columns.append(.init("State", width: Columns.badge, grows: true, align: .right))
            return columns
        }
    }

    /// The key first.
    static func ordered(_ definition: ClassView?) -> [ClassView.Property] {
        let properties = definition?.properties ?? []
        return properties.filter(\.isKey) + properties.filter { !$0.isKey }
    }

    private static let mostColumns = 28
    /// So many rows say how wide a column is.
    private static let mostRows = 200

    /// Asked for with every frame: no further row is looked at once the column is as wide as it may be.
    private static func width(
        _ title: String, _ rows: [InstanceView], _ screen: Screen,
        _ text: (InstanceView) -> String
    ) -> Int {
        var widest = screen.width(of: title)
        for index in rows.indices.prefix(mostRows) where widest < mostColumns {
            widest = max(widest, screen.width(of: text(rows[index])))
        }
        return min(mostColumns, widest)
    }

    private static func placeholder(
        _ table: InstanceTable, _ context: PaneContext
    ) -> Placeholder? {
        if let placeholder = table.page.placeholder(of: "instances of \(table.className)", context)
        {
            return placeholder
        }
        if !table.search.isEmpty {
            return .empty("no \(table.className) holds \"\(table.search)\": press / to look again")
        }
        return .empty(
            "no instances of \(table.className) yet: import a file with I in Mapping, "
                + "or spice import FILE")
    }
}
