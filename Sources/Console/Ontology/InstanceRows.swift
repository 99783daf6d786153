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
        view known: Table? = nil, into screen: inout Screen, in rect: Rect, _ context: PaneContext
    ) {
        if table.rows.isEmpty {
            placeholder(table, definition, context)?.draw(into: &screen, in: rect)
            return
        }
        let properties = shown(definition, layout)
        let view = known ?? view(table, definition, layout, screen)
        view.drawHeader(into: &screen, in: rect.line(0))
        let list = rect.inset(top: 1)
        let visible =
            screen.sheets == nil
            ? table.window.rows(count: table.rows.count, height: list.height)
            : table.rows.indices
        if selection != .none {
            MoreMarks.draw(
                visible, of: table.rows.count, goesOn: table.next != nil, into: &screen, in: list)
        }
        let places = view.layout(width: list.width)
        for (line, index) in visible.enumerated() {
            let row = table.row(index)
            let key = definition?.key.count == 1 ? [] : [[Span(row.key)]]
            view.drawLine(
                key + properties.map { [Cells.span(row.data[$0.name])] }
                    + [Cells.badge(row.badge)], into: &screen, in: list.line(line),
                places: places)
            if selection != .none, index == table.window.selected {
                Selection.mark(list.line(line), in: &screen, isFocused: selection == .focused)
            }
        }
    }

    private static func shown(
        _ definition: ClassView?, _ layout: ConsoleSession.TableLayout
    ) -> [ClassView.Property] {
        let hidden = Set(layout.hidden)
        return ordered(definition).filter { !hidden.contains($0.name) }
    }

    /// The columns, as wide as the rows want them. O(columns): asked for with every frame.
    static func view(
        _ table: InstanceTable, _ definition: ClassView?, _ layout: ConsoleSession.TableLayout,
        _ screen: Screen
    ) -> Table {
        let hasOwnKey = definition?.key.count != 1
        let widths = table.widths
        let ofKeys = max(3, widths.ofKeys(screen.glyphs))
        var columns: [Table.Column] =
            hasOwnKey ? [.init("Key", width: min(mostColumns, ofKeys))] : []
        for (index, property) in shown(definition, layout).enumerated() {
            let isKeyColumn = !hasOwnKey && index == 0
            let isTurned = layout.sortedBy == nil && layout.isDescending
            let isSorting =
                layout.sortedBy == property.name || isTurned && !hasOwnKey && property.isKey
            let title = property.name + (isSorting ? layout.isDescending ? " ↓" : " ↑" : "")
            let wanted = max(
                screen.width(of: title), widths.of(property.name, screen.glyphs))
            let width = min(mostColumns, wanted)
            let isNumber = Cells.isNumber(property.type)
            columns.append(
                .init(
                    title, width: width, align: isNumber ? .right : .left,
                    leaves: isKeyColumn || isSorting
                        ? 0 : index + 1 + (property.linkedBy == nil ? 0 : 1000),
                    // Of a number a part says something wrong.
                    least: isNumber ? nil : min(width, leastText),
                    most: min(wanted, mostSpread)))
        }
        columns.append(.init("State", width: Columns.badge, grows: true, align: .right))
        return Table(columns: columns)
    }

    /// A text says something from so many cells on.
    private static let leastText = 10

    /// The key first.
    static func ordered(_ definition: ClassView?) -> [ClassView.Property] {
        let properties = definition?.properties ?? []
        return properties.filter(\.isKey) + properties.filter { !$0.isKey }
    }

    private static let mostColumns = 28
    /// Where room is left over.
    private static let mostSpread = 80

    private static func placeholder(
        _ table: InstanceTable, _ definition: ClassView?, _ context: PaneContext
    ) -> Placeholder? {
        if let placeholder = table.page.placeholder(of: "instances of \(table.className)", context)
        {
            return placeholder
        }
        if !table.search.isEmpty {
            let wanted = InstanceFilter(table.search, of: definition)
            let text = definition?.properties.first { !$0.isKey && !Cells.isNumber($0.type) }?.name
            let part = text.map { ", \($0)~\(table.search) finds a part of one" } ?? ""
            if let unknown = wanted.unknown {
                return .empty(
                    "\(table.className) has no property \(unknown), and no instance with the words "
                        + "\"\(table.search)\": press / to mend it")
            }
            return .empty(
                wanted.words == nil
                    ? "no \(table.className) with \(table.search): press / to look again"
                    : "no \(table.className) with the word \"\(table.search)\": press / to look again"
                        + part)
        }
        return .empty(
            "no instances of \(table.className) yet: import a file with I in Mapping, "
                + "or spice import FILE")
    }
}
