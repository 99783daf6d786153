// All that is known of the property or link under the cursor, in the lines below the tables of its class.

import Engine
import JSONText
import TerminalUI

enum MemberNote {
    /// The rows it takes with the line above it.
    static let height = 4

    static func draw(
        _ row: ClassDetail.Row, _ item: ClassView, _ profile: ClassProfileView?,
        _ labels: ClassLabels, into screen: inout Screen, in rect: Rect
    ) {
        var area = rect.inset(left: 1, right: 1)
        if rect.height > 3 {
            screen.horizontalLine(x: area.x, y: area.y, width: area.width)
            area = area.inset(top: 1)
        }
        for (line, spans) in lines(row, item, profile, labels).prefix(area.height).enumerated() {
            screen.put(spans, x: area.x, y: area.y + line, width: area.width)
        }
    }

    private static func lines(
        _ row: ClassDetail.Row, _ item: ClassView, _ profile: ClassProfileView?,
        _ labels: ClassLabels
    ) -> [[Span]] {
        switch row {
        case .property(let property): return self.property(property, item, profile, labels)
        case .link(let link): return self.link(link, item, labels)
        case .incoming(let link):
            return [
                [Span(link.className, .strong), Span(".\(link.predicate) leads here", .quiet)],
                [Span("⏎ goes to \(link.className), where it can be changed", .quiet)],
            ]
        default: return []
        }
    }

    private static func property(
        _ property: ClassView.Property, _ item: ClassView, _ profile: ClassProfileView?,
        _ labels: ClassLabels
    ) -> [[Span]] {
        let definition = item.definition(of: property.name, in: "properties", by: "name")
        var facts = [property.type]
        if property.isRequired { facts.append("required") }
        if property.isKey { facts.append("key") }
        facts += PropertyRules.words(definition?["constraints"]?.object ?? JSONObject())
        if let value = definition?["default"], !value.isNull {
            facts.append("default \(Cells.text(value))")
        }
        var calls = property.label == property.name ? [] : [property.label]
        calls += labels.of(property.name)
        let figures = profile?.property(property.name).map { words($0, profile) }
        return [
            [Span(property.name, .strong), Span("  " + facts.joined(separator: " · "))],
            [Span(figures ?? "", .quiet)],
            [Span(said(definition?["description"]?.string, calls), .quiet)],
        ].filter { !$0.allSatisfy(\.text.isEmpty) }
    }

    private static func words(
        _ figures: ClassProfileView.Property, _ profile: ClassProfileView?
    ) -> String {
        var words: [String] = []
        if let least = figures.minimum, let most = figures.maximum {
            words.append("\(Cells.short(least)) … \(Cells.short(most))")
        }
        words.append("\(Figure.count(figures.distinct)) distinct")
        words.append(figures.nulls == 0 ? "no nulls" : "\(Figure.count(figures.nulls)) nulls")
        if let profile, profile.isCut {
            words.append("of the first \(Figure.count(profile.instances))")
        }
        return words.joined(separator: " · ")
    }

    private static func link(
        _ link: ClassView.Link, _ item: ClassView, _ labels: ClassLabels
    ) -> [[Span]] {
        let definition = item.definition(of: link.predicate, in: "relationships", by: "predicate")
        let made =
            link.sourceProperties.isEmpty
            ? "kept under its own name"
            : "made of \(link.sourceProperties.joined(separator: " + "))"
        let meets =
            link.targetProperties.isEmpty
            ? "meets the key" : "meets \(link.targetProperties.joined(separator: " + "))"
        var facts = [link.cardinality, made, meets]
        if let back = definition?["inverse_predicate"]?.string { facts.append("back: \(back)") }
        var calls = link.label == link.predicate ? [] : [link.label]
        calls += labels.ofLink(link.predicate)
        return [
            [
                Span(link.predicate, .strong), Span(" → ", .quiet), Span(link.target),
            ], [Span(facts.joined(separator: " · "), .quiet)],
            [Span(said(definition?["description"]?.string, calls), .quiet)],
        ].filter { !$0.allSatisfy(\.text.isEmpty) }
    }

    private static func said(_ description: String?, _ labels: [String]) -> String {
        ([description ?? ""] + labels).filter { !$0.isEmpty }.joined(separator: " · ")
    }
}
