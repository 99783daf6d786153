// Reads aggregates from their streams. Databases and classes are asked for all the time: their folds are kept and only
// what is new is read; instances are folded afresh.

package import EventSourcing
package import Ontology

/// Folds streams into outlooks.
package final class AggregateReader: Sendable {
    /// Folds kept at most; beyond it all are dropped and read again.
    private static let maximumKept = 4096
    private static let pageSize = 512

    private let store: any EventStore
    private let databases = Kept<DatabaseAggregate>()
    private let classes = Kept<ClassAggregate>()

    package init(store: any EventStore) { self.store = store }

    package func database(_ name: DatabaseName) async throws(EventStoreError)
        -> Outlook<DatabaseAggregate>
    {
        try await kept(DatabaseAggregate.stream(name), in: databases)
    }

    package func ontologyClass(_ stream: StreamID) async throws(EventStoreError)
        -> Outlook<ClassAggregate>
    {
        try await kept(stream, in: classes)
    }

    package func instance(_ stream: StreamID) async throws(EventStoreError)
        -> Outlook<InstanceAggregate>
    {
        var outlook = Outlook<InstanceAggregate>()
        try await extend(&outlook, stream)
        return outlook
    }

    func answers(to command: EventID) async throws(EventStoreError) -> [RecordedEvent] {
        try await store.answers(to: command)
    }

    /// All events of a stream.
    func facts(_ stream: StreamID) async throws(EventStoreError) -> [RecordedEvent] {
        var facts: [RecordedEvent] = []
        while true {
            let page = try await store.read(
                stream, after: facts.last?.sequence ?? .none, limit: AggregateReader.pageSize)
            facts += page
            if page.count < AggregateReader.pageSize { return facts }
        }
    }

    private func kept<State: Aggregate>(_ stream: StreamID, in kept: Kept<State>)
        async throws(EventStoreError) -> Outlook<State>
    {
        var outlook = kept[stream] ?? Outlook<State>()
        try await extend(&outlook, stream)
        kept.keep(outlook, for: stream, atMost: AggregateReader.maximumKept)
        return outlook
    }

    private func extend<State: Aggregate>(_ outlook: inout Outlook<State>, _ stream: StreamID)
        async throws(EventStoreError)
    {
        while true {
            let events = try await store.read(
                stream, after: outlook.sequence, limit: AggregateReader.pageSize)
            outlook.take(events)
            if events.count < AggregateReader.pageSize { return }
        }
    }
}
