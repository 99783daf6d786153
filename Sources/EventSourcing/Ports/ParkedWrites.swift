// Events that wait for something else: a command for a class or database in flight, or anything behind a dead
// letter of its stream. A parked write never blocks its partition.

/// What a parked write waits for.
package enum Awaited: Hashable, Sendable {
    /// The database or class with this stream has to be decided.
    case decision(StreamID)
    /// A dead letter of its own stream has to be retried or discarded.
    case deadLetter(EventID)
    /// An earlier parked write of its own stream goes first.
    case earlier(StreamID)
}

package struct ParkedWrite: Hashable, Sendable {
    package var group: ConsumerGroup
    package var event: RecordedEvent
    package var awaited: Awaited
    /// A sentence for people: what it waits for and why.
    package var reason: String
    package var since: Timestamp
    package var isReady: Bool

    package init(
        group: ConsumerGroup, event: RecordedEvent, awaited: Awaited, reason: String,
        since: Timestamp, isReady: Bool = false
    ) {
        self.group = group
        self.event = event
        self.awaited = awaited
        self.reason = reason
        self.since = since
        self.isReady = isReady
    }
}

/// Keeps parked writes over restarts. After parking, the caller looks once more at what it awaits, so that no wake-up
/// is lost; the owner of the stream's partition works ready ones in sequence, before newer events of the stream.
package protocol ParkedWrites: Sendable {
    /// Stores them; one that is there already keeps its first `since`.
    func park(_ writes: [ParkedWrite]) async throws(OperationsStoreError)
    /// Marks all that wait for this as ready; answers how many.
    func release(_ awaited: Awaited) async throws(OperationsStoreError) -> Int
    /// The ready ones of a group, by stream and sequence.
    func ready(_ group: ConsumerGroup, limit: Int) async throws(OperationsStoreError)
        -> [ParkedWrite]
    /// Done: forgets them. Unknown ids are ignored.
    func settle(_ group: ConsumerGroup, _ events: [EventID]) async throws(OperationsStoreError)
    /// Which of these streams have anything parked in the group.
    func waiting(_ group: ConsumerGroup, among streams: Set<StreamID>)
        async throws(OperationsStoreError) -> Set<StreamID>
    func list(_ page: PageRequest) async throws(OperationsStoreError) -> Page<ParkedWrite>
}
