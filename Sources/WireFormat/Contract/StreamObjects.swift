// What the stream of events carries.

package import Engine
package import JSONText

package enum LogEntryObject {
    package static func json(_ entry: LogStretch.Entry) -> JSON {
        [
            "position": .string(entry.position), "event_id": .string(entry.eventID),
            "event_type": .string(entry.eventType), "kind": .string(entry.kind),
            "command_id": JSON(entry.commandID), "database": .string(entry.database),
            "aggregate_type": .string(entry.aggregateType),
            "aggregate": .string(entry.aggregate), "sequence_number": .integer(entry.sequence),
            "actor": JSON(entry.actor), "occurred_at": .string(entry.at),
        ]
    }
}

package enum PipelineObject {
    /// Without what changes by itself, so that two of them are equal while nothing happens.
    package static func json(_ view: PipelineView) -> JSON {
        let workers = view.workers.map { worker -> JSON in
            [
                "name": .string(worker.name), "partition": .integer(worker.partition),
                "state": .string(worker.state), "committed": JSON(worker.committed),
                "end": .integer(worker.end), "lag": .integer(worker.lag),
                "last_error": JSON(worker.lastError), "restarts": .integer(worker.restarts),
            ]
        }
        var object = JSONObject([
            ("mode", .string(view.mode)), ("lag", .integer(view.lag)),
            ("events", .integer(view.events)), ("dead_letters", .integer(view.deadLetters)),
            ("parked_writes", .integer(view.parkedWrites)), ("workers", .array(workers)),
        ])
        if let servers = view.servers {
            object["servers"] = .array(
                servers.map { ["name": .string($0.name), "up": .bool($0.isUp)] })
        }
        return .object(object)
    }
}

extension CommandAnswers {
    /// A command in a list.
    package static func listed(_ command: CommandView) -> JSON {
        [
            "command_id": .string(command.id), "command_type": .string(command.type),
            "database": .string(command.database), "aggregate": .string(command.aggregate),
            "actor": JSON(command.actor), "status": .string(command.status),
            "code": JSON(command.code), "reason": JSON(command.reason),
            "attempts": .integer(command.attempts), "created_at": .string(command.acceptedAt),
            "updated_at": .string(command.updatedAt),
            "sequence_number": .integer(command.sequence),
        ]
    }
}
