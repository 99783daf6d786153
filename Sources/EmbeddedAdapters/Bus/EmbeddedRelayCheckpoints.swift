// Where the bus is a cursor on the store, both are the same number, and there is nothing to keep.

package import EventSourcing
import GRDB

package final class EmbeddedRelayCheckpoints: RelayCheckpoints, Sendable {
    private let log: EventLog

    package init(log: EventLog) { self.log = log }

    /// Always at the log's head: what is stored is published. Nil while nothing is.
    package func last() async throws(EventBusError) -> RelayCheckpoint? {
        let head = log.head.ends.event
        return head == 0 ? nil : try await checkpoint(at: head)
    }

    /// Names every topic that the log knows; compare only those that the group reads.
    package func first(
        atOrAfter position: StorePosition
    ) async throws(EventBusError) -> RelayCheckpoint? {
        try await checkpoint(at: position.segment)
    }

    /// Nothing to keep.
    package func save(_ checkpoint: RelayCheckpoint) async throws(EventBusError) {}

    private func checkpoint(at position: Int64) async throws(EventBusError) -> RelayCheckpoint {
        let topics: [String]
        do {
            topics = try await log.readers.run { database in
                try String.fetchAll(
                    database.cachedStatement(sql: "SELECT name FROM topic"))
            }
        } catch {
            throw EventBusError(error)
        }
        var bus = BusPosition()
        for topic in topics {
            for partition in 0..<log.partitions {
                bus.offsets[TopicPartition(Topic(topic), partition)] = position + 1
            }
        }
        return RelayCheckpoint(store: StorePosition(segment: position), bus: bus)
    }
}
