// A process that is told to stop in the middle of a batch finishes it first: field case eng-14b.

import EventSourcing
import Synchronization
import TestSupport
import Testing

@Suite struct ShieldedTests {
    @Test func aBatchInHandIsFinishedAndCommittedBeforeItsMemberLeaves() async {
        let place = TopicPartition(Topic("orders"), 0)
        let bus = ScriptedBus([
            BusPoll(
                records: [BusRecord(place: place, offset: 0, content: .unreadable([1], "a test"))],
                position: BusPosition([place: 1]), assigned: [place])
        ])
        let handler = SlowHandler()
        let loop = ConsumerLoop(
            bus: bus, checkpoints: ScriptedCheckpoints(), board: ScriptedBoard(), handler: handler,
            meter: WorkerMeter("slow", clock: FixedClock()), gate: RebuildGate())
        let running = Task { await loop.run(FixedClock()) }
        await handler.hasBegun()
        running.cancel()
        handler.goOn()
        await running.value
        #expect(handler.sawCancellation == false, "what it does over HTTP would fail")
        #expect(bus.commits == [BusPosition([place: 1])])
        #expect(bus.leaves == 1)
    }

    @Test func workThatHangsIsCancelledAfterAWhile() async {
        let begun = AsyncStream<Void>.makeStream()
        let task = Task {
            await shielded(forSeconds: 0.05) {
                begun.continuation.finish()
                while !Task.isCancelled { await Task.yield() }
                return "cancelled"
            }
        }
        for await _ in begun.stream {}
        task.cancel()
        #expect(await task.value == "cancelled")
    }
}

/// Waits in the middle of a batch until it is told to go on.
private final class SlowHandler: BatchHandler {
    let kind = WorkerKind(
        name: "slow", group: ConsumerGroup("testers"), topics: [Topic("orders")])
    var notesElsewhere: Bool { false }
    private let begun = AsyncStream<Void>.makeStream()
    private let goes = AsyncStream<Void>.makeStream()
    private let cancelled = Mutex<Bool?>(nil)

    var sawCancellation: Bool? { cancelled.withLock { $0 } }

    func hasBegun() async { for await _ in begun.stream {} }

    func goOn() { goes.continuation.finish() }

    func handle(_ records: [BusRecord], _ position: BusPosition) async throws(HandlerFailure) {
        begun.continuation.finish()
        for await _ in goes.stream {}
        // A stream ends early where its reader is cancelled; that is seen here.
        let isCancelled = Task.isCancelled
        cancelled.withLock { $0 = isCancelled }
        if isCancelled { throw .unavailable("cancelled") }
    }
}
