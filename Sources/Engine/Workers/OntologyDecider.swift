// Decides commands for databases and classes.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct OntologyDecider: CommandDecider {
    let aggregates: AggregateReader
    let graph: any GraphStore
    private var databases: [StreamID: DatabaseAggregate] = [:]
    private var classes: [StreamID: ClassAggregate] = [:]

    init(aggregates: AggregateReader, graph: any GraphStore) {
        self.aggregates = aggregates
        self.graph = graph
    }

    mutating func decide(_ command: RecordedEvent, _ content: CommandContent)
        async throws(HandlerFailure) -> Decision
    {
        switch content.stream.type {
        case .database: return try await decideDatabase(content)
        case .ontologyClass: return try await decideClass(content)
        default:
            return .rejected(
                Rejection(.unknownCommand, "this worker knows no \(content.stream.type)"))
        }
    }

    private mutating func decideDatabase(_ content: CommandContent) async throws(HandlerFailure)
        -> Decision
    {
        guard let name = try? DatabaseName(content.stream.key) else {
            return .rejected(Rejection(.invalid, "no database can have this name"))
        }
        var state = databases[content.stream]
        if state == nil {
            state = try await store { () async throws(EventStoreError) in
                try await aggregates.database(name).current
            }
        }
        var next = state ?? DatabaseAggregate()
        let decision = OntologyDecider.decide(content, &next, ())
        databases[content.stream] = next
        return decision
    }

    private mutating func decideClass(_ content: CommandContent) async throws(HandlerFailure)
        -> Decision
    {
        let scope = NodeID(content.stream).scope
        if !isLiveInThisBatch(scope),
            let missing = try await DatabaseStanding.rejection(scope, aggregates)
        {
            return missing.isPending
                ? .waits(missing.awaited, missing.reason) : .rejected(missing.rejection)
        }
        var state = classes[content.stream]
        if state == nil {
            state = try await store { () async throws(EventStoreError) in
                try await aggregates.ontologyClass(content.stream).current
            }
        }
        var next = state ?? ClassAggregate()
        let instances = try await liveInstances(content, scope)
        let decision = OntologyDecider.decide(content, &next, instances)
        classes[content.stream] = next
        return decision
    }

    /// The database may have been created earlier in the same batch.
    private func isLiveInThisBatch(_ scope: GraphScope) -> Bool {
        guard let name = try? DatabaseName(scope.database),
            let state = databases[DatabaseAggregate.stream(name)]
        else { return false }
        return state.isLive && state.epoch == scope.epoch
    }

    private func liveInstances(_ content: CommandContent, _ scope: GraphScope)
        async throws(HandlerFailure) -> Int
    {
        guard content.type == .deleteClass else { return 0 }
        let counts = try await model { () async throws(ReadModelError) in
            try await graph.counts(scope)
        }
        return counts.first { $0.className == content.stream.className }?.nodes ?? 0
    }

    private static func decide<State: Aggregate>(
        _ content: CommandContent, _ state: inout State, _ context: State.Context
    ) -> Decision {
        do throws(Rejection) {
            let decided = try state.decide(content, context)
            state.evolve(decided.type, data: decided.data, metadata: decided.metadata)
            return .happened(decided)
        } catch {
            return .rejected(error)
        }
    }
}
