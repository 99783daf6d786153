// A graph with short ways to fill and read it, for its checks.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct GraphBench {
    let ports: Ports
    private let build = EventBuilder()

    init(_ ports: Ports) { self.ports = ports }

    var graph: any GraphStore { ports.graph }
    var scope: GraphScope { GraphScope(database: "shop", epoch: 1) }

    func id(_ key: String, _ className: String = "Product") -> NodeID {
        NodeID(scope: scope, className: className, key: key)
    }

    func selection(_ equals: [String: String] = [:]) -> NodeSelection {
        NodeSelection(scope: scope, className: "Product", equals: equals)
    }

    /// A link to a key of `Product`.
    func link(_ predicate: String, _ key: String) -> LinkValue {
        link(predicate, "Product", properties: [], values: [key])
    }

    func link(
        _ predicate: String, _ className: String, properties: [String], values: [String]
    ) -> LinkValue {
        let product = try? ClassID(className)
        guard let product else { preconditionFailure("\(className) is no class id") }
        return LinkValue(
            predicate: predicate,
            target: LinkTarget(target: product, properties: properties, values: values))
    }

    func upsert(
        _ key: String, _ sequence: Int, _ data: [(String, JSON)] = [("name", "x")],
        links: [LinkValue] = [], className: String = "Product", scope: GraphScope? = nil
    ) -> GraphChange {
        let id = NodeID(scope: scope ?? self.scope, className: className, key: key)
        let event = EventID.named("\(className)/\(key)@\(sequence)")
        return .upsert(
            id, sequence: SequenceNumber(sequence), event: event, data: JSONObject(data), links)
    }

    func apply(_ changes: [GraphChange]) async throws {
        try await graph.apply(changes, upTo: nil)
    }

    func put(
        _ key: String, _ sequence: Int, _ data: [(String, JSON)] = [("name", "x")],
        links: [(String, String)] = [], className: String = "Product", scope: GraphScope? = nil
    ) async throws {
        try await apply([
            upsert(
                key, sequence, data, links: links.map { link($0.0, $0.1) }, className: className,
                scope: scope)
        ])
    }

    func delete(_ key: String, _ sequence: Int) async throws {
        try await apply([
            .delete(id(key), sequence: SequenceNumber(sequence), event: EventID.named("gone"))
        ])
    }

    func out(
        _ key: String, _ predicate: String? = nil, otherClass: String? = nil
    ) async throws -> [GraphEdge] {
        let selection = EdgeSelection(
            direction: .out, predicate: predicate, otherClass: otherClass)
        return try await collect(limit: 2) {
            try await graph.edges(of: id(key), selection, $0)
        }
    }

    func into(
        _ key: String, _ predicate: String? = nil, otherClass: String? = nil,
        className: String = "Product"
    ) async throws -> [GraphEdge] {
        let selection = EdgeSelection(
            direction: .in, predicate: predicate, otherClass: otherClass)
        return try await collect(limit: 2) {
            try await graph.edges(of: id(key, className), selection, $0)
        }
    }

    /// Puts an event on the bus and answers where that ended, as a position to keep.
    func publishSomething() async throws -> BusPosition {
        let event = build.command(build.stream("something"))
        let recorded = try await appended(ports.store, [event])
        return try await ports.bus.publish(recorded)
    }

    /// Creations, updates and deletions of twelve nodes that link to each other, also to nodes that never come.
    func history() -> [GraphChange] {
        var changes: [GraphChange] = []
        for index in 0..<12 {
            for sequence in 1...4 {
                let links = [
                    link("next", "k\((index + sequence) % 14)"),
                    link("same", "Product", properties: ["group"], values: ["\(index % 5)"]),
                ]
                changes.append(
                    upsert(
                        "k\(index)", sequence,
                        [("group", .integer(index + sequence)), ("v", .integer(sequence))],
                        links: links))
            }
            if index % 4 == 3 {
                changes.append(
                    .delete(
                        id("k\(index)"), sequence: SequenceNumber(5), event: .named("end\(index)")))
            }
        }
        return changes
    }

    /// Everything that can be read of `Product`, as text.
    func export() async throws -> String {
        var lines: [String] = []
        let nodes = try await collect(limit: 5) { try await graph.nodes(selection(), $0) }
        for node in nodes {
            lines.append(
                "\(node.id.key) \(node.sequence) \(node.event) \(JSON.object(node.data).text)")
            for edge in try await out(node.id.key) {
                lines.append(" > \(edge.predicate) \(edge.target.text) \(edge.resolution)")
            }
            for edge in try await into(node.id.key) {
                lines.append(" < \(edge.predicate) \(edge.from.text) \(edge.resolution)")
            }
        }
        for count in try await graph.counts(scope) where count.nodes > 0 {
            let links = count.links.sorted { $0.key < $1.key }
                .map { "\($0.key)=\($0.value.total)/\($0.value.unresolved)" }
            lines.append("\(count.className) \(count.nodes) \(links)")
        }
        return lines.joined(separator: "\n")
    }
}
