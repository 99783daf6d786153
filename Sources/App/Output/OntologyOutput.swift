// Classes for people. Programs take `--json`, which has everything.

import Engine

enum OntologyOutput {
    static func show(_ view: ClassView) {
        let label = view.label == view.id ? "" : "  \(view.label)"
        let state = view.state == "live" ? "" : ", \(view.state)"
        print(
            "\(view.id)\(label)  \(Figures.grouped(view.instances)) instances, "
                + "sequence \(view.sequence)\(state)")
        if let description = view.description, !description.isEmpty { print("  \(description)") }
        print("  key \(view.key.isEmpty ? "none" : view.key.joined(separator: ", "))")
        if !view.properties.isEmpty {
            print("")
            Answer.table(
                ["PROPERTY", "TYPE", "REQUIRED", "KEY", "LABEL"],
                view.properties.map { property in
                    [
                        property.name, property.type, property.isRequired ? "yes" : "",
                        property.isKey ? "yes" : "",
                        property.label == property.name ? "" : property.label,
                    ]
                })
        }
        if !view.links.isEmpty || !view.incoming.isEmpty { print("") }
        links(view)
    }

    /// To others, then from others.
    private static func links(_ view: ClassView) {
        guard !view.links.isEmpty || !view.incoming.isEmpty else { return }
        Answer.table(
            ["LINK", "CLASS", "CARDINALITY", "EDGES", "UNRESOLVED"],
            view.links.map { link in
                [
                    "→ \(link.predicate)", link.target, link.cardinality,
                    Figures.grouped(link.edges),
                    link.unresolved == 0 ? "" : Figures.grouped(link.unresolved),
                ]
            }
                + view.incoming.map {
                    ["← \($0.predicate)", $0.className, $0.cardinality, "", ""]
                }, right: [3, 4])
    }
}
