// The key of a table and what its rows refer to, for people.

import Engine

enum LinkOutput {
    static func show(_ table: InferenceView.Table, _ links: [InferenceView.Link], why: Bool) {
        if let key = table.key { show(key, why: why) }
        if let joins = table.joins { print("  joins \(joins.joined(separator: " and ")), n:m") }
        let own = links.filter { $0.file == table.file }
        guard !own.isEmpty else { return }
        Answer.table(
            ["  REFERS", "TO", "KIND", "", "SURE", "LEADS NOWHERE"],
            own.map { link in
                [
                    "  " + link.columns.joined(separator: " + "),
                    "\(link.target).\(link.targetColumns.joined(separator: " + "))",
                    kinds[link.kind] ?? link.kind,
                    link.cardinality + (link.isOptional ? ", optional" : ""),
                    percent(link.confidence), nowhere(link),
                ]
            }, right: [4, 5])
        for link in own {
            if let dangling = link.danglingText {
                print("  ! \(link.columns.joined(separator: " + ")): \(dangling)")
            }
        }
        if why { own.forEach(explain) }
    }

    private static let kinds: [String: String] = [
        "foreign_key": "foreign key", "one_to_one": "one thing in two tables",
        "shared_values": "shared values, no link",
    ]

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }

    private static func nowhere(_ link: InferenceView.Link) -> String {
        guard link.danglingRows > 0 else { return "" }
        let mark = link.danglingIsExact ? "" : "≥ "
        return "\(mark)\(Figures.grouped(link.danglingRows)) of \(Figures.grouped(link.rows))"
    }

    private static func show(_ key: InferenceView.Key, why: Bool) {
        // What rounds to nothing is not worth a line.
        let others = key.alternatives.filter { $0.confidence >= 0.005 }.map {
            "\($0.columns.joined(separator: " + ")) \(percent($0.confidence))"
        }
        let rest = others.isEmpty ? "" : "; or " + others.joined(separator: ", ")
        print(
            "  key \(key.columns.joined(separator: " + ")) \(percent(key.confidence))"
                + (why ? ": " + key.reasons.joined(separator: "; ") : "") + rest)
        if let defects = key.defects {
            let name = key.columns.joined(separator: " + ")
            print("  ! \(name): \(defects.summary). An import refuses these rows and says which")
        }
    }

    private static func explain(_ link: InferenceView.Link) {
        print(
            "  \(link.columns.joined(separator: " + ")) → \(link.target): "
                + link.reasons.joined(separator: "; "))
        for other in link.alternatives {
            print(
                "    or \(other.target).\(other.targetColumns.joined(separator: " + ")), "
                    + percent(other.confidence) + (other.reason.isEmpty ? "" : ": \(other.reason)"))
        }
    }
}
