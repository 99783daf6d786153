// One member of a consumer group on the log.

import EventSourcing
import Synchronization

final class EmbeddedBusMember: BusMember, Sendable {
    /// A gathering group waits up to so long while fewer records than this are there.
    static let gatheringSeconds = 0.02
    static let gatheringRecords: Int64 = 512
    /// When only records of no concern were passed over, the poll ends after so long, so that they can be committed.
    static let passingSeconds = 0.05

    let id: Int
    let group: ConsumerGroup
    private let bus: EmbeddedBus
    private let clock: any Clock
    private let gathers: Bool
    private let cursor = Mutex(MemberCursor())
    /// What is committed already needs no second write.
    private let committed = Mutex<[TopicPartition: Int64]>([:])
    /// Up to which stir the caller has looked around.
    private let stirs: Mutex<Int>

    init(id: Int, group: ConsumerGroup, bus: EmbeddedBus, clock: any Clock, gathers: Bool) {
        self.id = id
        self.group = group
        self.bus = bus
        self.clock = clock
        self.gathers = gathers
        stirs = Mutex(bus.log.head.stirs)
    }

    func assign(_ partitions: Set<TopicPartition>) {
        cursor.withLock { $0.assign(partitions) }
        committed.withLock { $0 = $0.filter { partitions.contains($0.key) } }
    }

    func poll(limit: Int, timeoutSeconds: Double) async throws(EventBusError) -> BusPoll {
        let deadline = clock.uptimeSeconds() + timeoutSeconds
        var passedUntil: Double?
        while true {
            guard !bus.log.head.isClosed, !cursor.withLock(\.hasLeft) else { throw .closed }
            let notices = cursor.withLock { $0.takeNotices() }
            place()
            var poll = try await fetch(limit: limit)
            poll.assigned = notices.gained
            poll.revoked = notices.lost
            let isStirred = hears(bus.log.head.stirs)
            let hasNews =
                isStirred || !poll.records.isEmpty || !poll.assigned.isEmpty
                || !poll.revoked.isEmpty
            let now = clock.uptimeSeconds()
            if passedUntil == nil, moves(poll.position) {
                passedUntil = now + Self.passingSeconds
            }
            let end = min(deadline, passedUntil ?? deadline)
            if hasNews || now >= end || Task.isCancelled { return poll }
            await waitForMore(seconds: end - now)
        }
    }

    func commit(_ position: BusPosition) async throws(EventBusError) {
        try checkAssigned(position)
        let isKnown = committed.withLock { committed in
            position.offsets.allSatisfy { committed[$0.key, default: 0] >= $0.value }
        }
        if isKnown { return }
        let commit = GroupCommit(group: group, position: position)
        do {
            if gathers {
                bus.log.keepLater(commit)
            } else if !bus.log.groupCommits[group].covers(position) {
                // A worker's commit was kept with the events that it appended.
                _ = try await bus.log.append([], with: commit)
            }
        } catch {
            throw error == .closed ? .closed : .unavailable("the commit was not kept: \(error)")
        }
        committed.withLock { committed in
            committed.merge(position.offsets, uniquingKeysWith: max)
        }
    }

    func seek(_ position: BusPosition) async throws(EventBusError) {
        try checkAssigned(position)
        cursor.withLock { cursor in
            for (place, offset) in position.offsets { cursor.seek(place, to: offset) }
        }
    }

    func hold(_ partition: TopicPartition, _ held: Bool) async throws(EventBusError) {
        try checkAssigned(BusPosition([partition: 0]))
        cursor.withLock { $0.hold(partition, held) }
        bus.log.head.nudge()
    }

    func leave() async {
        cursor.withLock { $0.hasLeft = true }
        bus.leave(self)
    }

    private func checkAssigned(_ position: BusPosition) throws(EventBusError) {
        let assigned = cursor.withLock(\.assigned)
        let foreign = position.offsets.keys.filter { !assigned.contains($0) }.min()
        if let foreign { throw .notAssigned(foreign) }
    }

    /// Gives partitions without an offset the group's commit.
    private func place() {
        let unplaced = cursor.withLock(\.unplaced)
        guard !unplaced.isEmpty else { return }
        let offsets = bus.log.committed(group, topics: Array(Set(unplaced.map(\.topic))))
        cursor.withLock { cursor in
            for place in unplaced { cursor.place(place, at: offsets[place] ?? 1) }
        }
    }

    private func fetch(limit: Int) async throws(EventBusError) -> BusPoll {
        let open = cursor.withLock(\.open)
        guard let from = open.values.min(), limit > 0 else { return BusPoll() }
        let head = bus.log.head
        guard head.ends.last >= from else { return BusPoll(position: BusPosition(open)) }
        if gathers, head.ends.last - from + 1 < Self.gatheringRecords {
            await head.wait(timeoutSeconds: Self.gatheringSeconds) { ends in
                ends.last - from + 1 >= Self.gatheringRecords
            }
        }
        let scan: BusScan
        do {
            scan = try await bus.log.scan(
                from: from, topics: Set(open.keys.map(\.topic)), wanted: Set(open.keys),
                limit: limit)
        } catch {
            throw EventBusError(error)
        }
        let position = cursor.withLock { $0.advance(open, to: scan.through + 1) }
        let records = scan.records.compactMap { record -> BusRecord? in
            let place = TopicPartition(record.topic, record.partition)
            // Below its own offset a record was delivered before; without a position its partition was taken away.
            guard let start = open[place], record.offset >= start,
                position.offsets[place] != nil
            else { return nil }
            return BusRecord(place: place, offset: record.offset, content: record.content)
        }
        return BusPoll(records: records, position: position)
    }

    /// Whether a position says more than what is committed.
    private func moves(_ position: BusPosition) -> Bool {
        committed.withLock { committed in
            position.offsets.contains { committed[$0.key, default: 1] < $0.value }
        }
    }

    /// Whether there was a stir that the caller does not know of; from now on it does.
    private func hears(_ number: Int) -> Bool {
        stirs.withLock { known in
            defer { known = number }
            return known != number
        }
    }

    private func waitForMore(seconds: Double) async {
        let from = cursor.withLock { cursor in
            cursor.hasNotices ? nil : cursor.open.values.min() ?? .max
        }
        guard let from else { return }
        let known = stirs.withLock { $0 }
        await bus.log.head.wait(timeoutSeconds: seconds, stirs: known) { $0.last >= from }
    }
}
