// Read models as sorted lines of canonical JSON, so that two of them can be compared byte by byte. No internal ids and
// no times of processing; the portable form also leaves out sequences, event ids and times.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct Exporter: Sendable {
    let ports: EnginePorts
    let directory: Directory

    func export(_ request: ExportReadModel) async throws(EngineError) -> PageView<String> {
        let scope = try await directory.scope(request.database, branch: request.branch)
        switch request.model {
        case .documents: return try await documents(request, scope)
        case .graph, .lineage: return try await nodes(request, scope)
        }
    }

    private func documents(_ request: ExportReadModel, _ scope: GraphScope)
        async throws(EngineError) -> PageView<String>
    {
        let query = DocumentQuery(kind: .instance, scope: scope)
        let page = try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await ports.documents.search(query, PageRequest(request.limit, request.after))
        }
        return PageView(
            page.map { document in
                var line = JSONObject([
                    ("id", .string(document.id.text)), ("data", .object(document.data)),
                ])
                if !request.isPortable {
                    line["sequence"] = .integer(document.sequence.value)
                    line["event_id"] = .string(document.event.description)
                    line["event_at"] = .string(document.eventAt.description)
                    line["created_at"] = .string(document.createdAt.description)
                }
                return JSON.object(line).canonicalText
            })
    }

    /// Classes by id, the nodes of each by key. The cursor is the class, a line feed, and the cursor within it.
    private func nodes(_ request: ExportReadModel, _ scope: GraphScope) async throws(EngineError)
        -> PageView<String>
    {
        let classes = try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await ports.graph.counts(scope).map(\.className).sorted()
        }
        let parts = (request.after ?? "\n").split(
            separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let current = parts[0].isEmpty ? classes.first : String(parts[0])
        guard let current else { return PageView(items: [], next: nil) }
        let inner = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
        let page = try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await ports.graph.nodes(
                NodeSelection(scope: scope, className: current),
                PageRequest(request.limit, inner))
        }
        var lines: [String] = []
        for node in page.items { lines.append(try await line(node, request)) }
        if let next = page.next { return PageView(items: lines, next: "\(current)\n\(next.text)") }
        let following = classes.first { $0 > current }
        return PageView(items: lines, next: following.map { $0 + "\n" })
    }

    private func line(_ node: GraphNode, _ request: ExportReadModel) async throws(EngineError)
        -> String
    {
        var line = JSONObject([("id", .string(node.id.text))])
        if !request.isPortable {
            line["sequence"] = .integer(node.sequence.value)
            line["event_id"] = .string(node.event.description)
        }
        if request.model == .graph {
            line["data"] = .object(node.data)
            line["links"] = .array(try await links(node.id))
        } else {
            line["derived_from"] = .array(try await derivations(node.id))
        }
        return JSON.object(line).canonicalText
    }

    private func links(_ id: NodeID) async throws(EngineError) -> [JSON] {
        var links: [JSON] = []
        var page = PageRequest(limit: 500)
        while true {
            let request = page
            let edges = try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await ports.graph.edges(of: id, EdgeSelection(direction: .out), request)
            }
            links += edges.items.map { edge in
                var link = JSONObject([
                    ("predicate", .string(edge.predicate)), ("target", .string(edge.target.text)),
                ])
                switch edge.resolution {
                case .resolved(let node): link["node"] = .string(node.text)
                case .dangling: link["state"] = "dangling"
                case .ambiguous: link["state"] = "ambiguous"
                }
                return .object(link)
            }
            guard let next = edges.next else { return links }
            page.after = next
        }
    }

    private func derivations(_ id: NodeID) async throws(EngineError) -> [JSON] {
        var texts: [String] = []
        var page = PageRequest(limit: 500)
        while true {
            let request = page
            let found = try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await ports.lineage.derivations(from: id.stream, request)
            }
            texts += found.items.map { "\($0.relation) \(NodeID($0.to).text)" }
            guard let next = found.next else { return texts.sorted().map(JSON.string) }
            page.after = next
        }
    }
}
