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
    }

    private let state: Mutex<State>

    init(_ polls: [BusPoll]) { state = Mutex(State(polls: polls)) }

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

    /// Nothing is committed yet.
    func positions(of group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> [PartitionProgress]
    {
        topics.map {
            PartitionProgress(
                place: TopicPartition($0, 0), committed: 0, end: 9, lag: 9, oldestWaiting: nil)
        }
    }

    func poll(limit: Int, timeoutSeconds: Double) async throws(EventBusError) -> BusPoll {
        let next = state.withLock { $0.polls.isEmpty ? nil : $0.polls.removeFirst() }
        guard let next else { return BusPoll() }
        return next
    }

    func commit(_ position: BusPosition) async throws(EventBusError) {
        state.withLock { $0.commits.append(position) }
    }

    func seek(_ position: BusPosition) async throws(EventBusError) {
        state.withLock { $0.sought.append(position) }
    }

    func hold(_ partition: TopicPartition, _ held: Bool) async throws(EventBusError) {}

    func leave() async { state.withLock { $0.leaves += 1 } }
}

/// Fails as often as it is told, and counts how often it began.
final class ScriptedHandler: BatchHandler {
    let kind = WorkerKind(
        name: "tester", group: ConsumerGroup("testers"), topics: [Topic("orders")])
    private let failures: Mutex<[HandlerFailure]>
    private let begun = Atomic(0)

    init(failing failures: [HandlerFailure] = []) { self.failures = Mutex(failures) }

    var beginnings: Int { begun.load(ordering: .acquiring) }

    func begin() async throws(HandlerFailure) { begun.add(1, ordering: .relaxed) }

    func handle(_ records: [BusRecord], _ position: BusPosition) async throws(HandlerFailure) {
        let failure = failures.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        if let failure { throw failure }
    }
}

/// Everybody should run, or nobody.
struct ScriptedBoard: WorkerBoard {
    var state = DesiredState.running

    func report(_ report: WorkerReport) async throws(OperationsStoreError) {}
    func list() async throws(OperationsStoreError) -> [WorkerReport] { [] }
    func desired(_ worker: String) async throws(OperationsStoreError) -> DesiredState { state }
    func setDesired(_ worker: String, _ state: DesiredState)
        async throws(OperationsStoreError)
    {}
}
