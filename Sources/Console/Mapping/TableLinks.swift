// The links of one table, drawn: what its rows point to, and what points to them; then all others.

import Engine
import TerminalUI

enum TableLinks {
    static func draw(
        _ selected: MappedTable?, _ links: [ProposedLinkView], into screen: inout Screen,
        in rect: Rect
    ) {
        guard let selected, rect.height > 0 else { return }
        guard !links.isEmpty else {
            screen.putWrapped(
                "no links between these files were found", in: rect, style: .quiet)
            return
        }
        let lines = lines(of: selected.className, links)
        for (index, line) in lines.prefix(rect.height).enumerated() {
            let isLast = index == rect.height - 1 && index < lines.count - 1
            let spans = isLast ? [Span("… \(lines.count - index) more", .quiet)] : line
            screen.put(spans, x: rect.x, y: rect.y + index, width: rect.width)
        }
    }

    private static func lines(of name: String, _ links: [ProposedLinkView]) -> [[Span]] {
        let out = links.filter { $0.source == name }
        let incoming = links.filter { $0.target == name && $0.source != name }
        var own: [[Span]] = out.map { link in
            [
                Span(link.columns.joined(separator: " + ")), Span(" ─▸ ", .border),
                Span(link.target, .strong), Span("  \(link.cardinality)", .quiet),
            ] + facts(link)
        }
        own += incoming.map { link in
            [
                Span("◂─ ", .border), Span(link.source, .strong),
                Span(".\(link.columns.joined(separator: " + "))"),
                Span("  \(reversed(link.cardinality))", .quiet),
            ] + facts(link)
        }
        let head: [Span] = [
            Span(name, .accent),
            Span(own.isEmpty ? "  no links" : "  \(out.count) out, \(incoming.count) in", .quiet),
        ]
        let joined = own.enumerated().map { index, line in
            [Span(index == own.count - 1 ? "└─ " : "├─ ", .border)] + line
        }
        let others = links.filter { $0.source != name && $0.target != name }
        let rest: [[Span]] = others.map { link in
            [
                Span("\(link.source).\(link.columns.joined(separator: " + "))", .quiet),
                Span(" ─▸ ", .border), Span(link.target, .quiet),
            ]
        }
        return [head] + joined + (rest.isEmpty ? [] : [[], [Span("Other links", .header)]] + rest)
    }

    /// What it is, how sure, and the rows that lead nowhere.
    private static func facts(_ link: ProposedLinkView) -> [Span] {
        guard let found = link.found else { return link.isDecided ? [Span("  yours", .good)] : [] }
        var spans: [Span] = []
        if let kind = kinds[found.kind] { spans.append(Span(" \(kind)", .quiet)) }
        spans.append(
            Span(
                "  \(Figure.percent(found.confidence))",
                found.confidence >= MappedColumn.sureScore ? .quiet : .attention))
        if found.danglingRows > 0 {
            let most = found.danglingIsExact ? "" : "≥ "
            let verb = found.danglingRows == 1 ? "leads" : "lead"
            spans.append(
                Span(
                    "  \(most)\(Figure.count(found.danglingRows)) \(verb) nowhere"
                        + Self.names(found), .attention))
        }
        return spans
    }

    private static let shownNames = 3
    private static let longestName = 20

    /// ` (C-9, C-12 …)`: the values that the first of those rows hold.
    private static func names(_ link: InferenceView.Link) -> String {
        var names: [String] = []
        for cell in link.danglingExamples where !names.contains(cell.text) {
            names.append(cell.text)
        }
        guard !names.isEmpty else { return "" }
        let shown = names.prefix(shownNames).map { name in
            name.count > longestName ? name.prefix(longestName) + "…" : name
        }
        let isAll = names.count <= shownNames && link.danglingRows <= link.danglingExamples.count
        return " (\(shown.joined(separator: ", "))\(isAll ? "" : " …"))"
    }

    /// A foreign key is what everybody expects.
    private static let kinds: [String: String] = [
        "hierarchy": "hierarchy", "junction": "junction", "one_to_one": "same thing",
    ]

    /// `n:1` seen from the other side.
    private static func reversed(_ cardinality: String) -> String {
        cardinality.split(separator: ":").reversed().joined(separator: ":")
    }
}
