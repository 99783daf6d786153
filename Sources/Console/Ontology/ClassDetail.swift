// One class: key, properties, links out with their edges, links in. One scroll over all of it.

import Engine
import JSONText
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

    /// The row under the cursor; nil while the reader is not in the class.
    static func selected(_ state: OntologyState) -> Row? {
        guard state.depth == .detail, let item = state.current else { return nil }
        let rows = rows(of: item).filter(\.isSelectable)
        return rows.isEmpty ? nil : rows[min(state.detailLine, rows.count - 1)]
    }

    /// The rows a class takes, with the line about it.
    static func height(of item: ClassView) -> Int { rows(of: item).count + 2 }

    static func draw(
        _ item: ClassView, _ state: OntologyState, into screen: inout Screen, in rect: Rect
    ) {
        let labels = ClassLabels(item, state.labels.value)
        screen.put(about(item, labels), x: rect.x + 1, y: rect.y, width: rect.width - 2)
        let isTight = rect.height < 10
        var list = rect.inset(top: isTight ? 1 : 2)
        var noteRule: Rect?
        if let row = selected(state), list.height >= 7 {
            let rows = isTight ? 2 : MemberNote.height
            list = list.inset(bottom: rows)
            MemberNote.draw(
                row, item, state.profiles[item.id], labels, into: &screen,
                in: rect.inset(top: rect.height - rows))
            noteRule = isTight ? nil : rect.line(rect.height - rows)
        }
        let rows = rows(of: item)
        let tables = Tables(item, labels, state.profiles[item.id], width: list.width)
        let isFocused = state.depth == .detail
        let selectable = rows.indices.filter { rows[$0].isSelectable }
        let chosen =
            selectable.isEmpty ? 0 : selectable[min(state.detailLine, selectable.count - 1)]
        let window = ScrollWindow(selected: isFocused ? chosen : 0)
        let visible = window.rows(count: rows.count, height: list.height)
        if isFocused { MoreMarks.draw(visible, of: rows.count, into: &screen, in: list) }
        if let noteRule, visible.upperBound < rows.count {
            let more = rows.count - visible.upperBound
            screen.put(
                " \(more) more \(more == 1 ? "line" : "lines") ", x: noteRule.x, y: noteRule.y,
                width: noteRule.width - 2, style: .quiet, align: .right)
        }
        for (line, index) in visible.enumerated() {
            let place = list.line(line)
            if line == list.height - 1, index < rows.count - 1, !isFocused {
                screen.put(
                    "… \(rows.count - index) more lines, ⏎ opens them", x: place.x + 1, y: place.y,
                    width: place.width - 1, style: .quiet)
                break
            }
            let isHeading = line == 0 && index > 0 && index != chosen
            let shown = isHeading ? heading(over: index, rows) ?? rows[index] : rows[index]
            draw(shown, item, tables, state, into: &screen, in: place)
            if isFocused && index == chosen {
                Selection.mark(place, in: &screen, isFocused: true)
            }
        }
    }

    /// What the columns of a row are called, for the first line of a list whose own heading went out at the top.
    private static func heading(over index: Int, _ rows: [Row]) -> Row? {
        // The row itself makes room for the heading: the next one is what is read under it.
        guard rows.indices.contains(index + 1) else { return nil }
        return rows[...(index + 1)].last { row in
            switch row {
            case .properties, .links: true
            default: false
            }
        }
    }

    private static func about(_ item: ClassView, _ labels: ClassLabels) -> [Span] {
        var spans = [
            Span("key ", .quiet), Span(item.key.joined(separator: " + "), .text),
            Span(" · sequence \(item.sequence)", .quiet),
        ]
        if item.label != item.id { spans.append(Span(" · \(item.label)", .quiet)) }
        for label in labels.ofClass.prefix(4) { spans.append(Span(" · \(label)", .quiet)) }
        if let text = item.description { spans.append(Span(" · \(text)", .quiet)) }
        return spans
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
            tables.properties.drawLine(
                cells(property, item, tables), into: &screen, in: place)
        case .link(let link):
            tables.links.drawLine(cells(link), into: &screen, in: place)
        case .incoming(let link):
            let there = state.definition(of: link.className)?.links
                .first { $0.predicate == link.predicate }
            tables.links.drawLine(cells(link, there), into: &screen, in: place)
        }
    }

    private static func cells(
        _ property: ClassView.Property, _ item: ClassView, _ tables: Tables
    ) -> [[Span]] {
        let link = item.links.first { $0.predicate == property.linkedBy }
        let figures = tables.profile?.property(property.name)
        let nulls = figures?.nulls ?? 0
        let rules = item.definition(of: property.name, in: "properties", by: "name")?[
            "constraints"]?.object
        return [
            [Span(property.name, property.isKey ? .strong : .text)], [Span(property.type, .quiet)],
            [Span(property.isRequired ? "●" : "")],
            [
                Span(
                    figures.map { Figure.count($0.nulls) } ?? "",
                    nulls > 0 && property.isRequired ? .attention : .text)
            ],
            [Span(figures.map { Figure.count($0.distinct) } ?? "", .quiet)],
            [Span(property.isKey ? "●" : "", property.isKey ? .accent : .text)],
            [Span(PropertyRules.short(rules), .quiet)],
            [Span(link.map { "→ \($0.target)" } ?? "", .quiet)],
            [Span(tables.labels.of(property.name).joined(separator: " · "), .quiet)],
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
