// One class: key, properties, links out with their edges, links in. One scroll over all of it.

import Engine
import TerminalUI

enum ClassDetail {
    enum Row {
        case properties
        case property(ClassView.Property)
        case gap
        case links
        case link(ClassView.Link)
        case incoming(ClassView.Incoming)

        var isSelectable: Bool {
            switch self {
            case .property, .link, .incoming: true
            case .properties, .gap, .links: false
            }
        }

        /// The class at the other end of a link.
        var leadsTo: String? {
            switch self {
            case .link(let link): link.target
            case .incoming(let link): link.className
            default: nil
            }
        }
    }

    static func rows(of item: ClassView) -> [Row] {
        var rows = [Row.properties] + item.properties.map { .property($0) }
        if !item.links.isEmpty || !item.incoming.isEmpty {
            rows += [.gap, .links]
            rows += item.links.map { .link($0) }
            rows += item.incoming.map { .incoming($0) }
        }
        return rows
    }

    /// The rows a class takes, with the line about it.
    static func height(of item: ClassView) -> Int { rows(of: item).count + 2 }

    static func draw(
        _ item: ClassView, _ state: OntologyState, into screen: inout Screen, in rect: Rect
    ) {
        screen.put(about(item), x: rect.x + 1, y: rect.y, width: rect.width - 2)
        let list = rect.inset(top: 2)
        let rows = rows(of: item)
        let tables = Tables(item, width: list.width)
        let isFocused = state.depth == .detail
        let selectable = rows.indices.filter { rows[$0].isSelectable }
        let chosen =
            selectable.isEmpty ? 0 : selectable[min(state.detailLine, selectable.count - 1)]
        let window = ScrollWindow(selected: isFocused ? chosen : 0)
        let visible = window.rows(count: rows.count, height: list.height)
        for (line, index) in visible.enumerated() {
            let place = list.line(line)
            if line == list.height - 1, index < rows.count - 1, !isFocused {
                screen.put(
                    "… \(rows.count - index) more lines, ⏎ opens them", x: place.x + 1, y: place.y,
                    width: place.width - 1, style: .quiet)
                break
            }
            draw(rows[index], item, tables, state, into: &screen, in: place)
            if isFocused && index == chosen {
                Selection.mark(place, in: &screen, isFocused: true)
            }
        }
    }

    private static func about(_ item: ClassView) -> [Span] {
        var spans = [
            Span("key ", .quiet), Span(item.key.joined(separator: " + "), .text),
            Span(" · sequence \(item.sequence)", .quiet),
        ]
        if item.label != item.id { spans.append(Span(" · \(item.label)", .quiet)) }
        if let text = item.description { spans.append(Span(" · \(text)", .quiet)) }
        return spans
    }

    /// Columns as wide as the names in them: more room shows more columns, not wider gaps.
    private struct Tables {
        var properties: Table
        var links: Table

        init(_ item: ClassView, width: Int) {
            let name = item.properties.map(\.name.count).max() ?? 0
            let link =
                (item.links.map { $0.predicate.count + $0.target.count + 3 }
                + item.incoming.map { $0.predicate.count + $0.className.count + 3 }).max() ?? 0
            properties = Table(columns: [
                .init("Property", width: min(32, max(width < 45 ? 14 : 22, name))),
                .init("Type", width: Columns.type), .init("Req", width: 3, align: .center),
                .init("Key", width: 3, align: .center, leaves: 2),
                .init("Links to", width: 10, grows: true, leaves: 3),
            ])
            let rest = Table.margin + 3 + Columns.edges + 8 + 3 * 2
            links = Table(columns: [
                .init("Link", width: min(max(22, link), max(22, width - rest))),
                .init("", width: 3), .init("Edges", width: Columns.edges, align: .right),
                .init("Dangling", width: 8, align: .right, leaves: 1),
            ])
        }
    }

    private static func draw(
        _ row: Row, _ item: ClassView, _ tables: Tables, _ state: OntologyState,
        into screen: inout Screen, in place: Rect
    ) {
        switch row {
        case .gap: break
        case .properties: tables.properties.drawHeader(into: &screen, in: place)
        case .links: tables.links.drawHeader(into: &screen, in: place)
        case .property(let property):
            tables.properties.drawLine(cells(property, item), into: &screen, in: place)
        case .link(let link):
            tables.links.drawLine(cells(link), into: &screen, in: place)
        case .incoming(let link):
            let there = state.definition(of: link.className)?.links
                .first { $0.predicate == link.predicate }
            tables.links.drawLine(cells(link, there), into: &screen, in: place)
        }
    }

    private static func cells(
        _ property: ClassView.Property, _ item: ClassView
    ) -> [[Span]] {
        let link = item.links.first { $0.predicate == property.linkedBy }
        return [
            [Span(property.name, property.isKey ? .strong : .text)], [Span(property.type, .quiet)],
            [Span(property.isRequired ? "●" : "")],
            [Span(property.isKey ? "●" : "", property.isKey ? .accent : .text)],
            [Span(link.map { "→ \($0.target)" } ?? "", .quiet)],
        ]
    }

    private static func cells(_ link: ClassView.Link) -> [[Span]] {
        [
            [Span(link.predicate), Span(" → ", .quiet), Span(link.target)],
            [Span(link.cardinality, .quiet)], [Span(Figure.count(link.edges))],
            [unresolved(link.unresolved)],
        ]
    }

    private static func cells(
        _ link: ClassView.Incoming, _ there: ClassView.Link?
    ) -> [[Span]] {
        [
            [Span("← ", .quiet), Span(link.className), Span(".\(link.predicate)", .quiet)],
            [Span(link.cardinality, .quiet)],
            [Span(there.map { Figure.count($0.edges) } ?? Figure.unknown)],
            [there.map { unresolved($0.unresolved) } ?? Span(Figure.unknown, .quiet)],
        ]
    }

    private static func unresolved(_ count: Int) -> Span {
        count == 0 ? Span("0", .quiet) : Span("▲ \(Figure.count(count))", .attention)
    }
}
