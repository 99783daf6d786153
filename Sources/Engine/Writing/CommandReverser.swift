// Asks for a command again, or for its opposite. Both are commands like any other: they are judged, may be refused, and
// stand in the log with the id of the one that they follow.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct CommandReverser: Sendable {
    private static let pageSize = 512

    let ports: EnginePorts
    let acceptor: CommandAcceptor

    /// Sends a FAILED command again. One that was sent again already answers with that; when that one FAILED too, it is
    /// the one that is sent again.
    func retry(_ text: String, _ principal: Principal) async throws(EngineError) -> AcceptedCommand
    {
        var command = try await command(text)
        while true {
            let history = try await history(of: command.event.stream)
            let answer = history.first { $0.event.cause == command.event.id }
            guard let answer else { throw CommandReverser.undecided(command) }
            guard answer.isFailure else {
                throw EngineError(
                    .notApplicable,
                    "command \(command.event.id) did not fail: there is nothing to try again")
            }
            let ids = EventID.everOf("retry:\(command.event.id)")
            if let next = history.first(where: { ids.contains($0.event.id) }) {
                let answer = history.first { $0.event.cause == next.event.id }
                guard answer?.isFailure == true else {
                    return receipt(next)
                }
                command = next
                continue
            }
            var request = try await CommandReverser.request(command, acceptor.directory)
            request.commandID = ids[0].description
            // Who named a sequence has seen the aggregate: only the command itself and its failure may have come since.
            if command.event.data["expected_seq"]?.integer != nil {
                request.expectedSequence = answer.sequence.value
            }
            request.metadata = CommandReverser.metadata(
                of: command, "retries", command.event.id)
            return try await acceptor.accept(request, principal)
        }
    }

    /// Brings the aggregate back to what it was before the command; refused when it has moved on since.
    func undo(_ request: UndoCommand, _ principal: Principal) async throws(EngineError) -> UndoView
    {
        let command = try await command(request.id)
        let history = try await history(of: command.event.stream)
        if let earlier = CommandReverser.earlierUndo(of: command.event.id, in: history) {
            let content = try await CommandReverser.request(earlier, acceptor.directory)
            return UndoView(
                command, content, isDryRun: request.isDryRun, accepted: receipt(earlier))
        }
        guard let answer = history.first(where: { $0.event.cause == command.event.id }) else {
            throw CommandReverser.undecided(command)
        }
        guard !answer.isFailure else {
            throw EngineError(
                .notApplicable, "command \(command.event.id) FAILED: it changed nothing")
        }
        try CommandReverser.checkUnmoved(since: answer, in: history)
        var opposite = try await CommandReverser.request(command, acceptor.directory)
        let reversal = Reversal(history, answer)
        try reversal.apply(to: &opposite, command)
        let current = reversal.current(opposite.payload, command)
        opposite.expectedSequence = history.last?.sequence.value
        opposite.metadata = .object(
            JSONObject([("undoes", .string(command.event.id.description))]))
        guard !request.isDryRun else {
            try await acceptor.rehearse(opposite)
            return UndoView(
                command, opposite, current: current, isDryRun: true, accepted: nil)
        }
        let accepted = try await acceptor.accept(opposite, principal)
        return UndoView(
            command, opposite, current: current, isDryRun: false, accepted: accepted)
    }

    private func command(_ text: String) async throws(EngineError) -> RecordedEvent {
        guard let id = EventID(text) else {
            throw EngineError(.invalidRequest, "a command id is a UUID")
        }
        let found = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await ports.store.find(id)
        }
        guard let found, found.event.kind == .command else {
            throw EngineError(.notFound, "there is no command \(id)")
        }
        return found
    }

    private func history(of stream: StreamID) async throws(EngineError) -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        while true {
            let after = events.last?.sequence ?? .none
            let page = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await ports.store.read(
                    stream, after: after, limit: CommandReverser.pageSize)
            }
            events += page
            if page.count < CommandReverser.pageSize { return events }
        }
    }

    private func receipt(_ command: RecordedEvent) -> AcceptedCommand {
        CommandAcceptor.receipt(
            command, CommandReader.database(command.event.stream), isDuplicate: true)
    }

    /// The request that would make this command; refused when its database is not the same any more.
    private static func request(_ command: RecordedEvent, _ directory: Directory)
        async throws(EngineError) -> SubmitCommand
    {
        let event = command.event
        let stream = event.stream
        guard let type = CommandType(eventType: event.type),
            let payload = event.data["payload"]
        else {
            throw EngineError(.notApplicable, "command \(event.id) is of a kind unknown here")
        }
        if stream.type != .database {
            let scope = try await directory.scope(stream.database, branch: stream.branch)
            guard scope.epoch == stream.epoch else {
                throw EngineError(
                    .notApplicable,
                    "the database \(stream.database) was deleted and made anew since")
            }
        }
        return SubmitCommand(
            type: type, database: CommandReader.database(stream), branch: stream.branch,
            className: stream.className.isEmpty ? nil : stream.className,
            key: stream.type == .instance ? stream.key : nil,
            payload: type == .updateClass ? payload["updates"] ?? payload : payload)
    }

    private static func metadata(of command: RecordedEvent, _ name: String, _ id: EventID) -> JSON {
        var metadata = command.event.data["metadata"]?.object ?? JSONObject()
        metadata[name] = .string(id.description)
        return .object(metadata)
    }

    /// The last one, unless it failed or something has changed since: then it says nothing about how things stand now.
    private static func earlierUndo(of id: EventID, in history: [RecordedEvent]) -> RecordedEvent? {
        let undo = history.last { event in
            event.event.kind == .command
                && event.event.data["metadata"]?["undoes"]?.string == id.description
                && history.first { $0.event.cause == event.event.id }?.isFailure != true
        }
        guard let undo, let answer = history.first(where: { $0.event.cause == undo.event.id })
        else { return undo }
        let hasMoved = history.contains { event in
            event.event.kind == .domain && event.sequence > answer.sequence && !event.isFailure
        }
        return hasMoved ? nil : undo
    }

    private static func checkUnmoved(since answer: RecordedEvent, in history: [RecordedEvent])
        throws(EngineError)
    {
        let decided = Set(history.compactMap(\.event.cause))
        // The last one is the one to begin with when they are taken back one by one.
        let mover = history.last { event in
            switch event.event.kind {
            case .domain: event.sequence > answer.sequence && !event.isFailure
            case .command: !decided.contains(event.event.id)
            }
        }
        guard let mover, let last = history.last else { return }
        let name = CommandReader.aggregate(answer.event.stream)
        throw .conflict(
            answer.event.stream, expected: answer.sequence, actual: last.sequence,
            "\(name) has moved on since: \(mover.event.type) at sequence \(mover.sequence) by "
                + "\(mover.event.actor ?? "–"); undo what came later first")
    }

    private static func undecided(_ command: RecordedEvent) -> EngineError {
        EngineError(
            .notApplicable,
            "command \(command.event.id) is not decided yet: see spice command show")
    }
}

extension RecordedEvent {
    var isFailure: Bool { event.type == DomainEventType.commandFailed.rawValue }
}
