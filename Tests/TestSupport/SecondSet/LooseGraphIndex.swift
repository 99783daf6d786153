// Look-ups over the nodes of one scope: by class, by values of properties, by target. Built when asked for.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct LooseGraphIndex {
    private struct Columns: Hashable {
        var className: String
        var properties: [String]
    }

    let scope: GraphScope
    /// The nodes that are there, by class.
    let live: [String: [NodeID]]
    private var byValues: [Columns: [[String]: [NodeID]]] = [:]
    private var byTarget: [NodeID: [GraphEdge]]?

    init(_ scope: GraphScope, _ nodes: [NodeID: LooseGraphState.Node]) {
        self.scope = scope
        var live: [String: [NodeID]] = [:]
        for (id, node) in nodes where id.scope == scope && node.data != nil {
            live[id.className, default: []].append(id)
        }
        self.live = live
    }

    mutating func resolve(
        _ target: LinkTarget, _ nodes: [NodeID: LooseGraphState.Node]
    ) -> GraphEdge.Resolution {
        let className = target.target.text
        guard !target.properties.isEmpty else {
            guard target.values.count == 1 else { return .dangling }
            let id = NodeID(scope: scope, className: className, key: target.values[0])
            return nodes[id]?.data == nil ? .dangling : .resolved(id)
        }
        let found =
            table(className, target.properties, nodes)[
                target.values.map(LooseGraphIndex.identity)] ?? []
        return found.isEmpty ? .dangling : found.count > 1 ? .ambiguous : .resolved(found[0])
    }

    /// Strings that differ in their bytes differ here, although Swift may call them equal.
    private static func identity(_ text: String) -> String {
        text.utf8.allSatisfy { $0 < 0x80 }
            ? text
            : text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: "\u{2}")
    }

    private mutating func table(
        _ className: String, _ properties: [String], _ nodes: [NodeID: LooseGraphState.Node]
    ) -> [[String]: [NodeID]] {
        let columns = Columns(className: className, properties: properties)
        if let table = byValues[columns] { return table }
        var table: [[String]: [NodeID]] = [:]
        for id in live[className] ?? [] {
            guard let data = nodes[id]?.data else { continue }
            let values = properties.compactMap { name -> String? in
                guard let value = data[name], !value.isNull else { return nil }
                return LooseGraphIndex.identity(value.plainText)
            }
            if values.count == properties.count { table[values, default: []].append(id) }
        }
        byValues[columns] = table
        return table
    }

    mutating func incoming(_ nodes: [NodeID: LooseGraphState.Node]) -> [NodeID: [GraphEdge]] {
        if let byTarget { return byTarget }
        var table: [NodeID: [GraphEdge]] = [:]
        for id in live.values.joined() {
            for link in nodes[id]?.links ?? [] {
                let resolution = resolve(link.target, nodes)
                guard case .resolved(let other) = resolution else { continue }
                table[other, default: []].append(
                    GraphEdge(
                        from: id, predicate: link.predicate, target: link.target,
                        resolution: resolution))
            }
        }
        byTarget = table
        return table
    }
}
