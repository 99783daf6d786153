// Decides commands for databases and classes.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct OntologyDecider: CommandDecider {
    let aggregates: AggregateReader
    let graph: any GraphStore
    private var databases: [StreamID: DatabaseAggregate] = [:]
    private var classes: [StreamID: ClassAggregate] = [:]

    private var known: KnownAnswers

    init(aggregates: AggregateReader, graph: any GraphStore) {
        self.aggregates = aggregates
        known = KnownAnswers(aggregates)
        self.graph = graph
    }

    mutating func decide(_ command: RecordedEvent, _ content: CommandContent)
        async throws(HandlerFailure) -> Decision
    {
        switch content.stream.type {
        case .database: return try await decideDatabase(command, content)
        case .ontologyClass: return try await decideClass(command, content)
        default:
            return .rejected(
                Rejection(.unknownCommand, "this worker knows no \(content.stream.type)"))
        }
    }

    private mutating func decideDatabase(_ command: RecordedEvent, _ content: CommandContent)
        async throws(HandlerFailure) -> Decision
    {
        guard let name = try? DatabaseName(content.stream.key) else {
            return .rejected(Rejection(.invalid, "no database can have this name"))
        }
        var next = databases[content.stream] ?? DatabaseAggregate()
        if databases[content.stream] == nil {
            let outlook = try await store { () async throws(EventStoreError) in
                try await aggregates.database(name)
            }
            known.note(content.stream, outlook)
            next = outlook.current
        }
        if let answers = try await known.answers(to: command) {
            databases[content.stream] = next
            return .answered(answers)
        }
        if let waits = known.earlier(than: command) { return waits }
        known.settle(command)
        let decision = OntologyDecider.decide(content, &next, ())
        databases[content.stream] = next
        return decision
    }

    private mutating func decideClass(_ command: RecordedEvent, _ content: CommandContent)
        async throws(HandlerFailure) -> Decision
    {
        let scope = NodeID(content.stream).scope
        var next = classes[content.stream] ?? ClassAggregate()
        if classes[content.stream] == nil {
            let outlook = try await store { () async throws(EventStoreError) in
                try await aggregates.ontologyClass(content.stream)
            }
            known.note(content.stream, outlook)
            next = outlook.current
            classes[content.stream] = next
        }
        if let answers = try await known.answers(to: command) { return .answered(answers) }
        if let waits = known.earlier(than: command) { return waits }
        if !isLiveInThisBatch(scope),
            let missing = try await DatabaseStanding.rejection(scope, aggregates)
        {
            if missing.isPending { return .waits(missing.awaited, missing.reason) }
            known.settle(command)
            return .rejected(missing.rejection)
        }
        known.settle(command)
        let instances = try await liveInstances(content, scope)
        let decision = OntologyDecider.decide(content, &next, instances)
        classes[content.stream] = next
        return decision
    }

    mutating func settled(_ command: RecordedEvent) { known.settle(command) }

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
