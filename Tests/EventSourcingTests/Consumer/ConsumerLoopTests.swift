// The loop of every consumer, a step at a time.

import EventSourcing
import TestSupport
import Testing

@Suite struct ConsumerLoopTests {
    private let place = TopicPartition(Topic("orders"), 0)

    private func loop(
        _ bus: ScriptedBus, _ handler: ScriptedHandler, _ board: ScriptedBoard = ScriptedBoard(),
        _ gate: RebuildGate = RebuildGate(),
        _ checkpoints: ScriptedCheckpoints = ScriptedCheckpoints()
    ) -> ConsumerLoop<ScriptedHandler> {
        ConsumerLoop(
            bus: bus, checkpoints: checkpoints, board: board, handler: handler,
            meter: WorkerMeter("tester", clock: FixedClock()), gate: gate)
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

    @Test func whatWasPolledBeforeANoteOfALossIsNotHandledButReadAgainFromThere() async {
        // The group stands at 7; the bus lost what was from 4 on and was filled again.
        let bus = ScriptedBus([batch(assigned: [place]), batch()], committed: 7)
        let notes = ScriptedCheckpoints([BusRewind(place: place, number: 1, end: 4)])
        var loop = loop(bus, ScriptedHandler(), ScriptedBoard(), RebuildGate(), notes)
        #expect(await loop.step(patienceSeconds: 0) == .again)
        #expect(bus.commits == [BusPosition([place: 4])])
        #expect(bus.sought == [])
        #expect(await loop.step(patienceSeconds: 0) == .again)
        #expect(bus.sought.count == 1)
        #expect(bus.commits == [BusPosition([place: 4]), BusPosition([place: 1])])
    }

    @Test func aNoteAboutThePartitionOfAnotherMemberIsLeftToThatOne() async {
        let bus = ScriptedBus([batch(assigned: [place])], committed: 7)
        let other = TopicPartition(Topic("orders"), 1)
        let notes = ScriptedCheckpoints([BusRewind(place: other, number: 1, end: 4)])
        var loop = loop(bus, ScriptedHandler(), ScriptedBoard(), RebuildGate(), notes)
        #expect(await loop.step(patienceSeconds: 0) == .again)
        #expect(bus.commits == [BusPosition([place: 1])])
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

    @Test func aBusThatIsSilentForAWhileIsNoReasonToLeave() async {
        let bus = ScriptedBus([batch(assigned: [place])] + Array(repeating: batch(), count: 8))
        bus.fallSilent(for: 8)
        let handler = ScriptedHandler()
        var loop = loop(bus, handler)
        for _ in 0..<8 {
            guard case .after = await loop.step(patienceSeconds: 0) else {
                Issue.record("it did not back off")
                return
            }
        }
        #expect(await loop.step(patienceSeconds: 0) == .again)
        #expect(bus.commits == [BusPosition([place: 1])])
        #expect(bus.sought == Array(repeating: BusPosition([place: 0]), count: 8))
        #expect(bus.leaves == 0 && bus.joins == 1)
        #expect(handler.beginnings >= 9, "what was left half done was not mended")
    }

    /// Whatever is wrong with it: a member that never gets an answer is not kept for ever.
    @Test func aMemberThatStaysWithoutAnswersIsReplaced() async {
        let bus = ScriptedBus(
            [batch(assigned: [place])] + Array(repeating: batch(assigned: [place]), count: 20))
        bus.fallSilent(for: 20)
        var loop = loop(bus, ScriptedHandler())
        for _ in 0..<20 { _ = await loop.step(patienceSeconds: 0) }
        #expect(bus.leaves == 1 && bus.joins == 2)
    }

    @Test func aPartitionThatWentToAnotherMemberDuringABatchIsNoReasonToLeave() async {
        let kept = TopicPartition(Topic("orders"), 1)
        var poll = batch(assigned: [place, kept])
        poll.position.offsets[kept] = 5
        let bus = ScriptedBus([poll, BusPoll(revoked: [place])])
        bus.lose([place])
        var loop = loop(bus, ScriptedHandler())
        #expect(await loop.step(patienceSeconds: 0) == .again)
        #expect(bus.commits == [BusPosition([kept: 5])], "what is still ours is done")
        #expect(await loop.step(patienceSeconds: 0) == .idle)
        #expect(bus.leaves == 0 && bus.joins == 1)
    }

    @Test func aPartitionThatWentToAnotherMemberBeforeItWasSoughtIsNoReasonToLeave() async {
        let bus = ScriptedBus([batch(assigned: [place]), BusPoll(revoked: [place])])
        var loop = loop(bus, ScriptedHandler(failing: [.held(seconds: 7)]))
        #expect(await loop.step(patienceSeconds: 0) == .after(seconds: 7))
        bus.lose([place])
        #expect(await loop.step(patienceSeconds: 0) == .idle)
        #expect(bus.leaves == 0 && bus.joins == 1 && bus.commits == [])
    }

    /// Its own checkpoint, whether something is noted after it, where the group has committed 3, and where reading starts.
    @Test(arguments: [(5, false, 5), (5, true, 3), (2, true, 2), (2, false, 2)])
    func whatIsNotedAfterTheEffectIsNotedAgainUpToTheCommit(
        _ own: Int64, _ notesElsewhere: Bool, _ start: Int64
    ) async {
        let bus = ScriptedBus([BusPoll(assigned: [place])], committed: 3)
        let handler = ScriptedHandler(
            own: BusPosition([place: own]), notesElsewhere: notesElsewhere)
        var loop = loop(bus, handler)
        for _ in 0..<2 { _ = await loop.step(patienceSeconds: 0) }
        #expect(bus.sought == [BusPosition([place: start])])
    }

    @Test func whatIsStillOursIsReadAgainAlthoughAnotherPartitionWent() async {
        let kept = TopicPartition(Topic("orders"), 1)
        var poll = batch(assigned: [place, kept])
        poll.position.offsets[kept] = 5
        let bus = ScriptedBus([poll, batch()], partitions: 2)
        var loop = loop(bus, ScriptedHandler(failing: [.held(seconds: 7)]))
        #expect(await loop.step(patienceSeconds: 0) == .after(seconds: 7))
        bus.lose([place])
        _ = await loop.step(patienceSeconds: 0)
        #expect(bus.sought == [BusPosition([kept: 0])], "before anything else is handled")
        #expect(bus.leaves == 0 && bus.commits == [])
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

    @Test func aLoopThatWaitedForARebuildGoesBackToWhatIsDone() async {
        let bus = ScriptedBus([BusPoll(assigned: [place]), batch()])
        let (gate, asked) = (RebuildGate(), Asked())
        var loop = loop(bus, ScriptedHandler(), ScriptedBoard(asked: asked), gate)
        #expect(await loop.step(patienceSeconds: 0) == .idle)
        let ready = loop
        let stepping = await gate.rebuilding {
            let before = asked.count
            let stepping = Task {
                var loop = ready
                return await loop.step(patienceSeconds: 0)
            }
            while asked.count == before { await Task.yield() }
            for _ in 0..<1000 { await Task.yield() }
            return stepping
        }
        #expect(await stepping.value == .again)
        #expect(bus.sought == [BusPosition([place: 0])])
    }

    @Test(arguments: [true, false])
    func whatTheGroupHasDoneDoesNotCountForAnEffectThatWasLeftEmpty(isEmpty: Bool) async {
        let bus = ScriptedBus([BusPoll(assigned: [place]), batch()], committed: 7)
        let gate = RebuildGate()
        var loop = loop(bus, ScriptedHandler(), ScriptedBoard(), gate)
        #expect(await loop.step(patienceSeconds: 0) == .idle)
        await gate.rebuilding { gate.leaveHalfDone(isEmpty) }
        #expect(await loop.step(patienceSeconds: 0) == .again)
        #expect(bus.sought == [BusPosition([place: isEmpty ? 0 : 7])])
    }
}
