// Short spellings of graph changes, and everything a graph says as one text.

import EventSourcing
import JSONText
import Ontology

func node(_ className: String, _ key: String, _ scope: GraphScope = trade) -> NodeID {
    NodeID(scope: scope, className: className, key: key)
}

func upsert(
    _ id: NodeID, _ sequence: Int, _ data: JSON = [:], _ links: [LinkValue] = []
) -> GraphChange {
    .upsert(
        id, sequence: SequenceNumber(sequence), event: anEvent(sequence),
        data: data.object ?? JSONObject(), links)
}

func delete(_ id: NodeID, _ sequence: Int) -> GraphChange {
    .delete(id, sequence: SequenceNumber(sequence), event: anEvent(sequence))
}

func link(_ predicate: String, _ className: String, _ key: String) throws -> LinkValue {
    LinkValue(
        predicate: predicate, target: LinkTarget(target: try ClassID(className), values: [key]))
}

func link(
    _ predicate: String, _ className: String, _ properties: [String], _ values: [String]
) throws -> LinkValue {
    LinkValue(
        predicate: predicate,
        target: LinkTarget(
            target: try ClassID(className), properties: properties, values: values))
}

extension GraphStore {
    func allEdges(_ id: NodeID, _ direction: LinkDirection, limit: Int = 100) async throws
        -> [GraphEdge]
    {
        try await collect(limit: limit) {
            try await edges(of: id, EdgeSelection(direction: direction), $0)
        }.items
    }

    /// Nodes, edges both ways and counts of a scope, in their order.
    func dump(_ scope: GraphScope, classes: [String]) async throws -> [String] {
        var lines: [String] = []
        for name in classes {
            let selection = NodeSelection(scope: scope, className: name)
            for node in try await collect(limit: 7, { try await nodes(selection, $0) }).items {
                let body = JSON.object(node.data).canonicalText
                lines.append("\(node.id.text) \(node.sequence) \(node.event) \(body)")
                for direction in LinkDirection.allCases {
                    for edge in try await allEdges(node.id, direction, limit: 3) {
                        lines.append("  \(direction) \(edge.line)")
                    }
                }
            }
        }
        for count in try await counts(scope) {
            let links = count.links.sorted { $0.key < $1.key }
            lines.append(
                "\(count.className) \(count.nodes) "
                    + links.map { "\($0.key):\($0.value.total)/\($0.value.unresolved)" }
                    .joined(separator: " "))
        }
        return lines
    }
}

extension GraphNode {
    var body: JSON { .object(data) }
}

extension GraphEdge {
    var line: String {
        let end =
            switch resolution {
            case .resolved(let id): id.text
            case .dangling: "dangling"
            case .ambiguous: "ambiguous"
            }
        return "\(from.text) \(predicate) \(target.text) -> \(end)"
    }
}
