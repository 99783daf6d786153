// Use cases: have a parked write looked at again, or give it up.

internal import EventSourcing
internal import JSONText
internal import Ontology

/// Lets a write that waits for a class or a database be decided now; what still waits is parked again. Unknown →
/// `not_found`; one that waits behind something else → `not_applicable`, which says behind what.
package struct RetryParkedWrite: UseCase, Hashable {
    package static let name = "retry-parked-write"
    package static let requiredRole = Principal.Role.operate
    /// The id of the event that waits.
    package var id: String

    package init(id: String) { self.id = id }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError) -> Bool {
        try await engine.deadLetters.retryParked(id)
    }
}

/// Gives a waiting command up: it FAILED, what waits behind it goes on. Unknown → `not_found`; an event that a read model
/// waits for → `not_applicable`.
package struct DiscardParkedWrite: UseCase, Hashable {
    package static let name = "discard-parked-write"
    package static let requiredRole = Principal.Role.operate
    package var id: String

    package init(id: String) { self.id = id }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError) -> Bool {
        try await engine.deadLetters.giveUp(id, call.principal, owner: engine.crew.owner)
    }
}

extension DeadLetterOffice {
    func retryParked(_ id: String) async throws(EngineError) -> Bool {
        let write = try await parkedWrite(id)
        switch write.awaited {
        case .decision: break
        case .earlier:
            throw EngineError(
                .notApplicable, "an earlier write of the same aggregate waits: settle that first")
        case .deadLetter(let letter):
            throw EngineError(
                .notApplicable, "it waits behind the dead letter \(letter): settle that first")
        }
        _ = try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.release(write.awaited)
        }
        return true
    }

    /// What waits is not being decided, so nobody comes between: the stream must be as it was seen, and whoever is at the
    /// command elsewhere keeps it.
    func giveUp(_ id: String, _ principal: Principal, owner: String) async throws(EngineError)
        -> Bool
    {
        let write = try await parkedWrite(id)
        let command = write.event
        guard command.event.kind == .command, let kind = write.kind else {
            throw EngineError(
                .notApplicable,
                "it waits behind a dead letter of \(write.group.name): discard that instead")
        }
        guard !write.isReady else {
            throw EngineError(.busy, "it is being decided now: look again in a moment")
        }
        let claim = Claim(handler: kind.name, command)
        try await begin(claim, owner)
        do throws(EngineError) {
            try await fail(command, by: principal.actor)
        } catch {
            // Whoever comes next must not wait until the claim runs out.
            try? await ports.guards.fail(claim, owner: owner, reason: error.message)
            throw error
        }
        try await EngineError.wrapGuard { () async throws(EffectGuardError) in
            try await ports.guards.done([claim], owner: owner)
        }
        try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.settle(write.group, [command.event.id])
            _ = try await ports.parkedWrites.release(.earlier(command.event.stream))
            if command.event.stream.type != .instance {
                _ = try await ports.parkedWrites.release(.decision(command.event.stream))
            }
        }
        return true
    }

    private func begin(_ claim: Claim, _ owner: String) async throws(EngineError) {
        let verdict = try await EngineError.wrapGuard { () async throws(EffectGuardError) in
            try await ports.guards.begin([claim], owner: owner).first
        }
        switch verdict {
        case .proceed?, nil: break
        case .duplicate?, .stale?:
            throw EngineError(.notApplicable, "command \(claim.event) was decided meanwhile")
        case .held?:
            throw EngineError(
                .busy, "another worker is at command \(claim.event): try again in a moment")
        }
    }

    func fail(
        _ command: RecordedEvent, by actor: String, _ reason: String = "it waited"
    ) async throws(EngineError) {
        let stream = command.event.stream
        let facts = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await AggregateReader(store: ports.store).facts(stream)
        }
        guard !facts.contains(where: { $0.event.cause == command.event.id }),
            let last = facts.last?.sequence
        else {
            throw EngineError(
                .notApplicable, "command \(command.event.id) was decided meanwhile")
        }
        let failure = DomainEvents.failure(
            of: command.event, Rejection(.invalid, "given up by \(actor): \(reason)"))
        let event = DomainEvents.event(failure, answering: command, at: ports.clock.now())
        let answers = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await ports.store.append(
                [Submission([event], expecting: .exactly(last))], with: nil)
        }
        if case .refused? = answers.first {
            throw EngineError(
                .notApplicable, "\(CommandReader.aggregate(stream)) has moved on meanwhile")
        }
        try await note(answers, command)
    }

    private func note(_ answers: [AppendAnswer], _ command: RecordedEvent)
        async throws(EngineError)
    {
        guard !ports.commandStatus.isDerived else { return }
        for answer in answers {
            guard case .appended(let events, _) = answer, let failure = events.first else {
                continue
            }
            let state = DomainEvents.state(of: command, answeredBy: failure, inGraph: false)
            try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
                try await ports.commandStatus.set(state)
            }
        }
    }

    private func parkedWrite(_ text: String) async throws(EngineError) -> ParkedWrite {
        guard let id = EventID(text) else {
            throw EngineError(.invalidRequest, "a parked write's id is a UUID")
        }
        var page = PageRequest(limit: 1000)
        while true {
            let request = page
            let found = try await EngineError.wrapOperations {
                () async throws(OperationsStoreError) in
                try await ports.parkedWrites.list(request)
            }
            if let write = found.items.first(where: { $0.event.event.id == id }) { return write }
            guard let next = found.next else {
                throw EngineError(.notFound, "nothing is parked as \(id): see spice dlq parked")
            }
            page.after = next
        }
    }
}

extension ParkedWrite {
    /// The worker that it waits for; nil for one that is gone.
    fileprivate var kind: WorkerKind? { WorkerKind.all.first { $0.group == group } }
}
