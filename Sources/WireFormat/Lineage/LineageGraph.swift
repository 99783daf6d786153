// The lineage of an instance as the contract's graph: aggregate, events and artifacts as nodes with
// their ids, and the edges between them. Made from the steps of the stream; the file and row stand
// before the command.

package import Engine
package import JSONText

package struct LineageGraph: Sendable {
    package struct Node: Hashable, Sendable {
        var id: String
        /// event, aggregate, artifact, unknown.
        var type: String
        var label: String
        var at: String?
        var metadata = JSONObject()
    }

    package struct Edge: Hashable, Sendable {
        var from: String
        var to: String
        var type: String
        var at: String
        var metadata = JSONObject()
    }

    package enum Direction: String, Sendable { case upstream, downstream, both }

    private var nodes: [String: Node] = [:]
    private var order: [String] = []
    private var edges: [Edge] = []

    /// A graph of one node that nothing is known about.
    package init(unknown id: String) { add(Node(id: id, type: "unknown", label: id)) }

    package init(_ view: LineageView, database: String, className: String, key: String) {
        add(view, database: database, className: className, key: key)
    }

    /// Everything that the rows of a file became.
    package init(_ file: FileLineage, root: String, database: String) {
        for item in file.instances {
            add(item.lineage, database: database, className: item.className, key: item.key)
        }
        add(Node(id: root, type: file.instances.isEmpty ? "unknown" : "artifact", label: root))
    }

    private mutating func add(
        _ view: LineageView, database: String, className: String, key: String
    ) {
        let aggregate = "agg:Instance:\(database):\(className):\(key)"
        let node = "artifact:terminus:\(database):\(className)/\(key)"
        let index = ContractObjects.indexName(database)
        let document = "artifact:es:\(index):\(className)/\(key)"
        add(Node(id: aggregate, type: "aggregate", label: "Instance:\(className)/\(key)"))
        for step in view.steps {
            let event = "event:" + step.eventID
            add(Node(id: event, type: "event", label: step.eventType, at: step.occurredAt))
            link(aggregate, event, "aggregate_emitted_event", step)
            if let command = addCommand(of: step) {
                link(command, event, "command_caused_domain_event", step)
                link(aggregate, command, "aggregate_emitted_event", step)
            }
            let isDelete = step.eventType.hasSuffix("_DELETED")
            guard !step.eventType.contains("FAILED") else { continue }
            let graphEdge = isDelete ? "deleted_terminus_document" : "wrote_terminus_document"
            let indexEdge = isDelete ? "deleted_es_document" : "materialized_es_document"
            add(Node(id: node, type: "artifact", label: "terminus:\(database):\(className)/\(key)"))
            add(Node(id: document, type: "artifact", label: "es:\(index)/\(className)/\(key)"))
            link(step.commandID.map { "event:" + $0 } ?? event, node, "event_" + graphEdge, step)
            link(event, document, "event_" + indexEdge, step)
        }
    }

    private mutating func addCommand(of step: LineageView.Step) -> String? {
        guard let id = step.commandID else { return nil }
        let command = "event:" + id
        var metadata = JSONObject()
        metadata["actor"] = step.actor.map(JSON.string)
        add(
            Node(
                id: command, type: "event", label: step.commandType ?? "command",
                at: step.commandAt, metadata: metadata))
        guard let file = step.file else { return command }
        let source = "artifact:file:" + (step.fileHash ?? file)
        var place = JSONObject()
        place["row"] = step.row.map(JSON.integer)
        place["sheet"] = step.sheet.map(JSON.string)
        add(Node(id: source, type: "artifact", label: file))
        edges.append(
            Edge(
                from: source, to: command, type: "file_row_became_command",
                at: step.commandAt ?? step.occurredAt, metadata: place))
        return command
    }

    private mutating func add(_ node: Node) {
        if nodes[node.id] == nil { order.append(node.id) }
        nodes[node.id] = nodes[node.id] ?? node
    }

    private mutating func link(
        _ from: String, _ to: String, _ type: String, _ step: LineageView.Step
    ) {
        let metadata = JSONObject([
            ("event_type", .string(step.eventType)), ("sequence_number", .integer(step.sequence)),
        ])
        edges.append(
            Edge(from: from, to: to, type: type, at: step.occurredAt, metadata: metadata))
    }
}

extension LineageGraph {
    /// What can be reached.
    package struct Reach: Sendable {
        package var nodes: [Node]
        package var edges: [Edge]
        package var warnings: [String]
    }

    /// Breadth first from `root`, at most so many steps, nodes and edges.
    package func reach(
        from root: String, _ direction: Direction, depth: Int, maxNodes: Int, maxEdges: Int
    ) -> Reach {
        var seen: Set<String> = [root]
        var found = [nodes[root] ?? Node(id: root, type: "unknown", label: root)]
        var used: Set<Edge> = []
        var kept: [Edge] = []
        var warnings: [String] = []
        var frontier = [root]
        for _ in 0..<depth where !frontier.isEmpty {
            var next: [String] = []
            for edge in edges where !used.contains(edge) {
                let down = direction != .upstream && frontier.contains(edge.from)
                let up = direction != .downstream && frontier.contains(edge.to)
                guard down || up else { continue }
                guard kept.count < maxEdges else {
                    return Reach(
                        nodes: found, edges: kept,
                        warnings: warnings + ["edge_limit_reached(max_edges=\(maxEdges))"])
                }
                used.insert(edge)
                kept.append(edge)
                let other = down ? edge.to : edge.from
                guard !seen.contains(other), let node = nodes[other] else { continue }
                guard found.count < maxNodes else {
                    warnings = ["node_limit_reached(max_nodes=\(maxNodes))"]
                    continue
                }
                seen.insert(other)
                found.append(node)
                next.append(other)
            }
            frontier = next
        }
        return Reach(nodes: found, edges: kept, warnings: warnings)
    }
}

extension LineageGraph.Node {
    package var isArtifact: Bool { type == "artifact" }

    /// The kind of an artifact: `terminus`, `es`, `file`.
    package var kind: String {
        let parts = id.split(separator: ":", maxSplits: 2)
        return isArtifact && parts.count > 1 ? String(parts[1]) : type
    }

    package var json: JSON {
        [
            "node_id": .string(id), "node_type": .string(type), "label": .string(label),
            "created_at": JSON(at), "recorded_at": JSON(at), "metadata": .object(metadata),
        ]
    }

    package var artifact: JSON {
        [
            "node_id": .string(id), "kind": .string(kind), "label": .string(label),
            "metadata": .object(metadata),
        ]
    }

    /// What can be done when what it is made of was wrong.
    package var action: JSON {
        let (action, reason) =
            switch kind {
            case "es": ("REBUILD_PROJECTION", "documents can be made again from the log")
            case "terminus": ("REPLAY_TO_TARGET", "the graph can be made again from the log")
            default: ("INSPECT", "look at it before anything is changed")
            }
        return [
            "action": .string(action), "target_kind": .string(kind), "target": .string(id),
            "rationale": .string(reason),
        ]
    }
}

extension LineageGraph.Edge {
    package var json: JSON {
        [
            "edge_id": .string("\(from)>\(type)>\(to)"), "from_node_id": .string(from),
            "to_node_id": .string(to), "edge_type": .string(type), "occurred_at": .string(at),
            "recorded_at": .string(at), "metadata": .object(metadata),
        ]
    }
}
