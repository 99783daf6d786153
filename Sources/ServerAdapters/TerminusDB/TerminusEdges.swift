// Edges of nodes, resolved: which nodes have all the marks that a link looks for. Three requests for the edges of any
// number of nodes, and one more for each 500 marks.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct TerminusEdges {
    let store: TerminusGraphStore

    /// Nodes without edges, or that are not there, are left out. Sorted.
    func all(of nodes: [NodeID], _ selection: EdgeSelection) async throws(TerminusError)
        -> [NodeID: [GraphEdge]]
    {
        var edges: [NodeID: [GraphEdge]] = [:]
        for (scope, nodes) in Dictionary(grouping: nodes, by: \.scope) {
            let known = try await store.documents(nodes).filter { $0.value.data != nil }
            let found =
                selection.direction == .out
                ? try await outgoing(Array(known.values), scope, selection)
                : try await incoming(known, scope, selection)
            edges.merge(found) { first, _ in first }
        }
        return edges
    }

    private func outgoing(
        _ documents: [TerminusDocument], _ scope: GraphScope, _ selection: EdgeSelection
    ) async throws(TerminusError) -> [NodeID: [GraphEdge]] {
        var edges: [NodeID: [GraphEdge]] = [:]
        let links = documents.flatMap { document in
            document.links.filter { link in
                (selection.predicate ?? link.predicate) == link.predicate
                    && (selection.otherClass ?? link.target.target.text) == link.target.target.text
            }.map { (document.id, $0) }
        }
        let finder = try await TargetFinder(links.map(\.1.target), scope, store)
        for (id, link) in links {
            edges[id, default: []].append(
                GraphEdge(
                    from: id, predicate: link.predicate, target: link.target,
                    resolution: finder.resolve(link.target)))
        }
        return edges.mapValues { Self.sorted($0, .out) }
    }

    private func incoming(
        _ nodes: [NodeID: TerminusDocument], _ scope: GraphScope, _ selection: EdgeSelection
    ) async throws(TerminusError) -> [NodeID: [GraphEdge]] {
        let marks = Set(nodes.values.flatMap(\.marks))
        let sources = try await sources(wanting: Array(marks), scope, selection.otherClass)
        let links = sources.flatMap { source in
            source.links.filter { link in
                (selection.predicate ?? link.predicate) == link.predicate
                    && TerminusNames.marks(link.target, in: scope).allSatisfy(marks.contains)
            }.map { (source.id, $0) }
        }
        let finder = try await TargetFinder(links.map(\.1.target), scope, store)
        var edges: [NodeID: [GraphEdge]] = [:]
        for (id, link) in links {
            let resolution = finder.resolve(link.target)
            guard case .resolved(let node) = resolution, nodes[node] != nil else { continue }
            edges[node, default: []].append(
                GraphEdge(
                    from: id, predicate: link.predicate, target: link.target,
                    resolution: resolution))
        }
        return edges.mapValues { Self.sorted($0, .in) }
    }

    private func sources(wanting marks: [String], _ scope: GraphScope, _ className: String?)
        async throws(TerminusError) -> [TerminusDocument]
    {
        var ids: Set<String> = []
        for part in TargetFinder.parts(marks) {
            let source = WOQL.node(variable: "s")
            var terms = [
                WOQL.member("m", of: part.map { WOQL.value(WOQL.string($0)) }),
                WOQL.triple(source, "want", WOQL.value(variable: "m")),
            ]
            if let className {
                let home = TerminusNames.home(scope, className)
                terms.append(WOQL.triple(source, "home", WOQL.value(WOQL.string(home))))
            }
            let query = WOQL.distinct(["s"], WOQL.select(["s"], WOQL.and(terms)))
            ids.formUnion(try await store.rows(scope, query).compactMap { $0["s"]?.string })
        }
        let found = try await store.documents(Array(ids), scope.database, scope.epoch)
        return found.values.filter { $0.data != nil && $0.id.scope == scope }
    }

    private static func sorted(_ edges: [GraphEdge], _ direction: LinkDirection) -> [GraphEdge] {
        edges.map { (mark($0, direction), $0) }
            .sorted { precedes($0.0, $1.0) }.map(\.1)
    }

    /// By predicate, then by the other end.
    private static func mark(_ edge: GraphEdge, _ direction: LinkDirection) -> [String] {
        direction == .out
            ? [edge.predicate, edge.target.text]
            : [edge.predicate, edge.from.text, edge.target.text]
    }

    private static func precedes(_ left: [String], _ right: [String]) -> Bool {
        for (left, right) in zip(left, right) where !left.utf8.elementsEqual(right.utf8) {
            return left.utf8.lexicographicallyPrecedes(right.utf8)
        }
        return left.count < right.count
    }

    /// The part after the cursor of a sorted list.
    static func page(_ edges: [GraphEdge], _ direction: LinkDirection, _ page: PageRequest)
        -> Page<GraphEdge>
    {
        let limit = page.atLeastOne
        let after = PageMark.texts(page, direction == .out ? 2 : 3)
        var items = edges.map { (item: $0, mark: mark($0, direction)) }
        if let after { items.removeAll { !precedes(after, $0.mark) } }
        return Page(upTo: limit, of: Array(items.prefix(limit + 1)))
    }
}

/// Finds the targets of links, asked for all at once.
struct TargetFinder {
    private let scope: GraphScope
    private var nodesByMark: [String: Set<String>] = [:]
    private var keys: [String: String] = [:]

    init(_ targets: [LinkTarget], _ scope: GraphScope, _ store: TerminusGraphStore)
        async throws(TerminusError)
    {
        self.scope = scope
        let marks = Set(targets.flatMap { TerminusNames.marks($0, in: scope) })
        for part in Self.parts(Array(marks)) {
            let node = WOQL.node(variable: "n")
            let query = WOQL.select(
                ["m", "n", "k"],
                WOQL.and([
                    WOQL.member("m", of: part.map { WOQL.value(WOQL.string($0)) }),
                    WOQL.triple(node, "mark", WOQL.value(variable: "m")),
                    WOQL.triple(node, "name", WOQL.value(variable: "k")),
                ]))
            for row in try await store.rows(scope, query) {
                guard let mark = WOQL.text(row["m"]), let id = row["n"]?.string,
                    let key = WOQL.text(row["k"])
                else { continue }
                nodesByMark[mark, default: []].insert(id)
                keys[id] = key
            }
        }
    }

    func resolve(_ target: LinkTarget) -> GraphEdge.Resolution {
        var found: Set<String>?
        for mark in TerminusNames.marks(target, in: scope) {
            let nodes = nodesByMark[mark] ?? []
            found = found?.intersection(nodes) ?? nodes
        }
        guard let id = found?.first, let key = keys[id] else { return .dangling }
        guard found?.count == 1 else { return .ambiguous }
        return .resolved(NodeID(scope: scope, className: target.target.text, key: key))
    }

    static func parts(_ marks: [String]) -> [[String]] {
        stride(from: 0, to: marks.count, by: 500).map {
            Array(marks[$0..<min($0 + 500, marks.count)])
        }
    }
}
