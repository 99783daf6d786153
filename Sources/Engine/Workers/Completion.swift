// Marks commands COMPLETED once their event is in the graph, where states are kept and not derived.

internal import EventSourcing
internal import Ontology

struct Completion: Sendable {
    let ports: EnginePorts

    func note(_ events: [RecordedEvent]) async throws(HandlerFailure) {
        guard !ports.commandStatus.isDerived else { return }
        for answer in events {
            guard let cause = answer.event.cause else { continue }
            let command = try await store { () async throws(EventStoreError) in
                try await ports.store.find(cause)
            }
            guard let command else { continue }
            let state = DomainEvents.state(of: command, answeredBy: answer, inGraph: true)
            try await operations { () async throws(OperationsStoreError) in
                try await ports.commandStatus.set(state)
            }
        }
    }
}
