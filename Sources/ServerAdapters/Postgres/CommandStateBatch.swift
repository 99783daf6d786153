// States of commands on their way into the registry, each command once, with the events that they are about.

internal import EventSourcing

struct CommandStateBatch: Sendable {
    /// In one order everywhere, so that two writers do not wait for each other in a circle.
    private let states: [CommandState]
    /// Commands and answers, each once, in the order of their ids.
    let bodies: [RecordedEvent]

    /// Of several states of one command the first with the highest rank counts, as if they came one by one.
    init(_ given: [CommandState]) {
        var highest: [EventID: CommandState] = [:]
        var events: [EventID: RecordedEvent] = [:]
        for state in given {
            let id = state.command.event.id
            if let known = highest[id], known.phase.rank >= state.phase.rank { continue }
            highest[id] = state
        }
        for state in highest.values {
            for event in [state.command, state.answer].compactMap({ $0 }) {
                events[event.event.id] = event
            }
        }
        states = highest.values.sorted { $0.command.position < $1.command.position }
        bodies = events.values.map { (key: $0.event.id.description, event: $0) }
            .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.event)
    }

    /// Nothing but commands that were just accepted: nobody has written of them before.
    var isFirst: Bool { states.allSatisfy { $0.phase == .pending } }

    /// `bodies`: those that are to be written; nil: all.
    func statements(bodies wanted: Set<EventID>?) -> [PostgresStatement] {
        let written = bodies.filter { wanted?.contains($0.event.id) ?? true }
        return (written.isEmpty ? [] : [Self.insertion(of: written)]) + [raising]
    }

    private static func insertion(of events: [RecordedEvent]) -> PostgresStatement {
        PostgresStatement(
            """
            INSERT INTO spice_event_registry.event_bodies (event_id, body)
            SELECT * FROM unnest($1::uuid[], $2::bytea[]) ON CONFLICT DO NOTHING
            """,
            [
                .texts(events.map(\.event.id.description)),
                .byteLists(events.map(EventEnvelope.encode)),
            ])
    }

    private var raising: PostgresStatement {
        PostgresStatement(
            """
            INSERT INTO spice_event_registry.command_states AS c
                (command_id, segment, ordinal, database, phase, rank, answer_id, code, reason,
                attempts, at)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[],
                $6::int[], $7::uuid[], $8::text[], $9::text[], $10::int[], $11::bigint[])
            ON CONFLICT (command_id) DO UPDATE SET phase = excluded.phase, rank = excluded.rank,
                answer = NULL, answer_id = excluded.answer_id, code = excluded.code,
                reason = excluded.reason, attempts = excluded.attempts, at = excluded.at,
                change = excluded.change
            WHERE c.rank < excluded.rank
            """,
            [
                .texts(states.map(\.command.event.id.description)),
                .integers(states.map(\.command.position.segment)),
                .integers(states.map(\.command.position.ordinal)),
                .texts(states.map(\.command.event.stream.database)),
                .texts(states.map(\.phase.rawValue)),
                .integers(states.map { Int64($0.phase.rank) }),
                .optionalTexts(states.map { $0.answer?.event.id.description }),
                .optionalTexts(states.map(\.code)), .optionalTexts(states.map(\.reason)),
                .integers(states.map { Int64($0.attempts) }),
                .integers(states.map(\.updatedAt.microseconds)),
            ])
    }
}
