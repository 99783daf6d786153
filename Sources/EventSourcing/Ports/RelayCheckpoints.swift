// What the relay remembers: how far the store has been published, and where on the bus that ended.

/// A pair of a store position and the bus position that holds everything up to it.
package struct RelayCheckpoint: Hashable, Sendable {
    package var store: StorePosition
    package var bus: BusPosition

    package init(store: StorePosition, bus: BusPosition) {
        self.store = store
        self.bus = bus
    }
}

/// Keeps the relay's checkpoints; the translation between store and bus positions.
package protocol RelayCheckpoints: Sendable {
    /// The newest one; nil before the first.
    func last() async throws(EventBusError) -> RelayCheckpoint?
    /// The first one at or after a store position; nil while the relay has not come so far. Where the bus is a cursor
    /// on the store, always answers.
    func first(atOrAfter position: StorePosition) async throws(EventBusError) -> RelayCheckpoint?
    /// Never moves back: an older one than the last is ignored. Old ones may be thinned out.
    func save(_ checkpoint: RelayCheckpoint) async throws(EventBusError)
    /// The same, unless the lease is somebody else's by now; false: it is, and nothing was kept.
    func save(_ checkpoint: RelayCheckpoint, under lease: Lease) async throws(EventBusError)
        -> Bool

    /// The bus may hold other records than before from these ends on: forgets every checkpoint that reaches beyond one of
    /// them, and notes for all groups that they have to go back there; both or neither. To be called before anything is
    /// published there again.
    func rewind(to ends: BusPosition) async throws(EventBusError)
    /// What the group has to go back to in these topics and has not yet said to have `followed`: the lowest of each
    /// partition. Asked for with every poll.
    func rewinds(for group: ConsumerGroup, in topics: [Topic]) async throws(EventBusError)
        -> [BusRewind]
    /// The group reads from there now, and has no later commit.
    func followed(_ rewinds: [BusRewind], by group: ConsumerGroup) async throws(EventBusError)
}

/// From `end` on a partition may hold other records than a group has read there.
package struct BusRewind: Hashable, Sendable {
    package var place: TopicPartition
    /// Rises with each note.
    package var number: Int64
    package var end: Int64

    package init(place: TopicPartition, number: Int64, end: Int64) {
        self.place = place
        self.number = number
        self.end = end
    }
}

/// Where the bus is a cursor on the store, nothing is ever elsewhere, and nobody else has the lease.
extension RelayCheckpoints {
    package func save(_ checkpoint: RelayCheckpoint, under lease: Lease)
        async throws(EventBusError) -> Bool
    {
        try await save(checkpoint)
        return true
    }

    package func rewind(to ends: BusPosition) async throws(EventBusError) {}
    package func rewinds(for group: ConsumerGroup, in topics: [Topic])
        async throws(EventBusError) -> [BusRewind]
    { [] }
    package func followed(_ rewinds: [BusRewind], by group: ConsumerGroup)
        async throws(EventBusError)
    {}
}
