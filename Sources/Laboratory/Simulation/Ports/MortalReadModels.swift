// Graph, documents and lineage as a mortal process reaches them. Only what loops call can fail; queries are looked at
// when all is quiet.

internal import EventSourcing
internal import Ontology

struct MortalGraph: GraphStore {
    let base: any GraphStore
    let life: Life

    func apply(_ batch: [GraphChange], upTo: BusPosition?) async throws(ReadModelError) {
        try await life.through("graph.apply", ReadModelError.unavailable) {
            () async throws(ReadModelError) in try await base.apply(batch, upTo: upTo)
        }
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? {
        try await life.through("graph.checkpoint", ReadModelError.unavailable) {
            () async throws(ReadModelError) in try await base.checkpoint()
        }
    }

    func nodes(_ ids: [NodeID]) async throws(ReadModelError) -> [GraphNode] {
        try await base.nodes(ids)
    }

    func nodes(_ selection: NodeSelection, _ page: PageRequest) async throws(ReadModelError)
        -> Page<GraphNode>
    {
        try await base.nodes(selection, page)
    }

    func edges(of node: NodeID, _ selection: EdgeSelection, _ page: PageRequest)
        async throws(ReadModelError) -> Page<GraphEdge>
    {
        try await base.edges(of: node, selection, page)
    }

    func counts(_ scope: GraphScope) async throws(ReadModelError) -> [GraphCount] {
        try await life.through("graph.counts", ReadModelError.unavailable) {
            () async throws(ReadModelError) in try await base.counts(scope)
        }
    }

    func reset() async throws(ReadModelError) { try await base.reset() }
}

struct MortalDocuments: DocumentIndex {
    let base: any DocumentIndex
    let life: Life

    func apply(_ batch: [DocumentChange], upTo: BusPosition?) async throws(ReadModelError) {
        try await life.through("documents.apply", ReadModelError.unavailable) {
            () async throws(ReadModelError) in try await base.apply(batch, upTo: upTo)
        }
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? {
        try await life.through("documents.checkpoint", ReadModelError.unavailable) {
            () async throws(ReadModelError) in try await base.checkpoint()
        }
    }

    func documents(_ ids: [DocumentID]) async throws(ReadModelError) -> [Document] {
        try await base.documents(ids)
    }

    func search(_ query: DocumentQuery, _ page: PageRequest) async throws(ReadModelError)
        -> Page<Document>
    {
        try await base.search(query, page)
    }

    func count(_ query: DocumentQuery) async throws(ReadModelError) -> Int {
        try await base.count(query)
    }

    func reset() async throws(ReadModelError) { try await base.reset() }
}

struct MortalLineage: LineageIndex {
    let base: any LineageIndex
    let life: Life

    func apply(_ batch: [DerivationChange], upTo: BusPosition?) async throws(ReadModelError) {
        try await life.through("lineage.apply", ReadModelError.unavailable) {
            () async throws(ReadModelError) in try await base.apply(batch, upTo: upTo)
        }
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? {
        try await life.through("lineage.checkpoint", ReadModelError.unavailable) {
            () async throws(ReadModelError) in try await base.checkpoint()
        }
    }

    func derivations(from stream: StreamID, _ page: PageRequest) async throws(ReadModelError)
        -> Page<Derivation>
    {
        try await base.derivations(from: stream, page)
    }

    func derivations(to stream: StreamID, _ page: PageRequest) async throws(ReadModelError)
        -> Page<Derivation>
    {
        try await base.derivations(to: stream, page)
    }

    func reset() async throws(ReadModelError) { try await base.reset() }
}
