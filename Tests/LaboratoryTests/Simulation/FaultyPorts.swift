// The wrappers behind the planted faults.

import EventSourcing
import Ontology
import TestSupport

struct RenamingStore: EventStore {
    let base: any EventStore
    let ids: any IDs

    func append(_ batch: [Submission], with commit: GroupCommit?) async throws(EventStoreError)
        -> [AppendAnswer]
    {
        let renamed = batch.map { submission in
            var renamed = submission
            for index in renamed.events.indices { renamed.events[index].id = ids.next() }
            return renamed
        }
        return try await base.append(renamed, with: commit)
    }

    func read(_ stream: StreamID, after: SequenceNumber, limit: Int)
        async throws(EventStoreError) -> [RecordedEvent]
    { try await base.read(stream, after: after, limit: limit) }

    func read(after position: StorePosition, limit: Int) async throws(EventStoreError)
        -> [RecordedEvent]
    { try await base.read(after: position, limit: limit) }

    func find(_ id: EventID) async throws(EventStoreError) -> RecordedEvent? {
        try await base.find(id)
    }

    func answers(to command: EventID) async throws(EventStoreError) -> [RecordedEvent] {
        try await base.answers(to: command)
    }

    func head() async throws(EventStoreError) -> StorePosition { try await base.head() }

    func count(through position: StorePosition) -> Int? { base.count(through: position) }

    func keys(after position: StorePosition, through end: StorePosition)
        async throws(EventStoreError) -> [KeptKey]
    { try await base.keys(after: position, through: end) }
}

struct HastyBus: WrappedBus {
    let base: any EventBus

    func join(_ group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> any BusMember
    { Member(base: try await base.join(group, topics: topics)) }

    struct Member: BusMember {
        let base: any BusMember

        func poll(limit: Int, timeoutSeconds: Double) async throws(EventBusError) -> BusPoll {
            let poll = try await base.poll(limit: limit, timeoutSeconds: timeoutSeconds)
            try await base.commit(poll.position)
            return poll
        }

        func commit(_ position: BusPosition) async throws(EventBusError) {
            try await base.commit(position)
        }

        func seek(_ position: BusPosition) async throws(EventBusError) {
            try await base.seek(position)
        }

        func hold(_ partition: TopicPartition, _ held: Bool) async throws(EventBusError) {
            try await base.hold(partition, held)
        }

        func leave() async { await base.leave() }
    }
}

struct CarelessBus: WrappedBus {
    let base: any EventBus

    func publish(_ events: [RecordedEvent]) async throws(EventBusError) -> BusPosition {
        (try? await base.publish(events)) ?? BusPosition()
    }
}

struct ObliviousBus: WrappedBus {
    let base: any EventBus

    func publish(_ events: [RecordedEvent]) async throws(EventBusError) -> BusPosition {
        do throws(EventBusError) { return try await base.publish(events) } catch {
            guard case .truncated(let ends) = error else { throw error }
            return try await base.ends(of: Array(ends.offsets.keys))
        }
    }

    func losses(below position: BusPosition) async throws(EventBusError) -> BusPosition {
        BusPosition()
    }

    func ends(of places: [TopicPartition]) async throws(EventBusError) -> BusPosition {
        BusPosition()
    }
}

struct SilentCheckpoints: RelayCheckpoints {
    let base: any RelayCheckpoints

    func last() async throws(EventBusError) -> RelayCheckpoint? { try await base.last() }

    func first(atOrAfter position: StorePosition) async throws(EventBusError)
        -> RelayCheckpoint?
    { try await base.first(atOrAfter: position) }

    func save(_ checkpoint: RelayCheckpoint) async throws(EventBusError) {
        try await base.save(checkpoint)
    }

    func rewinds(for group: ConsumerGroup, in topics: [Topic])
        async throws(EventBusError) -> [BusRewind]
    {
        // Says that it went there, and stays.
        try await base.followed(try await base.rewinds(for: group, in: topics), by: group)
        return []
    }
}

struct CarelessDocuments: DocumentIndex {
    let base: any DocumentIndex

    func apply(_ batch: [DocumentChange], upTo: BusPosition?) async throws(ReadModelError) {
        try? await base.apply(batch, upTo: upTo)
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? { try await base.checkpoint() }

    func documents(_ ids: [DocumentID]) async throws(ReadModelError) -> [Document] {
        try await base.documents(ids)
    }

    func search(_ query: DocumentQuery, _ page: PageRequest) async throws(ReadModelError)
        -> Page<Document>
    { try await base.search(query, page) }

    func count(_ query: DocumentQuery) async throws(ReadModelError) -> Int {
        try await base.count(query)
    }

    func reset() async throws(ReadModelError) { try await base.reset() }
}

struct SleepyParking: ParkedWrites {
    let base: any ParkedWrites

    func park(_ writes: [ParkedWrite]) async throws(OperationsStoreError) {
        try await base.park(writes)
    }

    func release(_ awaited: Awaited) async throws(OperationsStoreError) -> Int { 0 }

    func ready(_ group: ConsumerGroup, limit: Int) async throws(OperationsStoreError)
        -> [ParkedWrite]
    { try await base.ready(group, limit: limit) }

    func settle(_ group: ConsumerGroup, _ events: [EventID]) async throws(OperationsStoreError) {
        try await base.settle(group, events)
    }

    func waiting(_ group: ConsumerGroup, among streams: Set<StreamID>)
        async throws(OperationsStoreError) -> Set<StreamID>
    { try await base.waiting(group, among: streams) }

    func list(_ page: PageRequest) async throws(OperationsStoreError) -> Page<ParkedWrite> {
        try await base.list(page)
    }
}
