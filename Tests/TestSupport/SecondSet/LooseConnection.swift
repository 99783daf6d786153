// The life of one opened set of loose adapters: a killed process must not go on writing, and tests may take single
// stores away for a while.

internal import Synchronization

/// A store of the set that can be out of order by itself.
package enum LooseStore: String, Hashable, Sendable, CaseIterable {
    case events, bus, effects, graph, documents, lineage, operations, status
}

/// Which stores are out of order. Shared by all connections of a world.
package final class LooseOutages: Sendable {
    private let stores = Mutex<Set<LooseStore>>([])

    package func begin(_ store: LooseStore) { stores.withLock { _ = $0.insert(store) } }
    package func end(_ store: LooseStore) { stores.withLock { _ = $0.remove(store) } }
    func contains(_ store: LooseStore) -> Bool { stores.withLock { $0.contains(store) } }
}

/// Ends with a kill; from then on every call of its adapters fails.
final class LooseConnection: Sendable {
    let outages: LooseOutages
    private let isAlive = Atomic(true)

    init(outages: LooseOutages) { self.outages = outages }

    var isKilled: Bool { !isAlive.load(ordering: .acquiring) }

    func kill() { isAlive.store(false, ordering: .releasing) }

    /// Throws what `error` makes of the reason when the store cannot be used.
    func check<Failure: Error>(
        _ store: LooseStore, _ error: (String) -> Failure
    ) throws(Failure) {
        if isKilled { throw error("this connection was killed") }
        if outages.contains(store) { throw error("\(store.rawValue) is out of order") }
    }
}
