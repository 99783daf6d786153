// One member of a group on the loose bus. Delivers a seeded share of the uncommitted records a second time.

internal import EventSourcing
internal import Synchronization

final class LooseBusMember: BusMember {
    private let bus: LooseEventBus
    private let group: ConsumerGroup
    private let id: Int
    private let topics: [Topic]
    private let hasLeft = Atomic(false)

    init(bus: LooseEventBus, group: ConsumerGroup, id: Int) {
        self.bus = bus
        self.group = group
        self.id = id
        topics = bus.with(group, id) { member, _ in member.topics } ?? []
    }

    private func check() throws(EventBusError) {
        try bus.check()
        if hasLeft.load(ordering: .acquiring) { throw .closed }
    }

    func poll(limit: Int, timeoutSeconds: Double) async throws(EventBusError) -> BusPoll {
        let deadline = bus.clock.uptimeSeconds() + timeoutSeconds
        while true {
            let version = bus.signal.version
            try check()
            bus.beat(group, id, topics: topics)
            let answer = take(limit)
            let rest = deadline - bus.clock.uptimeSeconds()
            let brought = !answer.records.isEmpty || !answer.revoked.isEmpty
            if brought || rest <= 0 || Task.isCancelled { return answer }
            if !answer.assigned.isEmpty { giveBack(answer.assigned) }
            await bus.signal.wait(
                since: version, seconds: min(rest, LooseEventBus.sessionSeconds / 3),
                clock: bus.clock)
        }
    }

    /// News of an assignment that this poll will still tell.
    private func giveBack(_ places: [TopicPartition]) {
        bus.with(group, id) { member, _ in
            member.gained = places.filter(member.assigned.contains) + member.gained
        }
    }

    private func take(_ limit: Int) -> BusPoll {
        let answer = bus.with(group, id) { member, repeated in
            var poll = BusPoll(assigned: member.gained, revoked: member.lost)
            member.gained = []
            member.lost = []
            for place in member.assigned where !member.held.contains(place) {
                var from = member.next[place] ?? 0
                // As a reader of Kafka that finds itself beyond the end.
                if from > bus.topics.end(of: place) { from = 0 }
                let records = bus.topics.read(
                    place, from: from, limit: limit - poll.records.count)
                guard let last = records.last else { continue }
                poll.records += records
                poll.position.offsets[place] = last.offset + 1
                member.next[place] = last.offset + 1
                let again = records.first {
                    bus.topics.comesAgain(place, $0.offset, group)
                        && repeated.insert("\(place)@\($0.offset)").inserted
                }
                if let again { member.next[place] = again.offset }
            }
            return poll
        }
        return answer ?? BusPoll()
    }

    func commit(_ position: BusPosition) async throws(EventBusError) {
        try check()
        let stranger = bus.with(group, id) { member, _ in
            position.offsets.keys.sorted().first { !member.assigned.contains($0) }
        }
        switch stranger {
        case .some(nil): break
        case .some(let place?): throw .notAssigned(place)
        case nil:
            guard let place = position.offsets.keys.min() else { return }
            throw .notAssigned(place)
        }
        bus.topics.commit(group, position)
        bus.with(group, id) { member, _ in
            for (place, offset) in position.offsets where (member.next[place] ?? 0) < offset {
                member.next[place] = offset
            }
        }
    }

    func seek(_ position: BusPosition) async throws(EventBusError) {
        try check()
        let stranger = bus.with(group, id) { member, _ in
            let stranger = position.offsets.keys.sorted().first { !member.assigned.contains($0) }
            if stranger == nil {
                member.next.merge(position.offsets) { _, new in new }
            }
            return stranger
        }
        if let place = stranger ?? nil { throw .notAssigned(place) }
    }

    func hold(_ partition: TopicPartition, _ held: Bool) async throws(EventBusError) {
        try check()
        let isOurs = bus.with(group, id) { member, _ in
            guard member.assigned.contains(partition) else { return false }
            if held { member.held.insert(partition) } else { member.held.remove(partition) }
            return true
        }
        guard isOurs == true else { throw .notAssigned(partition) }
        bus.signal.fire()
    }

    func leave() async {
        hasLeft.store(true, ordering: .releasing)
        bus.leave(group, id)
    }
}
