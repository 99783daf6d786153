// Marks commands COMPLETED once their event is in the graph, where states are kept and not derived.

internal import EventSourcing
internal import Ontology

struct Completion: Sendable {
    let ports: EnginePorts

    func note(_ events: [RecordedEvent]) async throws(HandlerFailure) {
        guard !ports.commandStatus.isDerived else { return }
        let causes = events.compactMap(\.event.cause)
        if causes.isEmpty { return }
        let commands = try await store { () async throws(EventStoreError) in
            try await ports.store.find(causes)
        }
        let byID = Dictionary(
            commands.map { ($0.event.id, $0) }, uniquingKeysWith: { first, _ in first })
        let states = events.compactMap { answer in
            answer.event.cause.flatMap { byID[$0] }.map {
                DomainEvents.state(of: $0, answeredBy: answer, inGraph: true)
            }
        }
        try await operations { () async throws(OperationsStoreError) in
            try await ports.commandStatus.set(states)
        }
    }
}
