// The state of an instance as its stream says, event by event: what the read models should show.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct InstanceReplay: Sendable {
    let engine: Engine

    /// {instance_state, is_deleted, deletion_info, command_count, event_count, sequence_number}
    func result(_ request: StartReplay) async throws(EngineError) -> JSON {
        let scope = try await engine.reader.directory.scope(
            request.database, branch: request.branch)
        let key = try EngineError.wrapSchema { () throws(SchemaError) in
            try InstanceKey(escaped: request.key)
        }
        let node = NodeID(scope: scope, className: request.className, key: key.text)
        let events = try await engine.registry.book.read(node.stream)
        guard !events.isEmpty else {
            throw EngineError(
                .instanceNotFound, "the log knows no \(node.text) in \(request.database)")
        }
        var state = InstanceAggregate()
        var deletion = JSON.null
        for recorded in events {
            state.evolve(recorded.event)
            switch DomainEventType(rawValue: recorded.event.type) {
            case .instanceDeleted:
                deletion = [
                    "deleted_at": .string(recorded.event.occurredAt.description),
                    "deleted_by": recorded.event.actor.map(JSON.string) ?? .null,
                    "sequence_number": .integer(recorded.sequence.value),
                ]
            case .instanceCreated: deletion = .null
            default: break
            }
        }
        return [
            "instance_state": state.data.map(JSON.object) ?? .null,
            "is_deleted": .bool(!state.isLive), "deletion_info": deletion,
            "command_count": .integer(events.count { $0.event.kind == .command }),
            "event_count": .integer(events.count),
            "sequence_number": .integer(events.last?.sequence.value ?? 0),
        ]
    }
}
