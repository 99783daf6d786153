// Read models as sorted lines of canonical JSON, so that two of them can be compared byte by byte. No internal ids and
// no times of processing; the portable form also leaves out sequences, event ids and times.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct Exporter: Sendable {
    private static let linksAtOnce = 5000

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
        let lines = try await lines(page.items, request)
        if let next = page.next { return PageView(items: lines, next: "\(current)\n\(next.text)") }
        let following = classes.first { $0 > current }
        return PageView(items: lines, next: following.map { $0 + "\n" })
    }

    private func lines(_ nodes: [GraphNode], _ request: ExportReadModel) async throws(EngineError)
        -> [String]
    {
        let links = request.model == .graph ? try await links(nodes.map(\.id)) : [:]
        var lines: [String] = []
        for node in nodes {
            var line = JSONObject([("id", .string(node.id.text))])
            if !request.isPortable {
                line["sequence"] = .integer(node.sequence.value)
                line["event_id"] = .string(node.event.description)
            }
            if request.model == .graph {
                line["data"] = .object(node.data)
                line["links"] = .array(links[node.id]?.map(json) ?? [])
            } else {
                line["derived_from"] = .array(try await derivations(node.id))
            }
            lines.append(JSON.object(line).canonicalText)
        }
        return lines
    }

    /// As many at once as the store gives: one by one costs requests for each node where the graph is on a server.
    private func links(_ ids: [NodeID]) async throws(EngineError) -> [NodeID: [GraphEdge]] {
        let selection = EdgeSelection(direction: .out)
        var links: [NodeID: [GraphEdge]] = [:]
        var rest = ids[...]
        while let first = rest.first {
            let asked = Array(rest)
            let pages = try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await ports.graph.edges(of: asked, selection, limit: Exporter.linksAtOnce)
            }
            guard !pages.isEmpty else {
                throw EngineError(.internal, "the graph gives no links of \(first.text)")
            }
            for (id, page) in zip(rest, pages) {
                links[id] = page.items + (try await following(page.next, of: id, selection))
            }
            rest = rest.dropFirst(pages.count)
        }
        return links
    }

    private func following(_ cursor: PageCursor?, of id: NodeID, _ selection: EdgeSelection)
        async throws(EngineError) -> [GraphEdge]
    {
        var links: [GraphEdge] = []
        var next = cursor
        while let after = next {
            let page = try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await ports.graph.edges(
                    of: id, selection, PageRequest(limit: Exporter.linksAtOnce, after: after))
            }
            links += page.items
            next = page.next
        }
        return links
    }

    private func json(_ edge: GraphEdge) -> JSON {
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
