// A bus that delivers worse than any promised to: put between an engine and its own bus, in one process. Domain events
// come in any order, some late, many again; commands come in order, and again long after. Nothing is lost: what is kept
// back comes before the member falls idle.

package import EventSourcing
internal import Synchronization

package final class ShuffledBus: EventBus {
    /// What was done to the deliveries of all members.
    package struct Tally: Hashable, Sendable {
        package var delivered = 0
        package var again = 0
        /// Delivered after a later event of the same stream.
        package var tooLate = 0
        /// Kept back now.
        package var keptBack = 0
    }

    private let base: any EventBus
    private let seed: UInt64
    private let shared = Mutex((members: 0, tallies: [Int: Tally]()))

    package init(_ base: any EventBus, seed: UInt64) {
        self.base = base
        self.seed = seed
    }

    package var tally: Tally {
        shared.withLock { shared in
            shared.tallies.values.reduce(into: Tally()) { sum, tally in
                sum.delivered += tally.delivered
                sum.again += tally.again
                sum.tooLate += tally.tooLate
                sum.keptBack += tally.keptBack
            }
        }
    }

    package func publish(_ events: [RecordedEvent]) async throws(EventBusError) -> BusPosition {
        try await base.publish(events)
    }

    package func join(_ group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> any BusMember
    {
        let member = try await base.join(group, topics: topics)
        let number = shared.withLock { shared in
            shared.members += 1
            return shared.members
        }
        return ShuffledMember(
            member, ChaosDice(seed: seed, purpose: "member \(number) of \(group)")
        ) { [self] tally in
            shared.withLock { $0.tallies[number] = tally }
        }
    }

    package func positions(of group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> [PartitionProgress]
    {
        try await base.positions(of: group, topics: topics)
    }

    package func losses(below position: BusPosition) async throws(EventBusError) -> BusPosition {
        try await base.losses(below: position)
    }

    package func ends(of places: [TopicPartition]) async throws(EventBusError) -> BusPosition {
        try await base.ends(of: places)
    }

    package var pollSeconds: Double { base.pollSeconds }

    package func stir() { base.stir() }
}

private final class ShuffledMember: BusMember {
    private struct State {
        var dice: ChaosDice
        /// Delivered before, to come again.
        var history: [BusRecord] = []
        var keptBack: [BusRecord] = []
        var newest: [StreamID: SequenceNumber] = [:]
        var position = BusPosition()
        var tally = ShuffledBus.Tally()
    }

    private static let remembered = 400

    private let base: any BusMember
    private let state: Mutex<State>
    private let tell: @Sendable (ShuffledBus.Tally) -> Void

    init(
        _ base: any BusMember, _ dice: ChaosDice,
        tell: @escaping @Sendable (ShuffledBus.Tally) -> Void
    ) {
        self.base = base
        state = Mutex(State(dice: dice))
        self.tell = tell
    }

    func poll(limit: Int, timeoutSeconds: Double) async throws(EventBusError) -> BusPoll {
        let isOwing = state.withLock { !$0.keptBack.isEmpty }
        var poll = try await base.poll(
            limit: limit, timeoutSeconds: isOwing ? min(timeoutSeconds, 0.02) : timeoutSeconds)
        // Whoever starts anew goes back to its checkpoint, which covers what was kept back.
        let tally = state.withLock { state in
            ShuffledMember.disturb(&poll, &state)
            return state.tally
        }
        tell(tally)
        return poll
    }

    private static func disturb(_ poll: inout BusPoll, _ state: inout State) {
        state.position = state.position.merged(with: poll.position)
        let fresh = poll.records
        var records = state.keptBack
        state.keptBack = []
        if fresh.allSatisfy(isCommand) {
            records += fresh
        } else {
            for record in fresh {
                // One in eight waits for a later poll.
                if state.dice.isOne(in: 8) {
                    state.keptBack.append(record)
                } else {
                    records.append(record)
                }
            }
            records = state.dice.shuffled(records)
        }
        if !fresh.isEmpty {
            let again = (0..<min(20, state.history.count)).compactMap { _ in
                state.dice.pick(state.history)
            }
            records += again
            state.tally.again += again.count
        }
        note(records, &state)
        state.history = Array((state.history + fresh).suffix(remembered))
        state.tally.keptBack = state.keptBack.count
        poll.records = records
        if !records.isEmpty { poll.position = state.position }
    }

    private static func note(_ records: [BusRecord], _ state: inout State) {
        for record in records {
            state.tally.delivered += 1
            guard case .event(let event) = record.content else { continue }
            let stream = event.event.stream
            if let newest = state.newest[stream], event.sequence < newest {
                state.tally.tooLate += 1
            }
            state.newest[stream] = max(state.newest[stream] ?? .none, event.sequence)
        }
    }

    private static func isCommand(_ record: BusRecord) -> Bool {
        guard case .event(let event) = record.content else { return false }
        return event.event.kind == .command
    }

    func commit(_ position: BusPosition) async throws(EventBusError) {
        try await base.commit(position)
    }

    func seek(_ position: BusPosition) async throws(EventBusError) {
        try await base.seek(position)
        state.withLock { $0.position = position }
    }

    func hold(_ partition: TopicPartition, _ held: Bool) async throws(EventBusError) {
        try await base.hold(partition, held)
    }

    func leave() async { await base.leave() }
}
