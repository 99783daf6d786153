// OMS: accepts commands. Validates against what stands or is in flight, checks the expected sequence, appends, and
// only then answers. Nothing of a refused command is written.

internal import EventSourcing
internal import JSONText
internal import Ontology

/// The write side's door.
struct CommandAcceptor: Sendable {
    /// How often a command without an expected sequence is decided again after losing a race.
    static let maximumRaces = 64

    let ports: EnginePorts
    let aggregates: AggregateReader
    let directory: Directory
    let recent: RecentCommands

    func accept(_ request: SubmitCommand, _ principal: Principal) async throws(EngineError)
        -> AcceptedCommand
    {
        let id = try commandID(request)
        if request.commandID != nil || request.idempotencyKey != nil,
            let first = try await firstAnswer(id, request)
        {
            return first
        }
        let draft = try await drafter.draft(request, id: id)
        let event = draft.event(
            id: id, at: ports.clock.now(), actor: principal.actor,
            expected: request.expectedSequence)
        let expected = request.expectedSequence.map { SequenceNumber($0) }
        let recorded = try await append(event, draft, expected: expected)
        recent.note(recorded, database: request.database)
        await notePending([recorded])
        return CommandAcceptor.receipt(recorded, request.database, isDuplicate: false)
    }

    /// Judges a command as `accept` does, and writes nothing.
    func rehearse(_ request: SubmitCommand) async throws(EngineError) {
        let draft = try await drafter.draft(request, id: ports.ids.next())
        let expected = request.expectedSequence.map { SequenceNumber($0) }
        _ = try await check(draft, expected: expected)
    }

    /// Where states are kept and not derived, a command is PENDING from now on. It is accepted already, so a status store
    /// that is down must not refuse it: the worker's own note mends that.
    func notePending(_ commands: [RecordedEvent]) async {
        guard !ports.commandStatus.isDerived else { return }
        try? await ports.commandStatus.set(
            commands.map {
                CommandState(command: $0, phase: .pending, updatedAt: $0.event.occurredAt)
            })
    }

    private var drafter: CommandDrafter { CommandDrafter(directory: directory) }

    /// The client's own id, one made of its idempotency key (so that the same key always finds the same command,
    /// after any restart), or the next one.
    private func commandID(_ request: SubmitCommand) throws(EngineError) -> EventID {
        try CommandAcceptor.givenID(
            request.commandID, request.idempotencyKey, request.database) ?? ports.ids.next()
    }

    /// Nil: the client gave neither.
    static func givenID(_ commandID: String?, _ idempotencyKey: String?, _ database: String)
        throws(EngineError) -> EventID?
    {
        if let text = commandID {
            guard let id = EventID(text) else {
                throw EngineError(.invalidRequest, "command_id must be a UUID")
            }
            return id
        }
        guard let key = idempotencyKey else { return nil }
        guard (1...255).contains(key.utf8.count) else {
            throw EngineError(.invalidRequest, "an Idempotency-Key is 1 to 255 bytes")
        }
        return .hashed(name(of: key, database))
    }

