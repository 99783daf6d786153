// Use case: what a worker has before it: the events that it will take next, and those that it gave up.

internal import EventSourcing
internal import Ontology

/// The head of what waits for one worker in one partition. Unknown worker → `not_found`.
package struct ListWaiting: UseCase, Hashable {
    package static let name = "list-waiting"
    package static let maximumLimit = 100
    /// Events of other topics that are passed over, at most.
    static let maximumScanned = 5000

    package var worker: String
    package var partition: Int
    package var limit: Int

    package init(worker: String, partition: Int = 0, limit: Int = 20) {
        self.worker = worker
        self.partition = partition
        self.limit = limit
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> WaitingView
    {
        try await engine.monitor.waiting(self)
    }
}

package struct WaitingView: Codable, Hashable, Sendable {
    package struct Event: Codable, Hashable, Sendable {
        package var position: String
        package var eventID: String
        package var eventType: String
        package var aggregate: String
        package var database: String
        package var occurredAt: String
        /// The command itself, or the one that caused it.
        package var commandID: String?
    }

    /// The next events, in their order. Empty when nothing waits, and where the bus has numbers of its own.
    package var events: [Event]
    /// Why `events` does not tell it all; nil when it does.
    package var remark: String?
    /// Given up by this worker, waiting for a person; the oldest first.
    package var letters: [DeadLetterView]
}

extension Monitor {
    func waiting(_ request: ListWaiting) async throws(EngineError) -> WaitingView {
        guard let kind = WorkerKind.named(request.worker) else {
            throw EngineError(
                .notFound, "there is no worker \(EngineError.quoted(request.worker))")
        }
        let limit = min(max(request.limit, 1), ListWaiting.maximumLimit)
        let all = try await DeadLetterOffice(ports: ports).list(ListDeadLetters(limit: 1000))
        let letters = all.items.filter { $0.group == kind.group.name }
        var view = WaitingView(
            events: [], remark: nil,
            letters: Array(letters.sorted { $0.at < $1.at }.prefix(limit)))
        let progress = try await coverage.progress(of: kind)
        let places = progress.filter { $0.place.partition == request.partition }
        guard places.contains(where: { $0.lag > 0 }) else { return view }
        guard settings.mode == "embedded" else {
            view.remark = "the bus keeps numbers of its own: look at the topic to see the events"
            return view
        }
        let count = Set(progress.map(\.place.partition)).count
        let committed = Dictionary(
            places.map { ($0.place.topic, $0.committed) }, uniquingKeysWith: min)
        view.events = try await next(committed, request.partition, of: count, limit)
        return view
    }

    /// In embedded mode a bus offset is a position of the log: from the first that is not done, those of the topics.
    private func next(
        _ committed: [Topic: Int64], _ partition: Int, of partitions: Int, _ limit: Int
    ) async throws(EngineError) -> [WaitingView.Event] {
        var found: [WaitingView.Event] = []
        var scanned = 0
        var position = StorePosition(segment: max(0, (committed.values.min() ?? 1) - 1))
        while found.count < limit, scanned < ListWaiting.maximumScanned {
            let from = position
            let events = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await ports.store.read(after: from, limit: 500)
            }
            guard let last = events.last else { break }
            position = last.position
            scanned += events.count
            for recorded in events {
                guard let done = committed[recorded.event.topic],
                    recorded.position.segment >= done,
                    partitions == 1
                        || Int(recorded.event.stream.stableHash % UInt64(partitions)) == partition
                else { continue }
                found.append(Monitor.view(recorded))
            }
        }
        return Array(found.prefix(limit))
    }

    private static func view(_ recorded: RecordedEvent) -> WaitingView.Event {
        let event = recorded.event
        return WaitingView.Event(
            position: recorded.position.description, eventID: event.id.description,
            eventType: event.type, aggregate: CommandReader.aggregate(event.stream),
            database: event.stream.database, occurredAt: event.occurredAt.description,
            commandID: (event.kind == .command ? event.id : event.cause)?.description)
    }
}
