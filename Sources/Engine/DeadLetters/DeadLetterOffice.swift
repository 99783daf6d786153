// What an operator does with events that failed for good, and sees of what waits.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct DeadLetterOffice: Sendable {
    let ports: EnginePorts

    func list(_ request: ListDeadLetters) async throws(EngineError) -> PageView<DeadLetterView> {
        let page = try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await ports.deadLetters.list(PageRequest(request.limit, request.after))
        }
        return PageView(page.map(DeadLetterOffice.view))
    }

    func parked(_ request: ListParkedWrites) async throws(EngineError)
        -> PageView<ParkedWriteView>
    {
        let page = try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.list(PageRequest(request.limit, request.after))
        }
        return PageView(
            page.map { write in
                let content = write.event.event.data.bytes
                return ParkedWriteView(
                    group: write.group.name, commandID: write.event.event.id.description,
                    eventType: write.event.event.type,
                    aggregate: CommandReader.aggregate(write.event.event.stream),
                    reason: write.reason, since: write.since.description, isReady: write.isReady,
                    content: String(decoding: content, as: UTF8.self), byteCount: content.count,
                    awaits: write.awaited.word)
            })
    }

    func retry(_ text: String) async throws(EngineError) -> Bool {
        let letter = try await letter(text)
        guard letter.event != nil else {
            throw EngineError(
                .invalidRequest,
                "these bytes are no event, so trying again cannot help: mend the producer, "
                    + "then discard the dead letter")
        }
        _ = try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await ports.deadLetters.retry(letter.id)
        }
        return true
    }

    func discard(_ text: String) async throws(EngineError) -> Bool {
        let letter = try await letter(text)
        if letter.code == MessageRelay.refusalCode { try await fail(letter) }
        try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            _ = try await ports.deadLetters.discard(letter.id)
        }
        return true
    }

    /// No worker will ever see a command that the bus refuses: given up, it has failed.
    private func fail(_ letter: DeadLetter) async throws(EngineError) {
        guard let id = letter.event else { return }
        let event = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await ports.store.find(id)
        }
        guard let event, event.event.kind == .command else { return }
        do throws(EngineError) {
            try await fail(event, by: "an operator", "the event bus refuses it")
        } catch {
            guard error.code == .notApplicable else { throw error }
        }
    }

    private func letter(_ text: String) async throws(EngineError) -> DeadLetter {
        guard let id = EventID(text) else {
            throw EngineError(.invalidRequest, "a dead letter's id is a UUID")
        }
        let found = try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await ports.deadLetters.find(id)
        }
        guard let found else {
            throw EngineError(.notFound, "there is no dead letter \(id): see spice dlq list")
        }
        return found
    }

    private static func view(_ letter: DeadLetter) -> DeadLetterView {
        DeadLetterView(
            id: letter.id.description, group: letter.group.name,
            eventID: letter.event?.description, eventType: letter.eventType,
            aggregate: letter.stream.map(CommandReader.aggregate) ?? "–", code: letter.code,
            cause: letter.cause, attempts: letter.attempts, at: letter.at.description,
            state: letter.state.rawValue, content: String(decoding: letter.bytes, as: UTF8.self),
            byteCount: letter.bytes.count)
    }
}

extension Awaited {
    fileprivate var word: String {
        switch self {
        case .decision: "decision"
        case .earlier: "earlier"
        case .deadLetter: "dead_letter"
        }
    }
}
