// When the last batches took effect, worker by worker, so that the timeline of a recent command can say it. In memory:
// what happened before this process began, or long ago, is not known.

internal import EventSourcing
internal import Synchronization

final class Milestones: Sendable {
    /// Batches remembered of each worker.
    private static let keptBatches = 2048
    /// Of a larger batch only the stretch of the log is kept.
    private static let namedEvents = 64

    private struct Batch {
        var first: StorePosition
        var last: StorePosition
        var events: Set<EventID>
        var at: Timestamp
    }

    private let batches = Mutex<[String: [Batch]]>([:])

    /// Called after the effect of these events is durable. O(1), but for a small batch O(its events).
    func note(_ worker: String, _ events: [RecordedEvent], at now: Timestamp) {
        guard let first = events.map(\.position).min(), let last = events.map(\.position).max()
        else { return }
        let names =
            events.count <= Self.namedEvents ? Set(events.map(\.event.id)) : Set<EventID>()
        let batch = Batch(first: first, last: last, events: names, at: now)
        batches.withLock { batches in
            var kept = batches.removeValue(forKey: worker) ?? []
            if kept.count >= 2 * Self.keptBatches { kept.removeFirst(Self.keptBatches) }
            kept.append(batch)
            batches[worker] = kept
        }
    }

    /// When an event took effect in a worker; nil when that is not remembered. O(batches).
    func moment(_ worker: String, of event: RecordedEvent) -> Timestamp? {
        batches.withLock { batches in
            batches[worker]?.last { batch in
                batch.first <= event.position && event.position <= batch.last
                    && (batch.events.isEmpty || batch.events.contains(event.event.id))
            }?.at
        }
    }
}
