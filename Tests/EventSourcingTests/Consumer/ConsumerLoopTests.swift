// The loop of every consumer, a step at a time.

import EventSourcing
import TestSupport
import Testing

@Suite struct ConsumerLoopTests {
    private let place = TopicPartition(Topic("orders"), 0)

    private func loop(
        _ bus: ScriptedBus, _ handler: ScriptedHandler, _ board: ScriptedBoard = ScriptedBoard()
    ) -> ConsumerLoop<ScriptedHandler> {
        ConsumerLoop(
            bus: bus, board: board, handler: handler,
            meter: WorkerMeter("tester", clock: FixedClock()), gate: RebuildGate())
    }

    private func batch(assigned: [TopicPartition] = [], revoked: [TopicPartition] = []) -> BusPoll {
        BusPoll(
            records: [BusRecord(place: place, offset: 0, content: .unreadable([1], "a test"))],
            position: BusPosition([place: 1]), assigned: assigned, revoked: revoked)
    }

    @Test func aBatchThatIsDoneIsCommittedAndThenThereIsNothing() async {
        let bus = ScriptedBus([batch(assigned: [place])])
        var loop = loop(bus, ScriptedHandler())
        #expect(await loop.step(patienceSeconds: 0) == .again)
        #expect(bus.commits == [BusPosition([place: 1])])
        #expect(await loop.step(patienceSeconds: 0) == .idle)
        #expect(bus.joins == 1)
    }

    @Test func aBatchThatFailsIsNotCommittedAndReadAgain() async {
        let bus = ScriptedBus([batch(assigned: [place]), batch()])
        let handler = ScriptedHandler(failing: [.unavailable("a test")])
        var loop = loop(bus, handler)
        guard case .after = await loop.step(patienceSeconds: 0) else {
            Issue.record("it did not back off")
            return
        }
        #expect(bus.commits == [])
        #expect(await loop.step(patienceSeconds: 0) == .again)
        #expect(bus.sought == [BusPosition([place: 0])])
        #expect(bus.commits == [BusPosition([place: 1])])
        #expect(handler.beginnings == 2, "what was left half done was not mended")
    }

    @Test func aPartitionThatWasLostAndGotAgainBetweenTwoPollsIsNotForgotten() async {
        let bus = ScriptedBus([
            BusPoll(assigned: [place]), batch(assigned: [place], revoked: [place]),
        ])
        var loop = loop(bus, ScriptedHandler(failing: [.held(seconds: 7)]))
        #expect(await loop.step(patienceSeconds: 0) == .idle)
        #expect(await loop.step(patienceSeconds: 0) == .after(seconds: 7))
        #expect(await loop.step(patienceSeconds: 0) == .idle)
        #expect(bus.sought == [BusPosition([place: 0])])
    }

    @Test func whoTakesAPartitionOverMendsWhatWasLeft() async {
        let bus = ScriptedBus([BusPoll(), BusPoll(assigned: [place])])
        let handler = ScriptedHandler()
        var loop = loop(bus, handler)
        for _ in 0..<3 { _ = await loop.step(patienceSeconds: 0) }
        #expect(handler.beginnings == 2)
    }

    @Test func aPausedLoopReadsNothingAndSaysWhenToAskAgain() async {
        let bus = ScriptedBus([batch(assigned: [place])])
        var loop = loop(bus, ScriptedHandler(), ScriptedBoard(state: .paused))
        guard case .after = await loop.step(patienceSeconds: 0) else {
            Issue.record("it went on")
            return
        }
        #expect(bus.commits == [])
        await loop.end()
        #expect(bus.leaves == 1)
    }
}
