// A sleep that a change ends early.

import EventSourcing
import Synchronization
import TestSupport
import Testing

@testable import Engine

@Suite struct RestTests {
    private let clock = FixedClock()

    /// Someone who sleeps once, as soon as they sleep.
    private func sleeper(on rest: Rest, seconds: Double = 10) async -> Task<Void, Never> {
        let before = clock.sleepers
        let task = Task { await rest.sleep(seconds: seconds) }
        while clock.sleepers == before { await Task.yield() }
        return task
    }

    @Test func itSleepsUntilTheTimeIsUp() async {
        let rest = Rest(clock: clock)
        let task = await sleeper(on: rest)
        clock.advance(seconds: 9.9)
        #expect(clock.sleepers == 1, "not a moment earlier")
        clock.advance(seconds: 0.1)
        await task.value
        #expect(clock.sleepers == 0)
    }

    @Test func aChangeEndsIt() async {
        let rest = Rest(clock: clock)
        let task = await sleeper(on: rest)
        rest.end()
        await task.value
        #expect(clock.sleepers == 0, "nobody is left who sleeps on the clock")
    }

    @Test func aChangeBeforeItEndsTheNextOneOnly() async {
        let rest = Rest(clock: clock)
        rest.end()
        rest.end()
        await rest.sleep(seconds: 10)
        #expect(clock.sleepers == 0, "it did not sleep")
        let task = await sleeper(on: rest)
        clock.advance(seconds: 10)
        await task.value
    }

    @Test func aChangeThatEndedOneDoesNotEndTheNext() async {
        let rest = Rest(clock: clock)
        let first = await sleeper(on: rest)
        rest.end()
        await first.value
        let second = await sleeper(on: rest)
        #expect(clock.sleepers == 1)
        rest.end()
        await second.value
    }

    @Test func whoIsCancelledSleepsNoLonger() async {
        let rest = Rest(clock: clock)
        let task = await sleeper(on: rest)
        task.cancel()
        await task.value
        #expect(clock.sleepers == 0)
        let late = Task {
            while !Task.isCancelled { await Task.yield() }
            await rest.sleep(seconds: 10)
        }
        late.cancel()
        await late.value
        #expect(clock.sleepers == 0)
    }
}
