// A graph as plain lists, walked without any cleverness: what the store's answers are held against.

import EventSourcing
import JSONText
import Ontology

@testable import EmbeddedAdapters

struct NaiveGraph {
    struct Node {
        var isPresent = false
        var sequence = 0
        var group = ""
        var links: [LinkValue] = []
    }

    static let classes = ["A", "B"]
    /// Keys that are canonically equal, begin with a mark, or hold what separates class and key.
    static let keys = [
        "a", "b", "c", "caf\u{E9}", "cafe\u{301}", "\u{301}x", "漢字", "a%2Fb", "a~b", "Z", "👩‍👩‍👧‍👦",
    ]

    private(set) var nodes: [NodeID: Node] = [:]
    private var random: SeededNumbers
    private let withProperties: Bool

    init(seed: Int, withProperties: Bool) {
        random = SeededNumbers(seed: UInt64(seed))
        self.withProperties = withProperties
    }

    var ids: [NodeID] { Self.classes.flatMap { name in Self.keys.map { node(name, $0) } } }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    /// Something happens to some node.
    mutating func change() throws -> GraphChange {
        let id = pick(ids)
        var node = nodes[id] ?? Node()
        node.sequence += 1
        node.isPresent = Int.random(in: 0..<5, using: &random) > 0
        node.links = []
        guard node.isPresent else {
            nodes[id] = node
            return delete(id, node.sequence)
        }
        node.group = pick(["g1", "g2", "g3", "é", "e\u{301}"])
        // Most links go to few nodes, so that some have very many.
        let hubs = [("A", "caf\u{E9}"), ("B", "cafe\u{301}"), ("B", "never")]
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            let predicate = pick(["to", "is"])
            if withProperties, Int.random(in: 0..<3, using: &random) == 0 {
                node.links.append(
                    try link(predicate, pick(Self.classes), ["group"], [pick(["g1", "é"])]))
            } else if Bool.random(using: &random) {
                let (name, key) = pick(hubs)
                node.links.append(try link(predicate, name, key))
            } else {
                node.links.append(try link(predicate, pick(Self.classes), pick(Self.keys)))
            }
        }
        nodes[id] = node
        return upsert(id, node.sequence, ["group": .string(node.group)], node.links)
    }

    private func resolution(_ target: LinkTarget) -> GraphEdge.Resolution {
        if target.properties.isEmpty {
            let id = node(target.target.text, target.values[0])
            return nodes[id]?.isPresent == true ? .resolved(id) : .dangling
        }
        let holders = nodes.filter { id, node in
            node.isPresent && id.className == target.target.text
                && node.group.utf8.elementsEqual(target.values[0].utf8)
        }.keys
        if holders.count > 1 { return .ambiguous }
        return holders.first.map { .resolved($0) } ?? .dangling
    }

    /// All edges of a node as lines, in the order that the port promises.
    func edges(of id: NodeID, _ selection: EdgeSelection) -> [String] {
        guard nodes[id]?.isPresent == true else { return [] }
        var found: [(sort: [String], line: String)] = []
        for (from, node) in nodes where node.isPresent {
            for link in node.links {
                let edge = GraphEdge(
                    from: from, predicate: link.predicate, target: link.target,
                    resolution: resolution(link.target))
                let isOut = selection.direction == .out
                guard isOut ? from == id : edge.resolution == .resolved(id) else { continue }
                let other = isOut ? link.target.target.text : from.className
                guard selection.predicate ?? edge.predicate == edge.predicate,
                    selection.otherClass ?? other == other
                else { continue }
                let way = TextList.column(link.target.properties)
                let end = isOut ? link.target.text : from.text
                found.append(([edge.predicate, end, way], edge.line))
            }
        }
        found.sort { precedes($0.sort, $1.sort) }
        var lines: [String] = []
        for (_, line) in found where lines.last.map({ !$0.utf8.elementsEqual(line.utf8) }) ?? true {
            lines.append(line)
        }
        return lines
    }
}
