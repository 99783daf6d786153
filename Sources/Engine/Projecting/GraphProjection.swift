// Domain events → nodes and links.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct GraphProjection: Projection {
    let kind = WorkerKind.graph
    let graph: any GraphStore

    func changes(_ event: RecordedEvent) throws(ProjectionError) -> [GraphChange] {
        switch DomainEventType(rawValue: event.event.type) {
        case .instanceCreated, .instanceUpdated:
            guard let content = InstanceContent(event.event) else {
                throw ProjectionError(
                    code: "unreadable", cause: "the event does not say what the instance is")
            }
            return [
                .upsert(
                    NodeID(event.event.stream), sequence: event.sequence, event: event.event.id,
                    data: content.data, content.links)
            ]
        case .instanceDeleted:
            return [
                .delete(
                    NodeID(event.event.stream), sequence: event.sequence, event: event.event.id)
            ]
        case .databaseDeleted:
            return [.dropDatabase(name: event.event.stream.key, epoch: epoch(event))]
        default: return []
        }
    }

    func apply(_ changes: [GraphChange], upTo: BusPosition?) async throws(ReadModelError) {
        try await graph.apply(changes, upTo: upTo)
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? {
        try await graph.checkpoint()
    }

    func goBack(to position: BusPosition) async throws(ReadModelError) {
        try await graph.goBack(to: position)
    }

    func reset() async throws(ReadModelError) { try await graph.reset() }
}

/// Which life of a database a database event is about.
func epoch(_ event: RecordedEvent) -> Int { event.event.metadata["epoch"]?.integer ?? 0 }
