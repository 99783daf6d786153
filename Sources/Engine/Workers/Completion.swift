// Marks commands COMPLETED once their event is in the graph, where states are kept and not derived.

internal import EventSourcing
internal import Ontology

struct Completion: Sendable {
    let ports: EnginePorts

    func note(_ events: [RecordedEvent]) async throws(HandlerFailure) {
        guard !ports.commandStatus.isDerived else { return }
        let causes = events.compactMap(\.event.cause)
        if causes.isEmpty { return }
        let byID = try await commands(causes)
        let states = events.compactMap { answer in
            answer.event.cause.flatMap { byID[$0] }.map {
                DomainEvents.state(of: $0, answeredBy: answer, inGraph: true)
            }
        }
        try await operations { () async throws(OperationsStoreError) in
            try await ports.commandStatus.set(states)
        }
    }

    /// From where their states are, with one question; the log answers it with an object for each few of them.
    private func commands(_ ids: [EventID]) async throws(HandlerFailure) -> [EventID: RecordedEvent]
    {
        let atHand = try await operations { () async throws(OperationsStoreError) in
            try await ports.commandStatus.commands(ids)
        }
        var found = Dictionary(
            atHand.map { ($0.event.id, $0) }, uniquingKeysWith: { first, _ in first })
        let missing = ids.filter { found[$0] == nil }
        if missing.isEmpty { return found }
        let read = try await store { () async throws(EventStoreError) in
            try await ports.store.find(missing)
        }
        for command in read { found[command.event.id] = command }
        return found
    }
}
