// One instance: its fields with their types, what the links lead to, and why it is not complete.

import Engine
import JSONText
import TerminalUI

enum InstanceDetail {
    struct Row {
        var name: String
        var type: String
        var value: JSON?
        var isKey: Bool
        /// `Class/key` of the instance that the field links to.
        var leadsTo: String?
    }

    /// The fields of the class in their order, then what the data holds beside them.
    static func rows(of instance: InstanceView, _ definition: ClassView?) -> [Row] {
        let properties = definition?.properties ?? []
        let known = Set(properties.map(\.name))
        let extra = (instance.data.object?.names ?? []).filter { !known.contains($0) }
        return properties.map { property in
            Row(
                name: property.name, type: property.type, value: instance.data[property.name],
                isKey: property.isKey,
                leadsTo: target(of: property.name, instance, definition))
        }
            + extra.map { name in
                Row(name: name, type: "", value: instance.data[name], isKey: false)
            }
    }

    static func draw(
        _ instance: InstanceView, _ definition: ClassView?, line: Int?, into screen: inout Screen,
        in rect: Rect
    ) {
        var list = rect
        if let explanation = explanation(instance.badge) {
            screen.put(
                explanation, x: rect.x + 1, y: rect.y, width: rect.width - 1, style: .attention)
            list = rect.inset(top: 2)
        }
        let rows = rows(of: instance, definition)
        let table = Table(
            columns: [
                .init("Field", width: fieldWidth(rows, screen)),
                .init("Type", width: Columns.type, leaves: 1),
                .init("Value", width: 16, grows: true),
            ], isFocused: line != nil)
        let window = ScrollWindow(selected: line ?? 0)
        table.drawHeader(into: &screen, in: list.line(0))
        let body = list.inset(top: 1)
        for (offset, index) in window.rows(count: rows.count, height: body.height).enumerated() {
            let row = rows[index]
            let link = row.leadsTo.map { [Span("  → ", .quiet), Span($0, .accent)] } ?? []
            table.drawLine(
                [
                    [Span(row.name, row.isKey ? .strong : .text)], [Span(row.type, .quiet)],
                    [Cells.span(row.value)] + link,
                ], into: &screen, in: body.line(offset))
            if index == line { Selection.mark(body.line(offset), in: &screen, isFocused: true) }
        }
    }

    private static func fieldWidth(_ rows: [Row], _ screen: Screen) -> Int {
        min(28, max(14, rows.map { screen.width(of: $0.name) }.max() ?? 0))
    }

    /// A badge that is not FULL explains itself.
    static func explanation(_ badge: NodeBadge) -> String? {
        guard badge.status != .full else { return nil }
        let reason = (badge.reason ?? "").replacing("_", with: " ")
        let parts = [reason, badge.detail ?? ""].filter { !$0.isEmpty }
        return "\(badge.status.rawValue): " + parts.joined(separator: ", ")
    }

    /// Only links to the key of their target name an instance; others are resolved by the graph.
    private static func target(
        of property: String, _ instance: InstanceView, _ definition: ClassView?
    ) -> String? {
        guard let link = definition?.links.first(where: { $0.sourceProperties == [property] }),
            let value = instance.data[property], !value.isNull
        else { return nil }
        return "\(link.target)/\(escaped(value.string ?? value.plainText))"
    }

    private static func escaped(_ part: String) -> String {
        part.replacing("%", with: "%25").replacing("~", with: "%7E")
            .replacing(":", with: "%3A").replacing("/", with: "%2F")
    }
}
