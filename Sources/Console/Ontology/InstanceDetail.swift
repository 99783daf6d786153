// One instance: its fields with their types, what hangs on it, and the commands and events that made it.
// One scroll over all of it.

import Engine
import JSONText
import TerminalUI

enum InstanceDetail {
    struct Row: Hashable {
        var name: String
        var type: String
        var value: JSON?
        var isKey: Bool
        /// `Class/key` of the instance that the field links to.
        var leadsTo: String?
    }

    enum Line: Hashable {
        case field(Row)
        case gap
        case title(String)
        case link(predicate: String, GraphAnswer.Node)
        /// Those that link here, by class.
        case bundle(Neighbourhood.Bundle)
        case step(LineageView.Step)
        case remark(String)

        var isSelectable: Bool {
            switch self {
            case .field, .link, .bundle, .step: true
            case .gap, .title, .remark: false
            }
        }

        /// `Class/key` of the node at its other end.
        var leadsTo: String? {
            switch self {
            case .field(let row): row.leadsTo
            case .link(_, let node): node.id
            default: nil
            }
        }
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

    static func lines(_ state: OntologyState, of instance: InstanceView) -> [Line] {
        let definition = state.definition(of: instance.className)
        var lines = rows(of: instance, definition).map { Line.field($0) }
        guard state.depth == .instance else { return lines }
        if let around = state.around.value {
            lines += [.gap, .title("Hangs together with")]
            let links = around.bundles.flatMap { bundle -> [Line] in
                bundle.direction == "in"
                    ? [.bundle(bundle)]
                    : bundle.nodes.map { .link(predicate: bundle.predicate, $0) }
            }
            lines += links.isEmpty ? [.remark("no links")] : links
        }
        if let lineage = state.lineage.value {
            lines += [.gap, .title("Made and changed by")]
            lines += lineage.steps.reversed().map { .step($0) }
            if lineage.steps.isEmpty { lines.append(.remark("the log holds no event of it")) }
        }
        return lines
    }

    /// The line under the cursor.
    static func selected(_ state: OntologyState) -> Line? {
        guard let instance = state.instance.value else { return nil }
        let lines = lines(state, of: instance).filter(\.isSelectable)
        return lines.isEmpty ? nil : lines[min(state.fieldLine, lines.count - 1)]
    }

    static func draw(
        _ instance: InstanceView, _ state: OntologyState, isFocused: Bool,
        into screen: inout Screen, in rect: Rect
    ) {
        var list = rect
        if let explanation = explanation(instance.badge) {
            screen.put(
                explanation, x: rect.x + 1, y: rect.y, width: rect.width - 1, style: .attention)
            list = rect.inset(top: 2)
        }
        let lines = lines(state, of: instance)
        let names = lines.compactMap { line -> Int? in
            guard case .field(let row) = line else { return nil }
            return screen.width(of: row.name)
        }
        let table = Table(
            columns: [
                .init("Field", width: min(28, max(14, names.max() ?? 0))),
                .init("Type", width: Columns.type, leaves: 1),
                .init("Value", width: 16, grows: true),
            ], isFocused: isFocused)
        table.drawHeader(into: &screen, in: list.line(0))
        let body = list.inset(top: 1)
        let selectable = lines.indices.filter { lines[$0].isSelectable }
        let chosen =
            selectable.isEmpty ? 0 : selectable[min(state.fieldLine, selectable.count - 1)]
        let window = ScrollWindow(selected: isFocused ? chosen : 0)
        let visible = window.rows(count: lines.count, height: body.height)
        MoreMarks.draw(visible, of: lines.count, into: &screen, in: body)
        for (offset, index) in visible.enumerated() {
            let place = body.line(offset)
            if case .field(let row) = lines[index] {
                table.drawLine(cells(row), into: &screen, in: place)
            } else {
                InstanceLines.draw(lines[index], into: &screen, in: place)
            }
            if isFocused && index == chosen {
                Selection.mark(place, in: &screen, isFocused: true)
            }
        }
    }

    private static func cells(_ row: Row) -> [[Span]] {
        let link = row.leadsTo.map { [Span("  → ", .quiet), Span($0, .accent)] } ?? []
        return [
            [Span(row.name, row.isKey ? .strong : .text)], [Span(row.type, .quiet)],
            [Cells.span(row.value)] + link,
        ]
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
