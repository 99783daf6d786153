// The graph on graph.db. Effect and checkpoint commit together. A dropped epoch stays dropped until
// `reset`. Links with the same predicate and target are one. Everything can be read in sorted order
// by pages, so an export needs no more memory than a page.

package import EventSourcing
internal import GRDB
package import Ontology

package struct EmbeddedGraphStore: GraphStore {
    /// To close it, or to make checkpoints of its WAL.
    package let file: ReadModelFile

    /// Opens or creates the file; see `ReadModelFile` for what a damaged one throws.
    package init(path: String, readers: Int = 2) throws(ReadModelError) {
        file = try ReadModelFile(
            path: path, migrations: GraphTables.migrations, readers: readers)
    }

    package func apply(_ batch: [GraphChange], upTo: BusPosition?) async throws(ReadModelError) {
        try await file.write { database in
            var writer = GraphWriter(database)
            try writer.apply(batch)
            try StoredCheckpoint.advance(database, to: upTo)
        }
    }

    package func checkpoint() async throws(ReadModelError) -> BusPosition? {
        try await file.read(StoredCheckpoint.read)
    }

    package func nodes(_ ids: [NodeID]) async throws(ReadModelError) -> [GraphNode] {
        try await file.read { try GraphNodeReader($0).nodes(ids) }
    }

    /// Filters are checked row by row: O(nodes of the class) when few match.
    package func nodes(_ selection: NodeSelection, _ page: PageRequest)
        async throws(ReadModelError) -> Page<GraphNode>
    {
        try await file.read { try GraphNodeReader($0).nodes(selection, page) }
    }

    /// By predicate, then by the text of the other end as it is written in the link (outgoing) or
    /// by the source (incoming). O(edges of the node) a page.
    package func edges(of node: NodeID, _ selection: EdgeSelection, _ page: PageRequest)
        async throws(ReadModelError) -> Page<GraphEdge>
    {
        try await file.read { try GraphEdgeReader($0).edges(of: node, selection, page) }
    }

    /// By class name; classes without nodes are left out.
    package func counts(_ scope: GraphScope) async throws(ReadModelError) -> [GraphCount] {
        try await file.read { try GraphCounter.counts(scope, $0) }
    }

    package func reset() async throws(ReadModelError) {
        try await file.write { database in
            for table in GraphTables.names { try database.execute(sql: "DELETE FROM \(table)") }
        }
    }
}
