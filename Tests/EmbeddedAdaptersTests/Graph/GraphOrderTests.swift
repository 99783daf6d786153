import EmbeddedAdapters
import EventSourcing
import JSONText
import Ontology
import Testing

/// Whatever the order of delivery, the graph ends equal, and equal to a plain computation over the
/// last versions.
struct GraphOrderTests {
    @Test(arguments: 1...12)
    func shuffledDeliveryEndsEqual(seed: Int) async throws {
        var random = SeededNumbers(seed: UInt64(seed))
        let history = try GraphHistory(nodes: 18, versions: 4, &random)
        let expected = history.expectedLines()
        for _ in 0..<3 {
            // Every change at least once, some twice, in batches of any size.
            let repeated = history.changes.filter { _ in Bool.random(using: &random) }
            let delivery = (history.changes + repeated).shuffled(using: &random)
            let cuts = delivery.map { _ in Int.random(in: 0..<5, using: &random) == 0 }
            try await ReadModelSandbox.withGraph { store in
                var batch: [GraphChange] = []
                for (change, ends) in zip(delivery, cuts) {
                    batch.append(change)
                    guard ends else { continue }
                    try await store.apply(batch, upTo: nil)
                    batch = []
                }
                try await store.apply(batch, upTo: nil)
                let lines = try await store.dump(trade, classes: GraphHistory.classes)
                #expect(lines == expected)
                let gone = GraphScope(database: "gone", epoch: 1)
                #expect(try await store.dump(gone, classes: GraphHistory.classes).isEmpty)
            }
        }
    }
}

/// A random history and what a graph must say at its end.
struct GraphHistory {
    static let classes = ["A", "B"]

    private struct Version {
        var data: JSON
        var links: [LinkValue]
    }

    private(set) var changes: [GraphChange] = []
    /// The last version of each node with its sequence; nil when it is deleted.
    private var last: [NodeID: (Int, Version?)] = [:]

    init(nodes: Int, versions: Int, _ random: inout SeededNumbers) throws {
        for number in 0..<nodes {
            let id = node(GraphHistory.classes[number % 2], "k\(number / 2)")
            for sequence in 1...versions {
                let data: JSON = [
                    "name": .string("n\(Int.random(in: 0..<6, using: &random))"),
                    "zip": Bool.random(using: &random) ? .integer(1) : .null,
                ]
                let links = try GraphHistory.links(&random)
                let isDeleted = Int.random(in: 0..<4, using: &random) == 0
                changes.append(
                    isDeleted ? delete(id, sequence) : upsert(id, sequence, data, links))
                last[id] = (sequence, isDeleted ? nil : Version(data: data, links: links))
            }
        }
        let gone = GraphScope(database: "gone", epoch: 1)
        changes.append(.dropDatabase(name: "gone", epoch: 1))
        changes.append(upsert(node("A", "k1", gone), 1, [:], [try link("l", "B", "k1")]))
    }

    private static func links(_ random: inout SeededNumbers) throws -> [LinkValue] {
        var links: [LinkValue] = []
        for _ in 0..<Int.random(in: 0..<4, using: &random) {
            let predicate = ["p", "q"].randomElement(using: &random) ?? "p"
            let name = classes.randomElement(using: &random) ?? "A"
            let value = "n\(Int.random(in: 0..<6, using: &random))"
            switch Int.random(in: 0..<3, using: &random) {
            case 0: links.append(try link(predicate, name, ["name"], [value]))
            case 1: links.append(try link(predicate, name, ["zip", "name"], ["1", value]))
            default:
                let key = "k\(Int.random(in: 0..<12, using: &random))"
                links.append(try link(predicate, name, key))
            }
        }
        return links
    }

    private func resolution(_ target: LinkTarget) -> GraphEdge.Resolution {
        let found = last.filter { id, state in
            guard id.className == target.target.text, let version = state.1 else { return false }
            if target.properties.isEmpty { return [id.key] == target.values }
            return zip(target.properties, target.values).allSatisfy { name, value in
                version.data[name].map { !$0.isNull && $0.plainText == value } ?? false
            }
        }
        guard let one = found.first else { return .dangling }
        return found.count == 1 ? .resolved(one.key) : .ambiguous
    }

    func expectedLines() -> [String] {
        let present = last.compactMap { id, state in state.1.map { (id, state.0, $0) } }
            .sorted { $0.0.text < $1.0.text }
        var edges: [GraphEdge] = []
        for (id, _, version) in present {
            for link in Set(version.links) {
                edges.append(
                    GraphEdge(
                        from: id, predicate: link.predicate, target: link.target,
                        resolution: resolution(link.target)))
            }
        }
        var lines: [String] = []
        for (id, sequence, version) in present {
            let body = version.data.canonicalText
            lines.append("\(id.text) \(sequence) \(anEvent(sequence)) \(body)")
            let out = edges.filter { $0.from == id }.sorted { mark($0, .out) < mark($1, .out) }
            let incoming = edges.filter { $0.resolution == .resolved(id) }
                .sorted { mark($0, .in) < mark($1, .in) }
            lines += out.map { "  out \($0.line)" } + incoming.map { "  in \($0.line)" }
        }
        for name in GraphHistory.classes {
            let nodes = present.filter { $0.0.className == name }.count
            guard nodes > 0 else { continue }
            let links = Dictionary(grouping: edges.filter { $0.from.className == name }) {
                $0.predicate
            }
            let counts = links.sorted { $0.key < $1.key }.map { predicate, edges in
                "\(predicate):\(edges.count)/\(edges.filter(isUnresolved).count)"
            }
            lines.append("\(name) \(nodes) \(counts.joined(separator: " "))")
        }
        return lines
    }

    private func isUnresolved(_ edge: GraphEdge) -> Bool {
        edge.resolution == .dangling || edge.resolution == .ambiguous
    }

    private func mark(_ edge: GraphEdge, _ direction: LinkDirection) -> String {
        let other = direction == .out ? edge.target.text : edge.from.text
        let way = JSON.array(edge.target.properties.map(JSON.string)).text
        return [edge.predicate, other, way].joined(separator: "\u{1}")
    }
}
