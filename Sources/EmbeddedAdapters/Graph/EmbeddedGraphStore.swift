// The graph on graph.db. Effect and checkpoint commit together. A dropped epoch stays dropped until
// `reset`. Links with the same predicate and target are one. Everything can be read in sorted order
// by pages, so an export needs no more memory than a page.

package import EventSourcing
internal import GRDB
package import Ontology

package struct EmbeddedGraphStore: GraphStore {
    /// To close it, or to make checkpoints of its WAL.
    package let file: ReadModelFile
    private let memory = WriterMemory { GraphMemory() }

    /// Opens or creates the file; see `ReadModelFile` for what a damaged one throws.
    package init(path: String, readers: Int = 2) throws(ReadModelError) {
        file = try ReadModelFile(
            path: path, migrations: GraphTables.migrations, readers: readers)
    }

    package func apply(_ batch: [GraphChange], upTo: BusPosition?) async throws(ReadModelError) {
        try await file.write(with: memory) { database, memory in
            var writer = try GraphWriter(database, &memory)
            try writer.apply(batch)
            try StoredCheckpoint.advance(database, to: upTo)
            writer.give(&memory)
        }
    }

    package func checkpoint() async throws(ReadModelError) -> BusPosition? {
        try await file.read(StoredCheckpoint.read)
    }

    package func goBack(to position: BusPosition) async throws(ReadModelError) {
        try await file.write { try StoredCheckpoint.lower($0, to: position) }
    }

    package func nodes(_ ids: [NodeID]) async throws(ReadModelError) -> [GraphNode] {
        try await file.read { try GraphNodeReader($0).nodes(ids) }
    }

    /// Filters look through the class: O(nodes of the class) when few match, but only likely ones are parsed.
    package func nodes(_ selection: NodeSelection, _ page: PageRequest)
        async throws(ReadModelError) -> Page<GraphNode>
    {
        try await file.read { try GraphNodeReader($0).nodes(selection, page) }
    }

    /// By predicate, then by the text of the other end as it is written in the link (outgoing) or
    /// by the source (incoming). O(edges of the node) a page; incoming ones of one predicate and class cost
    /// no more than a look through that class, however many there are.
    package func edges(of node: NodeID, _ selection: EdgeSelection, _ page: PageRequest)
        async throws(ReadModelError) -> Page<GraphEdge>
    {
        try await file.read { try GraphEdgeReader($0).edges(of: node, selection, page) }
    }

    /// Of incoming edges of one predicate and class alone. O(edges of the node).
    package func count(of node: NodeID, _ selection: EdgeSelection)
        async throws(ReadModelError) -> Int?
    {
        guard selection.direction == .in else { return nil }
        return try await file.read { try GraphEdgeReader($0).incomingCount(of: node, selection) }
    }

    package func edges(of nodes: [NodeID], _ selection: EdgeSelection, limit: Int)
        async throws(ReadModelError) -> [Page<GraphEdge>]
    {
        try await file.read { database in
            let reader = GraphEdgeReader(database)
            var pages: [Page<GraphEdge>] = []
            var rest = max(1, limit)
            for node in nodes where rest > 0 {
                let page = try reader.edges(of: node, selection, PageRequest(limit: rest))
                if page.next != nil, !pages.isEmpty { break }
                pages.append(page)
                rest -= page.items.count
            }
            return pages
        }
    }

    /// By class name; classes without nodes are left out.
    package func counts(_ scope: GraphScope) async throws(ReadModelError) -> [GraphCount] {
        try await file.read { try GraphCounter.counts(scope, $0) }
    }

    package func reset() async throws(ReadModelError) {
        try await file.empty { [memory] in _ = memory.take() }
    }
}