    /// The command with this id, as it was accepted.
    func known(_ id: EventID) async throws(EngineError) -> RecordedEvent? {
        try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await ports.store.find(id)
        }
    }

    /// Also when its class or database is gone since.
    private func firstAnswer(_ id: EventID, _ request: SubmitCommand) async throws(EngineError)
        -> AcceptedCommand?
    {
        guard let found = try await first(of: id, request) else { return nil }
        let event = try drafter.draft(request, like: found.event.stream).event(
            id: found.event.id, at: found.event.occurredAt, actor: found.event.actor ?? "",
            expected: request.expectedSequence)
        guard found.event.sameFact(as: event) else { throw reused(id, request) }
        return CommandAcceptor.receipt(found, request.database, isDuplicate: true)
    }

    /// A command under a key may stand in the log under the id that keys had before.
    private func first(of id: EventID, _ request: SubmitCommand) async throws(EngineError)
        -> RecordedEvent?
    {
        guard request.commandID == nil, let key = request.idempotencyKey else {
            return try await known(id)
        }
        let ids = EventID.everOf(CommandAcceptor.name(of: key, request.database))
        return try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await ports.store.commands(ids).first
        }
    }

    private static func name(of idempotencyKey: String, _ database: String) -> String {
        "idempotency:\(database):\(idempotencyKey)"
    }

    private func reused(_ id: EventID, _ request: SubmitCommand) -> EngineError {
        CommandAcceptor.reused(id, request.idempotencyKey)
    }

    static func reused(_ id: EventID, _ idempotencyKey: String?) -> EngineError {
        if let key = idempotencyKey {
            return EngineError(
                .keyReused,
                "the Idempotency-Key \(EngineError.quoted(key)) was used with another request: "
                    + "send that one again, or take another key")
        }
        return EngineError(
            .otherContent, "the id \(id) stands for another command: take another id")
    }

    /// Decides beforehand on what is expected to stand, then appends on exactly that.
    private func append(_ event: Event, _ draft: CommandDraft, expected: SequenceNumber?)
        async throws(EngineError) -> RecordedEvent
    {
        for race in 0..<CommandAcceptor.maximumRaces {
            // Most instances that are created are new: the append finds out, and then it is looked up.
            let isFresh = race == 0 && expected == nil && draft.type == .createInstance
            let actual =
                isFresh ? try checkFresh(draft) : try await check(draft, expected: expected)
            let submission = Submission([event], expecting: .exactly(actual))
            ports.crashPoints.reach(.omsBeforeAppend)
            let answers = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await ports.store.append([submission], with: nil)
            }
            ports.crashPoints.reach(.omsAfterAppend)
            switch answers.first {
            case .appended(let events, _):
                guard let recorded = events.first else { break }
                return recorded
            case .refused(.conflict(_, let now)):
                guard let expected else { continue }
                throw EngineError.conflict(
                    draft.stream, expected: expected, actual: now, conflictText(expected, now))
            case .refused(.otherContent(let id)):
                throw EngineError(
                    .otherContent, "the id \(id) stands for another command: take another id")
            case .refused(.keyReused(let key)):
                throw EngineError(.keyReused, "the key \(key) was used with another request")
            case .refused(.notStorable(let reason)):
                throw EngineError(.invalidRequest, "the log does not take this command: \(reason)")
            case nil: break
            }
        }
        throw EngineError(
            .busy, "too many writers are at \(draft.stream.wireID); try again in 1 s",
            retryAfterSeconds: 1)
    }

    /// The sequence on which the command may be appended; throws when it could not be done on what is expected.
    private func check(_ draft: CommandDraft, expected: SequenceNumber?) async throws(EngineError)
        -> SequenceNumber
    {
        switch draft.stream.type {
        case .database:
            let name = try EngineError.wrapName { () throws(NameError) in
                try DatabaseName(draft.stream.key)
            }
            let outlook = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await aggregates.database(name)
            }
            return try judge(outlook, draft, (), expected)
        case .ontologyClass:
            let outlook = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await aggregates.ontologyClass(draft.stream)
            }
            let instances = try await liveInstances(draft)
            return try judge(outlook, draft, instances, expected)
        default:
            guard let definition = draft.definition else {
                throw EngineError(.internal, "an instance command without its class")
            }
            let outlook = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await aggregates.instance(draft.stream)
            }
            return try judge(outlook, draft, definition, expected)
        }
    }

    private func checkFresh(_ draft: CommandDraft) throws(EngineError) -> SequenceNumber {
        guard let definition = draft.definition else {
            throw EngineError(.internal, "an instance command without its class")
        }
        return try judge(Outlook<InstanceAggregate>(), draft, definition, nil)
    }

    /// The sequence on which the command may be appended, by what is known of its stream.
    func judge<State: Aggregate>(
        _ outlook: Outlook<State>, _ draft: CommandDraft, _ context: State.Context,
        _ expected: SequenceNumber?
    ) throws(EngineError) -> SequenceNumber {
        if let expected, expected != outlook.sequence {
            throw EngineError.conflict(
                draft.stream, expected: expected, actual: outlook.sequence,
                conflictText(expected, outlook.sequence))
        }
        do throws(Rejection) {
            _ = try outlook.expected(context).decide(draft.content, context)
        } catch {
            throw EngineError(error, stream: draft.stream, actual: outlook.sequence)
        }
        return outlook.sequence
    }

    private func conflictText(_ expected: SequenceNumber, _ actual: SequenceNumber) -> String {
        "the sequence is \(actual), not \(expected): somebody else wrote in between; "
            + "read it again and repeat the change"
    }

    private func liveInstances(_ draft: CommandDraft) async throws(EngineError) -> Int {
        guard draft.type == .deleteClass else { return 0 }
        let scope = NodeID(draft.stream).scope
        let counts = try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await ports.graph.counts(scope)
        }
        return counts.first { $0.className == draft.stream.className }?.nodes ?? 0
    }

    static func receipt(_ recorded: RecordedEvent, _ database: String, isDuplicate: Bool)
        -> AcceptedCommand
    {
        let stream = recorded.event.stream
        return AcceptedCommand(
            commandID: recorded.event.id.description,
            type: CommandType(eventType: recorded.event.type)?.rawValue ?? recorded.event.type,
            database: database, className: stream.className.isEmpty ? nil : stream.className,
            key: stream.type == .instance ? stream.key : nil, aggregateID: stream.wireID,
            sequence: recorded.sequence.value, isDuplicate: isDuplicate)
    }
}
