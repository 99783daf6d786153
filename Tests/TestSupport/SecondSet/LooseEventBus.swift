// The bus of one connection: who is a member of which group, who has which partition, and how far each has polled.
// All of that is lost with the connection; records and commits are in LooseTopics.

internal import EventSourcing
internal import Synchronization

package final class LooseEventBus: EventBus {
    struct Member: Sendable {
        var topics: [Topic]
        var lastSeen: Double
        var assigned: [TopicPartition] = []
        /// The next offset to hand out of each assigned partition.
        var next: [TopicPartition: Int64] = [:]
        var held: Set<TopicPartition> = []
        var gained: [TopicPartition] = []
        var lost: [TopicPartition] = []
    }

    struct Group: Sendable {
        var members: [Int: Member] = [:]
        /// Records that came again already.
        var repeated: Set<String> = []
    }

    private struct State {
        var groups: [ConsumerGroup: Group] = [:]
        var nextMember = 0
    }

    /// A member that did not poll for so long is taken for dead.
    static let sessionSeconds = 45.0

    let topics: LooseTopics
    let signal: LooseSignal
    let clock: any EventSourcing.Clock
    private let connection: LooseConnection
    private let state = Mutex(State())
    /// The ends that this connection knows of.
    private let known = Mutex<[TopicPartition: Int64]>([:])

    init(
        topics: LooseTopics, signal: LooseSignal, clock: any EventSourcing.Clock,
        connection: LooseConnection
    ) {
        self.topics = topics
        self.signal = signal
        self.clock = clock
        self.connection = connection
    }

    func check() throws(EventBusError) {
        if connection.isKilled { throw .closed }
        try connection.check(.bus, EventBusError.unavailable)
    }

    func publish(_ events: [RecordedEvent]) async throws(EventBusError) -> BusPosition {
        try check()
        let (starts, ends) = topics.publish(events)
        signal.fire()
        let cut = known.withLock { known in
            let cut = starts.offsets.filter { $0.value < known[$0.key] ?? 0 }
            known.merge(ends.offsets) { _, end in end }
            known.merge(cut) { _, start in start }
            return cut
        }
        if !cut.isEmpty { throw .truncated(BusPosition(cut)) }
        return ends
    }

    func losses(below position: BusPosition) async throws(EventBusError) -> BusPosition {
        try check()
        return known.withLock { known in
            known.merge(position.offsets, uniquingKeysWith: max)
            var lost = BusPosition()
            for place in position.offsets.keys where topics.end(of: place) < known[place] ?? 0 {
                lost.offsets[place] = topics.end(of: place)
            }
            known.merge(lost.offsets) { _, end in end }
            return lost
        }
    }

    func ends(of places: [TopicPartition]) async throws(EventBusError) -> BusPosition {
        try check()
        return BusPosition(
            Dictionary(uniqueKeysWithValues: places.map { ($0, topics.end(of: $0)) }))
    }

    /// See `LooseTopics`.
    package func loseTail(_ number: UInt64) {
        topics.loseTail(number)
        signal.fire()
    }

    func join(_ group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> any BusMember
    {
        try check()
        let id = state.withLock { state in
            state.nextMember += 1
            state.groups[group, default: Group()].members[state.nextMember] = Member(
                topics: topics, lastSeen: clock.uptimeSeconds())
            rebalance(group, &state)
            return state.nextMember
        }
        signal.fire()
        return LooseBusMember(bus: self, group: group, id: id)
    }

    func positions(of group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> [PartitionProgress]
    {
        try check()
        return topics.flatMap { self.topics.places(of: $0) }.sorted()
            .map { self.topics.progress(of: group, $0) }
    }

    /// Runs `body` on the member; nil when it has left or was taken for dead.
    func with<Result>(
        _ group: ConsumerGroup, _ id: Int, _ body: (inout Member, inout Set<String>) -> Result
    ) -> Result? {
        state.withLock { state in
            guard var all = state.groups[group], var member = all.members[id] else { return nil }
            let result = body(&member, &all.repeated)
            all.members[id] = member
            state.groups[group] = all
            return result
        }
    }

    /// A sign of life; also removes the members that gave none. One that was removed joins again.
    func beat(_ group: ConsumerGroup, _ id: Int, topics: [Topic]) {
        let now = clock.uptimeSeconds()
        state.withLock { state in
            var all = state.groups[group] ?? Group()
            let before = all.members.count
            all.members = all.members.filter {
                $0.key == id || now - $0.value.lastSeen < LooseEventBus.sessionSeconds
            }
            let isKnown = all.members[id] != nil
            all.members[id, default: Member(topics: topics, lastSeen: now)].lastSeen = now
            state.groups[group] = all
            if !isKnown || all.members.count != before { rebalance(group, &state) }
        }
    }

    func leave(_ group: ConsumerGroup, _ id: Int) {
        state.withLock { state in
            guard state.groups[group]?.members.removeValue(forKey: id) != nil else { return }
            rebalance(group, &state)
        }
        signal.fire()
    }

    /// Gives the partitions of each topic to its members in turn. What moves starts again at the commit.
    private func rebalance(_ group: ConsumerGroup, _ state: inout State) {
        guard var all = state.groups[group] else { return }
        let ids = all.members.keys.sorted()
        var wanted: [Int: [TopicPartition]] = [:]
        for topic in Set(all.members.values.flatMap(\.topics)) {
            let takers = ids.filter { all.members[$0]?.topics.contains(topic) == true }
            for place in topics.places(of: topic) where !takers.isEmpty {
                wanted[takers[place.partition % takers.count], default: []].append(place)
            }
        }
        for id in ids {
            guard var member = all.members[id] else { continue }
            let places = Set(wanted[id] ?? [])
            for place in member.assigned where !places.contains(place) {
                member.lost.append(place)
                member.gained.removeAll { $0 == place }
                member.next[place] = nil
                member.held.remove(place)
            }
            for place in places.subtracting(member.assigned).sorted() {
                member.gained.append(place)
                member.next[place] = topics.committed(group, place)
            }
            member.assigned = places.sorted()
            all.members[id] = member
        }
        state.groups[group] = all
    }
}
