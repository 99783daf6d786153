// An entry of the audit as the contract writes it; `partition_key`, `position` and the event's type are ours, so that
// a client can compute the chain again.

package import Engine
package import JSONText

package enum AuditAnswers {
    package static func entry(_ entry: AuditPage.Entry) -> JSON {
        var metadata = JSONObject([
            ("event_type", .string(entry.eventType)),
            ("sequence_number", .integer(entry.sequence)), ("position", .string(entry.position)),
        ])
        if let data = entry.data { metadata["data"] = data }
        return [
            "audit_id": .string(entry.eventID), "partition_key": .string(entry.partition),
            "occurred_at": .string(entry.occurredAt), "actor": JSON(entry.actor),
            "action": .string(entry.action), "status": .string(entry.status),
            "resource_type": .string(entry.resourceType),
            "resource_id": .string(entry.resourceID), "event_id": .string(entry.eventID),
            "command_id": JSON(entry.commandID), "trace_id": .null,
            "correlation_id": JSON(entry.commandID), "metadata": .object(metadata),
            "error": JSON(entry.error), "prev_hash": JSON(entry.previousHash),
            "entry_hash": .string(entry.hash),
        ]
    }
}
