// A command's state as the JSON text that the contract has under `command:<id>:status`, with the rest of it beside.

internal import EventSourcing
internal import JSONText

enum RedisStatusDocument {
    static func json(_ state: CommandState) -> JSON {
        let event = state.command.event
        var members: [(String, JSON)] = [
            ("status", .string(state.phase.rawValue)), ("rank", .integer(state.phase.rank)),
            ("updated_at", .string(state.updatedAt.description)),
            (
                "data",
                .object(
                    JSONObject([
                        ("command_type", .string(event.type)),
                        ("aggregate_id", .string(event.stream.wireID)),
                        ("user_id", event.actor.map(JSON.string) ?? .null),
                        ("created_at", .string(event.occurredAt.description)),
                    ]))
            ),
            ("attempts", .integer(state.attempts)), ("command", EventEnvelope.json(state.command)),
        ]
        if let code = state.code { members.append(("code", .string(code))) }
        if let reason = state.reason { members.append(("error", .string(reason))) }
        if let answer = state.answer { members.append(("answer", EventEnvelope.json(answer))) }
        return .object(JSONObject(members))
    }

    /// Nil for what is none of ours.
    static func state(_ text: String) -> CommandState? {
        guard let json = try? JSON(parsing: text),
            let phase = json["status"]?.string.flatMap(CommandState.Phase.init),
            let at = json["updated_at"]?.string.flatMap(Timestamp.init),
            let command = json["command"].flatMap({ try? EventEnvelope.decode($0) })
        else { return nil }
        return CommandState(
            command: command, phase: phase, code: json["code"]?.string,
            reason: json["error"]?.string, attempts: json["attempts"]?.integer ?? 1,
            answer: json["answer"].flatMap { try? EventEnvelope.decode($0) }, updatedAt: at)
    }
}
