// From a decision to the event that is stored, and to the state of the command that it answers.

internal import EventSourcing
internal import JSONText
internal import Ontology

enum DomainEvents {
    /// Clocks of processes differ; no answer is older than what it answers.
    static func event(_ decided: Decided, answering command: RecordedEvent, at now: Timestamp)
        -> Event
    {
        let stream = command.event.stream
        let type = decided.type.rawValue
        return Event(
            id: .domain(cause: command.event.id, type: type, aggregateID: stream.wireID),
            kind: .domain, type: type, stream: stream, cause: command.event.id,
            occurredAt: max(now, command.event.occurredAt), actor: command.event.actor,
            topic: .events(for: stream.type), data: .object(decided.data),
            metadata: .object(decided.metadata))
    }

    static func failure(of command: Event, _ rejection: Rejection) -> Decided {
        let type = CommandType(eventType: command.type)?.rawValue ?? command.type
        return Decided(
            .commandFailed,
            data: JSONObject([
                ("command_type", .string(type)), ("error", .string(rejection.message)),
                ("code", .string(rejection.code.rawValue)),
                ("command_id", .string(command.id.description)),
            ]))
    }

    static func state(
        of command: RecordedEvent, answeredBy answer: RecordedEvent, inGraph: Bool
    ) -> CommandState {
        guard answer.event.type == DomainEventType.commandFailed.rawValue else {
            return CommandState(
                command: command, phase: inGraph ? .completed : .processing, answer: answer,
                updatedAt: answer.event.occurredAt)
        }
        return CommandState(
            command: command, phase: .failed, code: answer.event.data["code"]?.string,
            reason: answer.event.data["error"]?.string, answer: answer,
            updatedAt: answer.event.occurredAt)
    }
}

extension [StreamID] {
    /// Each once, in the order in which they came: what follows from it is the same in every run.
    var withoutRepeats: [StreamID] {
        var seen: Set<StreamID> = []
        return filter { seen.insert($0).inserted }
    }
}

extension [RecordedEvent] {
    /// The first of each event: a batch may hold what a relay published twice, and no guard sees that before the batch
    /// is done.
    var withoutRepeats: [RecordedEvent] {
        var seen: Set<EventID> = []
        return filter { seen.insert($0.event.id).inserted }
    }
}
