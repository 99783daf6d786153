// Adapters with one fault each, to try the checkers on.

import EventSourcing
import Ontology

/// Changes what is submitted before it is stored.
struct FaultyStore: EventStore {
    let store: any EventStore
    let change: @Sendable (inout Submission) -> Void

    func append(_ batch: [Submission], with commit: GroupCommit?) async throws(EventStoreError)
        -> [AppendAnswer]
    {
        var changed = batch
        for index in changed.indices { change(&changed[index]) }
        return try await store.append(changed, with: commit)
    }

    func read(_ stream: StreamID, after: SequenceNumber, limit: Int)
        async throws(EventStoreError) -> [RecordedEvent]
    { try await store.read(stream, after: after, limit: limit) }

    func read(after position: StorePosition, limit: Int) async throws(EventStoreError)
        -> [RecordedEvent]
    { try await store.read(after: position, limit: limit) }

    func find(_ id: EventID) async throws(EventStoreError) -> RecordedEvent? {
        try await store.find(id)
    }

    func answers(to command: EventID) async throws(EventStoreError) -> [RecordedEvent] {
        try await store.answers(to: command)
    }

    func head() async throws(EventStoreError) -> StorePosition { try await store.head() }

    func count(through position: StorePosition) -> Int? { store.count(through: position) }

    func keys(after position: StorePosition, through end: StorePosition)
        async throws(EventStoreError) -> [KeptKey]
    { try await store.keys(after: position, through: end) }
}

/// Takes every change for a newer one.
struct UnguardedGraph: GraphStore {
    let graph: any GraphStore

    func apply(_ batch: [GraphChange], upTo: BusPosition?) async throws(ReadModelError) {
        for change in batch {
            guard case .upsert(let id, let sequence, let event, let data, let links) = change,
                let node = try await graph.nodes([id]).first
            else {
                try await graph.apply([change], upTo: upTo)
                continue
            }
            let next = max(node.sequence.next, sequence)
            try await graph.apply(
                [.upsert(id, sequence: next, event: event, data: data, links)], upTo: upTo)
        }
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? { try await graph.checkpoint() }

    func nodes(_ ids: [NodeID]) async throws(ReadModelError) -> [GraphNode] {
        try await graph.nodes(ids)
    }

    func nodes(_ selection: NodeSelection, _ page: PageRequest) async throws(ReadModelError)
        -> Page<GraphNode>
    { try await graph.nodes(selection, page) }

    func edges(of node: NodeID, _ selection: EdgeSelection, _ page: PageRequest)
        async throws(ReadModelError) -> Page<GraphEdge>
    { try await graph.edges(of: node, selection, page) }

    func counts(_ scope: GraphScope) async throws(ReadModelError) -> [GraphCount] {
        try await graph.counts(scope)
    }

    func reset() async throws(ReadModelError) { try await graph.reset() }
}

/// Lets everything through, for the first time every time.
struct CarelessGuard: EffectGuard {
    func begin(_ claims: [Claim], owner: String) async throws(EffectGuardError) -> [Verdict] {
        claims.map { _ in .proceed(attempt: 1, fence: 1) }
    }

    func heartbeat(owner: String) async throws(EffectGuardError) {}
    func done(_ claims: [Claim], owner: String) async throws(EffectGuardError) {}
    func fail(_ claim: Claim, owner: String, reason: String) async throws(EffectGuardError) {}
}
