// Domain events → derivations between aggregates: what an instance's links were made of.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct LineageProjection: Projection {
    let kind = WorkerKind.lineage
    let lineage: any LineageIndex

    func changes(_ event: RecordedEvent) throws(ProjectionError) -> [DerivationChange] {
        let stream = event.event.stream
        switch DomainEventType(rawValue: event.event.type) {
        case .instanceCreated, .instanceUpdated:
            guard event.event.data.object != nil else {
                throw ProjectionError(
                    code: "unreadable", cause: "the event does not say what the instance is")
            }
            let scope = NodeID(stream).scope
            // A link by other properties names no one aggregate; the graph knows which it is.
            let derivations = InstanceContent.links(of: event.event).filter {
                $0.target.properties.isEmpty
            }.map { link in
                Derivation(
                    from: stream,
                    to: NodeID(
                        scope: scope, className: link.target.target.text,
                        key: link.target.values.first ?? ""
                    ).stream,
                    relation: link.predicate, event: event.event.id, sequence: event.sequence)
            }
            return [
                DerivationChange(
                    from: stream, sequence: event.sequence, derivations: derivations)
            ]
        case .instanceDeleted:
            return [DerivationChange(from: stream, sequence: event.sequence, derivations: [])]
        default: return []
        }
    }

    func apply(_ changes: [DerivationChange], upTo: BusPosition?) async throws(ReadModelError) {
        try await lineage.apply(changes, upTo: upTo)
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? {
        try await lineage.checkpoint()
    }

    func reset() async throws(ReadModelError) { try await lineage.reset() }
}
