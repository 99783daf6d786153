// A bus with one member that plays back polls and remembers what it was asked for, and a handler to go with it.

import EventSourcing
import Synchronization

final class ScriptedBus: EventBus, BusMember {
    private struct State {
        var polls: [BusPoll]
        var sought: [BusPosition] = []
        var commits: [BusPosition] = []
        var joins = 0
        var leaves = 0
        var gone: Set<TopicPartition> = []
        var silence = 0
    }

    private let state: Mutex<State>

    private let committed: Int64
    private let partitions: Int

    /// These went to another member, of which no poll has told yet.
    func lose(_ places: Set<TopicPartition>) { state.withLock { $0.gone = places } }

    /// So many commits have no answer.
    func fallSilent(for commits: Int) { state.withLock { $0.silence = commits } }

    private func check(_ position: BusPosition) throws(EventBusError) {
        let gone = state.withLock { $0.gone }
        if let place = position.offsets.keys.first(where: gone.contains) {
            throw .notAssigned(place)
        }
    }

    /// `committed`: what the group has done before, in each partition.
    init(_ polls: [BusPoll], committed: Int64 = 0, partitions: Int = 1) {
        self.partitions = partitions
        state = Mutex(State(polls: polls))
        self.committed = committed
    }

    var sought: [BusPosition] { state.withLock { $0.sought } }
    var commits: [BusPosition] { state.withLock { $0.commits } }
    var joins: Int { state.withLock { $0.joins } }
    var leaves: Int { state.withLock { $0.leaves } }

    func publish(_ events: [RecordedEvent]) async throws(EventBusError) -> BusPosition {
        BusPosition()
    }

    func join(_ group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> any BusMember
    {
        state.withLock { $0.joins += 1 }
        return self
    }

    func positions(of group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> [PartitionProgress]
    {
        topics.flatMap { topic in
            (0..<partitions).map {
                PartitionProgress(
                    place: TopicPartition(topic, $0), committed: committed, end: 9,
                    lag: Int(9 - committed), oldestWaiting: nil)
            }
        }
    }

    func poll(limit: Int, timeoutSeconds: Double) async throws(EventBusError) -> BusPoll {
        let next = state.withLock { $0.polls.isEmpty ? nil : $0.polls.removeFirst() }
        guard let next else { return BusPoll() }
        return next
    }

    func commit(_ position: BusPosition) async throws(EventBusError) {
        try check(position)
        let isSilent = state.withLock { state in
            defer { state.silence = max(0, state.silence - 1) }
            if state.silence == 0 { state.commits.append(position) }
            return state.silence > 0
        }
        if isSilent { throw .unavailable("a test") }
    }

    func seek(_ position: BusPosition) async throws(EventBusError) {
        try check(position)
        state.withLock { $0.sought.append(position) }
    }

    func hold(_ partition: TopicPartition, _ held: Bool) async throws(EventBusError) {}

    func leave() async { state.withLock { $0.leaves += 1 } }
}

/// Sends a group back once.
final class ScriptedCheckpoints: RelayCheckpoints {
    private let notes: Mutex<[BusRewind]>

    init(_ notes: [BusRewind] = []) { self.notes = Mutex(notes) }

    func last() async throws(EventBusError) -> RelayCheckpoint? { nil }
    func first(atOrAfter position: StorePosition) async throws(EventBusError)
        -> RelayCheckpoint?
    { nil }
    func save(_ checkpoint: RelayCheckpoint) async throws(EventBusError) {}
    func rewinds(for group: ConsumerGroup, in topics: [Topic])
        async throws(EventBusError) -> [BusRewind]
    {
        notes.withLock { $0 }
    }
    func followed(_ rewinds: [BusRewind], by group: ConsumerGroup) async throws(EventBusError) {
        notes.withLock { $0.removeAll(where: rewinds.contains) }
    }
}

/// Fails as often as it is told, and counts how often it began.
final class ScriptedHandler: BatchHandler {
    let kind = WorkerKind(
        name: "tester", group: ConsumerGroup("testers"), topics: [Topic("orders")])
    private let failures: Mutex<[HandlerFailure]>
    private let begun = Atomic(0)

    private let own: BusPosition?
    let notesElsewhere: Bool

    /// `own`: a checkpoint beside the bus.
    init(
        failing failures: [HandlerFailure] = [], own: BusPosition? = nil,
        notesElsewhere: Bool = false
    ) {
        self.failures = Mutex(failures)
        self.own = own
        self.notesElsewhere = notesElsewhere
    }

    func checkpoint() async throws(HandlerFailure) -> BusPosition? { own }

    var beginnings: Int { begun.load(ordering: .acquiring) }

    func begin() async throws(HandlerFailure) { begun.add(1, ordering: .relaxed) }

    func handle(_ records: [BusRecord], _ position: BusPosition) async throws(HandlerFailure) {
        let failure = failures.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        if let failure { throw failure }
    }
}

/// How often a board was asked.
final class Asked: Sendable {
    private let number = Mutex(0)

    var count: Int { number.withLock { $0 } }
    func add() { number.withLock { $0 += 1 } }
}

/// Everybody should run, or nobody.
struct ScriptedBoard: WorkerBoard {
    var state = DesiredState.running
    var asked = Asked()

    func report(_ report: WorkerReport) async throws(OperationsStoreError) {}
    func list() async throws(OperationsStoreError) -> [WorkerReport] { [] }
    func desired(_ worker: String) async throws(OperationsStoreError) -> DesiredState {
        asked.add()
        return state
    }
    func setDesired(_ worker: String, _ state: DesiredState)
        async throws(OperationsStoreError)
    {}
}
