// What a member of a group holds: the records that wait for its caller, partition by partition, and how it stands with
// the group. A partition with too many is to be paused until most of them are taken.

internal import Dispatch
internal import EventSourcing

struct KafkaBuffer {
    /// Records of one partition that may wait before it is paused, and at which it goes on.
    static let full = 500
    static let low = 100

    var queues: [TopicPartition: KafkaQueue] = [:]
    var gained: [TopicPartition] = []
    var lost: [TopicPartition] = []
    /// Where what the caller was given ends, until it is committed.
    var inHand: [TopicPartition: Int64] = [:]
    /// Of which no more is given out: they go to another member as soon as the batch in hand is committed.
    var leaving: Set<TopicPartition> = []
    var handedBack: DispatchSemaphore?
    /// Until when nothing is given out, but for a rebalance before that.
    var shutUntil: ContinuousClock.Instant?
    var held: Set<TopicPartition> = []
    private(set) var paused: Set<TopicPartition> = []
    /// For the thread that polls.
    var orders: [@Sendable (KafkaHandle) -> Void] = []
    var waiter: Once<Void>?
    private var turn = 0
    var isOver = false
    var isLeaving = true
    var ended: [Once<Void>] = []
    var hasEnded = false

    // MARK: With the group

    mutating func gain(_ places: [TopicPartition]) {
        shutUntil = nil
        for place in places {
            queues[place] = KafkaQueue()
            gained.append(place)
        }
    }

    mutating func lose(_ places: [TopicPartition]) {
        leaving = []
        shutUntil = nil
        handedBack = nil
        for place in places {
            queues[place] = nil
            inHand[place] = nil
            held.remove(place)
            paused.remove(place)
            // Lost before anybody heard of it: nothing of it is in flight.
            if let index = gained.firstIndex(of: place) {
                gained.remove(at: index)
            } else {
                lost.append(place)
            }
        }
    }

    /// Which partitions are to be paused now, and which are to flow.
    mutating func balance() -> (stop: [TopicPartition], go: [TopicPartition]) {
        let stop = queues.filter { $0.value.count >= Self.full && !paused.contains($0.key) }.keys
        let go = paused.filter { (queues[$0]?.count ?? 0) <= Self.low }
        paused.formUnion(stop)
        paused.subtract(go)
        return (Array(stop), Array(go))
    }

    /// Whether a partition that was paused because it was full has room again.
    var isDrained: Bool { paused.contains { (queues[$0]?.count ?? 0) <= Self.low } }

    // MARK: With the caller

    /// Nil when the member is over. News of lost partitions come alone, before what is assigned anew.
    mutating func take(_ limit: Int) -> BusPoll? {
        if isOver { return nil }
        if !lost.isEmpty {
            defer { lost = [] }
            return BusPoll(revoked: lost)
        }
        var poll = BusPoll(assigned: gained)
        gained = []
        let places = queues.keys.filter(isOpen).sorted()
        turn += 1
        for index in places.indices {
            let place = places[(index + turn) % places.count]
            let left = limit - poll.records.count
            guard left > 0, let records = queues[place]?.take(left), let last = records.last
            else { continue }
            poll.records += records
            poll.position.offsets[place] = last.offset + 1
            inHand[place] = last.offset + 1
        }
        return poll
    }

    var hasRecords: Bool { queues.contains { $0.value.count > 0 && isOpen($0.key) } }

    private func isOpen(_ place: TopicPartition) -> Bool {
        if let shutUntil, .now < shutUntil { return false }
        return !held.contains(place) && !leaving.contains(place)
    }

    /// Nothing of these is in the caller's hand any more.
    mutating func letGo(_ places: some Collection<TopicPartition>) {
        for place in places { inHand[place] = nil }
        tellWhoWaits()
    }

    /// Whoever keeps partitions back until the caller is done with them.
    mutating func tellWhoWaits() {
        guard let handedBack, !leaving.contains(where: { inHand[$0] != nil }) else { return }
        self.handedBack = nil
        handedBack.signal()
    }
}
