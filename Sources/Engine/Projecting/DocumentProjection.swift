// Domain events → searchable documents: one an instance, a class, a database.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct DocumentProjection: Projection {
    let kind = WorkerKind.documents
    let documents: any DocumentIndex

    func changes(_ event: RecordedEvent) throws(ProjectionError) -> [DocumentChange] {
        switch DomainEventType(rawValue: event.event.type) {
        case .instanceCreated, .instanceUpdated:
            guard let data = InstanceContent.data(of: event.event) else {
                throw ProjectionError(
                    code: "unreadable", cause: "the event does not say what the instance is")
            }
            return [upsert(DocumentID(NodeID(event.event.stream)), event, data)]
        case .instanceDeleted:
            return [.delete(DocumentID(NodeID(event.event.stream)), sequence: event.sequence)]
        case .classCreated, .classUpdated:
            var aggregate = ClassAggregate()
            aggregate.evolve(event.event)
            guard let members = aggregate.definition?.json.object else {
                throw ProjectionError(
                    code: "unreadable", cause: "the event does not say what the class is")
            }
            return [upsert(classID(event), event, members)]
        case .classDeleted:
            return [.delete(classID(event), sequence: event.sequence)]
        case .databaseCreated:
            let data = JSONObject([
                ("name", .string(event.event.stream.key)),
                ("description", event.event.data["description"] ?? .null),
                ("epoch", .integer(epoch(event))),
            ])
            return [upsert(databaseID(event), event, data)]
        case .databaseDeleted:
            return [
                .dropDatabase(name: event.event.stream.key, epoch: epoch(event)),
                .delete(databaseID(event), sequence: event.sequence),
            ]
        default: return []
        }
    }

    func apply(_ changes: [DocumentChange], upTo: BusPosition?) async throws(ReadModelError) {
        try await documents.apply(changes, upTo: upTo)
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? {
        try await documents.checkpoint()
    }

    func reset() async throws(ReadModelError) { try await documents.reset() }

    func successor() async throws(ReadModelError) -> ModelSuccessor<DocumentProjection>? {
        guard let made = try await documents.successor() else { return nil }
        let tallied = TalliedDocuments(made.index)
        return ModelSuccessor(
            DocumentProjection(documents: tallied),
            takeOver: { () async throws(ReadModelError) in
                try await tallied.check()
                try await made.takeOver()
            })
    }

    private func upsert(_ id: DocumentID, _ event: RecordedEvent, _ data: JSONObject)
        -> DocumentChange
    {
        .upsert(
            Document(
                id: id, sequence: event.sequence, event: event.event.id,
                eventAt: event.event.occurredAt, createdAt: event.event.occurredAt, data: data))
    }

    private func classID(_ event: RecordedEvent) -> DocumentID {
        DocumentID(
            kind: .ontologyClass, scope: NodeID(event.event.stream).scope,
            className: event.event.stream.className)
    }

    private func databaseID(_ event: RecordedEvent) -> DocumentID {
        DatabaseDocument.id(event.event.stream.key)
    }
}

/// Database documents live outside of any epoch: the same document through all lives of the name.
enum DatabaseDocument {
    static func id(_ name: String) -> DocumentID {
        DocumentID(kind: .database, scope: GraphScope(database: name, epoch: 0))
    }
}
