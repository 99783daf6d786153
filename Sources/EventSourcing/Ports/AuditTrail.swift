// A hash chain over every event in log order: it shows that nothing was altered or left out.

/// The chain up to and with one event.
package struct AuditHead: Hashable, Sendable {
    package var position: StorePosition
    /// How many events it covers.
    package var count: Int
    /// SHA-256 over the previous hash and the event's stored bytes.
    package var hash: [UInt8]

    package init(position: StorePosition, count: Int, hash: [UInt8]) {
        self.position = position
        self.count = count
        self.hash = hash
    }
}

package struct AuditEntry: Hashable, Sendable {
    package var event: RecordedEvent
    package var hash: [UInt8]

    package init(event: RecordedEvent, hash: [UInt8]) {
        self.event = event
        self.hash = hash
    }
}

/// Whether the chain holds.
package enum AuditVerdict: Hashable, Sendable {
    case intact(AuditHead)
    /// The first stretch of events that does not give the head that was kept for it.
    case broken(after: StorePosition, upTo: StorePosition)
}

package protocol AuditTrail: Sendable {
    /// The heads that were kept, newest first.
    func heads(limit: Int) async throws(OperationsStoreError) -> [AuditHead]
    /// Entries with hashes recomputed from the stored bytes.
    func read(after position: StorePosition, limit: Int) async throws(OperationsStoreError)
        -> [AuditEntry]
    /// Keeps a head for everything stored by now and answers it.
    func anchor() async throws(OperationsStoreError) -> AuditHead
    /// Recomputes the whole chain against the heads. O(log).
    func verify() async throws(OperationsStoreError) -> AuditVerdict
}
