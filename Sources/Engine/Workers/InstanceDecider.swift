// Decides instance commands against the class as it stands and the instance's own latest state.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct InstanceDecider: CommandDecider {
    let aggregates: AggregateReader
    /// States as this batch leaves them; what is decided here is not in the log yet.
    private var states: [StreamID: InstanceAggregate] = [:]
    private var known: KnownAnswers
    private var contexts: [StreamID: ClassStanding] = [:]

    init(aggregates: AggregateReader) {
        self.aggregates = aggregates
        known = KnownAnswers(aggregates)
    }

    private enum ClassStanding {
        case live(ClassDefinition)
        /// Its deletion is in flight: what would be created now might outlive it.
        case leaving(ClassDefinition, Awaited, String)
        case waits(Awaited, String)
        case gone(Rejection, former: ClassDefinition?)
    }

    mutating func decide(_ command: RecordedEvent, _ content: CommandContent)
        async throws(HandlerFailure) -> Decision
    {
        var state = try await state(before: command)
        if let answers = try await known.answers(to: command) { return .answered(answers) }
        if let waits = known.earlier(than: command) { return waits }
        let definition: ClassDefinition
        switch try await standing(of: content.stream) {
        case .live(let live): definition = live
        case .leaving(_, let awaited, let reason) where content.type == .createInstance:
            return .waits(awaited, reason)
        case .leaving(let live, _, _): definition = live
        case .waits(let awaited, let reason): return .waits(awaited, reason)
        case .gone(_, let former?) where content.type == .deleteInstance: definition = former
        case .gone(let rejection, _):
            known.settle(command)
            return .rejected(rejection)
        }
        known.settle(command)
        do throws(Rejection) {
            let decided = try state.decide(content, definition)
            state.evolve(decided.type, data: decided.data, metadata: decided.metadata)
            states[content.stream] = state
            return .happened(decided)
        } catch {
            states[content.stream] = state
            return .rejected(error)
        }
    }

    private mutating func state(before command: RecordedEvent) async throws(HandlerFailure)
        -> InstanceAggregate
    {
        let state = states[command.event.stream]
        if let state, known.hasNoted(command.event.stream) { return state }
        // The first event of a stream has nothing before it: no need to look, and deciding it again gives the same.
        if command.sequence.value == 1 { return state ?? InstanceAggregate() }
        let outlook = try await store { () async throws(EventStoreError) in
            try await aggregates.instance(command.event.stream)
        }
        known.note(command.event.stream, outlook)
        // The first one was decided here without a look. Where the log has its answer already, the log knows more.
        let isAhead = outlook.pending.contains { $0.sequence.value == 1 }
        let before = isAhead ? state ?? outlook.current : outlook.current
        states[command.event.stream] = before
        return before
    }

    mutating func settled(_ command: RecordedEvent) { known.settle(command) }

    private mutating func standing(of instance: StreamID) async throws(HandlerFailure)
        -> ClassStanding
    {
        let scope = NodeID(instance).scope
        guard let id = try? ClassID(instance.className) else {
            return .gone(
                Rejection(.invalid, "no class can be called \(instance.className)"), former: nil)
        }
        let stream = Directory.stream(id, in: scope)
        if let known = contexts[stream] { return known }
        let result = try await look(stream, scope)
        contexts[stream] = result
        return result
    }

    private func look(_ stream: StreamID, _ scope: GraphScope) async throws(HandlerFailure)
        -> ClassStanding
    {
        let missing = try await DatabaseStanding.rejection(scope, aggregates)
        if let missing {
            return missing.isPending
                ? .waits(missing.awaited, missing.reason)
                : .gone(missing.rejection, former: nil)
        }
        let outlook = try await store { () async throws(EventStoreError) in
            try await aggregates.ontologyClass(stream)
        }
        let willBeLive = outlook.expected(0).isLive
        if let definition = outlook.current.definition {
            return willBeLive
                ? .live(definition)
                : .leaving(
                    definition, .decision(stream), "class \(stream.className) is being deleted")
        }
        if willBeLive {
            return .waits(
                .decision(stream), "class \(stream.className) is being created")
        }
        return .gone(
            Rejection(
                .dependencyFailed, "class \(stream.className) is not there (any more)"),
            former: outlook.current.former)
    }
}
