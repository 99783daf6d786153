// The two tables of a class's detail. Columns are as wide as the names in them: more room shows more columns, not wider
// gaps.

import Engine
import TerminalUI

extension ClassDetail {
    struct Tables {
        var properties: Table
        var links: Table
        var labels: ClassLabels
        /// What the instances hold; nil while it is not known.
        var profile: ClassProfileView?

        init(
            _ item: ClassView, _ labels: ClassLabels, _ profile: ClassProfileView?, width: Int
        ) {
            self.labels = labels
            self.profile = profile
            let name = item.properties.map(\.name.count).max() ?? 0
            let link =
                (item.links.map { $0.predicate.count + $0.target.count + 3 }
                + item.incoming.map { $0.predicate.count + $0.className.count + 3 }).max() ?? 0
            properties = Table(
                columns: [
                    .init("Property", width: min(32, max(width < 45 ? 12 : 16, name))),
                    .init("Type", width: Columns.type), .init("Req", width: 3, align: .center),
                    .init("Nulls", width: 6, align: .right, leaves: 2),
                    .init("Distinct", width: 8, align: .right, leaves: 3),
                    .init("Key", width: 3, align: .center, leaves: 6),
                    .init("Rules", width: 14, leaves: 5),
                    .init("Links to", width: 12, grows: true, leaves: 4),
                    .init("Labels", width: 18, grows: true, leaves: 7),
                ], gap: width < 60 ? 1 : 2)
            let rest = Table.margin + 3 + Columns.edges + 8 + 3 * 2
            links = Table(columns: [
                .init("Link", width: min(max(22, link), max(22, width - rest))),
                .init("", width: 3), .init("Edges", width: Columns.edges, align: .right),
                .init("Dangling", width: 8, align: .right, leaves: 1),
            ])
        }
    }
}

/// What a class and its parts are called in other languages, as `de Bestellung`.
struct ClassLabels {
    private let rows: [LabelRow]
    private let className: String

    init(_ item: ClassView, _ list: LabelList?) {
        className = item.id
        rows = list?.rows ?? []
    }

    var ofClass: [String] { words(.init(kind: .ontologyClass, className: className)) }

    func of(_ property: String) -> [String] {
        words(.init(kind: .property, className: className, name: property))
    }

    func ofLink(_ predicate: String) -> [String] {
        words(.init(kind: .relationship, className: className, name: predicate))
    }

    private func words(_ place: OntologyPane.LabelPlace) -> [String] {
        rows.filter { place.holds($0) }.map { "\($0.language) \($0.label)" }
    }
}
