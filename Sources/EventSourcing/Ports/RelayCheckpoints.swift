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
}
