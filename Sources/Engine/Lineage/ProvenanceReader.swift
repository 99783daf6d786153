// From a node to the event that wrote it, the command behind that, and the file and row behind the command.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct ProvenanceReader: Sendable {
    let store: any EventStore

    /// Nil when the log does not have the event (which verify would report).
    func provenance(of node: NodeID, at sequence: SequenceNumber) async throws(EngineError)
        -> GraphAnswer.Provenance?
    {
        try await EngineError.wrapStore { () async throws(EventStoreError) in
            let before = SequenceNumber(sequence.value - 1)
            guard let written = try await store.read(node.stream, after: before, limit: 1).first
            else { return nil }
            var command: RecordedEvent?
            if let cause = written.event.cause { command = try await store.find(cause) }
            let source = CommandSource(command?.event)
            return GraphAnswer.Provenance(
                eventID: written.event.id.description, eventType: written.event.type,
                sequence: written.sequence.value,
                occurredAt: written.event.occurredAt.description,
                commandID: command?.event.id.description, actor: command?.event.actor,
                file: source.file, row: source.row)
        }
    }
}

/// Where a command came from, as its metadata say.
struct CommandSource: Sendable {
    let file: String?
    let fileHash: String?
    let sheet: String?
    let row: Int?

    init(_ command: Event?) {
        let source = command?.data["metadata"]?["source"]
        file = source?["file"]?.string
        fileHash = source?["sha256"]?.string
        sheet = source?["sheet"]?.string
        row = source?["row"]?.integer
    }
}
