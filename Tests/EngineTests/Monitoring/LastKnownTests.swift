// Values that come late: who waits for them, for how long, and what is told meanwhile.

import EventSourcing
import TestSupport
import Testing

@testable import Engine

@Suite struct LastKnownTests {
    /// Opens once; whoever waits goes on then.
    private struct Gate: Sendable {
        private let stream: AsyncStream<Void>
        private let feed: AsyncStream<Void>.Continuation

        init() { (stream, feed) = AsyncStream.makeStream(of: Void.self) }

        func wait() async { for await _ in stream {} }
        func open() { feed.finish() }
    }

    @Test func whoeverAsksWhileAValueIsFetchedGetsTheNewOneToo() async {
        let clock = FixedClock()
        let lately = LastKnown(clock: clock)
        #expect(await lately.value("key") { 1 } == 1)
        let gate = Gate()
        let fetch: @Sendable () async -> Int = {
            await gate.wait()
            return 2
        }
        let first = Task { await lately.value("key", fetch) }
        while clock.sleepers == 0 { await Task.yield() }
        let second = Task { await lately.value("key", fetch) }
        for _ in 0..<1000 { await Task.yield() }
        gate.open()
        #expect(await first.value == 2)
        #expect(await second.value == 2)
    }

    @Test func whatDoesNotComeInTimeIsToldAsItWasToEverybody() async {
        let clock = FixedClock()
        let lately = LastKnown(clock: clock, patienceSeconds: 0.3)
        #expect(await lately.value("key") { 1 } == 1)
        let gate = Gate()
        let fetch: @Sendable () async -> Int = {
            await gate.wait()
            return 2
        }
        let first = Task { await lately.value("key", fetch) }
        while clock.sleepers == 0 { await Task.yield() }
        clock.advance(seconds: 0.3)
        #expect(await first.value == 1)
        // The wait was over before this one came.
        #expect(await lately.value("key", fetch) == 1)
        gate.open()
    }
}
