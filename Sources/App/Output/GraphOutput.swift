// Nodes and edges for people.

import Engine

enum GraphOutput {
    static func show(_ answer: GraphAnswer) {
        if let asOf = answer.asOf { print(line(asOf)) }
        for node in answer.nodes { print(line(node)) }
        for edge in answer.edges { print("  \(edge.from) -\(edge.predicate)-> \(edge.to)") }
        for path in answer.paths ?? [] { print("path: " + path.nodes.joined(separator: " · ")) }
        for warning in answer.warnings { print("warning: \(warning)") }
        let more = answer.nextOffset.map { "; more with --offset \($0)" } ?? ""
        print(
            "\(answer.rows) rows, \(answer.nodes.count) nodes, \(answer.edges.count) edges\(more)")
    }

    /// `as of 2026-… (position 4711): 12 of 40 changes`
    static func line(_ asOf: AsOfView) -> String {
        let place = asOf.position.map { " (position \($0))" } ?? ""
        return "as of \(asOf.at ?? asOf.asked)\(place): "
            + "\(asOf.changes) of \(asOf.changesNow) changes"
    }

    static func line(_ node: GraphAnswer.Node) -> String {
        var text = "\(badge(node.badge)) \(node.id)"
        if let name = node.name, name != node.key { text += "  \(name)" }
        if let origin = node.provenance, let file = origin.file {
            text += "  ← \(file)" + (origin.row.map { " row \($0)" } ?? "")
        }
        return text
    }

    /// Word and glyph, with the reason for less than FULL.
    static func badge(_ badge: Badge) -> String {
        let glyph =
            switch badge.status {
            case .full: "● FULL   "
            case .partial: "◐ PARTIAL"
            case .missing: "○ MISSING"
            }
        return badge.reason.map { "\(glyph) (\($0))" } ?? glyph
    }
}
