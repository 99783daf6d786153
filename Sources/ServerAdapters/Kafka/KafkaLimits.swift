// What each topic takes at most, as the broker said lately. An operator may change it at any time.

internal import EventSourcing
internal import Synchronization

final class KafkaLimits: Sendable {
    /// How long an answer counts, and how long a broker that gave none is left in peace.
    private static let freshSeconds = 2.0
    private static let silentSeconds = 30.0

    private struct Entry {
        var limit: Int?
        var until: ContinuousClock.Instant
    }

    private let entries = Mutex<[Topic: Entry]>([:])

    /// Those of these topics about which the broker has to be asked.
    func stale(_ topics: Set<Topic>) -> [Topic] {
        let now = ContinuousClock.now
        return entries.withLock { entries in
            topics.filter { entries[$0].map { $0.until < now } ?? true }
                .sorted { $0.name < $1.name }
        }
    }

    /// Nil: the broker does not say.
    func note(_ limit: Int?, of topic: Topic) {
        let seconds = limit == nil ? Self.silentSeconds : Self.freshSeconds
        entries.withLock {
            $0[topic] = Entry(limit: limit, until: .now + .seconds(seconds))
        }
    }

    func limit(of topic: Topic) -> Int {
        entries.withLock { $0[topic]?.limit } ?? KafkaSettings.usualLimit
    }
}
