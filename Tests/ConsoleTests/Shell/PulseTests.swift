// Noticing an engine that gives no sign of life any more.

import EventSourcing
import Synchronization
import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct PulseTests {
    /// Time that moves by itself when somebody sleeps, so that no test waits.
    private final class Time: Sendable {
        private let passed = Mutex(0.0)
        var now: Timestamp { ScriptedEngine.now.adding(seconds: passed.withLock { $0 }) }
        func pass(_ seconds: Double) { passed.withLock { $0 += seconds } }
    }

    private struct Sleepless: _Concurrency.Clock {
        let time: Time
        var now: ContinuousClock.Instant { .now }
        var minimumResolution: Duration { .zero }

        func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
            try Task.checkCancellation()
            time.pass((deadline - .now) / .seconds(1))
            await Task.yield()
        }
    }

    /// Beats a few times, then waits until somebody has heard of its silence, or not at all.
    private struct Engine: EngineClient {
        var beats: Int
        let heard = Inbox<Void>()

        func run<Request: UseCase>(
            _ request: Request, _ call: CallContext
        ) async throws(EngineError) -> Request.Answer {
            for _ in 0..<beats { call.progress(Progress(phase: "waiting", done: 0)) }
            _ = await heard.drain()
            guard let end = LogEnd(position: "7") as? Request.Answer else {
                throw EngineError(.unsupported, "only waited for")
            }
            return end
        }
    }

    private func watched(
        _ engine: Engine, beatSeconds: Double?, _ told: (Timestamp) -> Void
    ) async -> Answered<LogEnd> {
        let time = Time()
        let calls = EngineCalls(
            client: engine, principal: .localAdmin("ana"), now: { time.now })
        return await Pulse { time.now }.watch(
            Sleepless(time: time),
            AwaitChange(after: "7", seconds: 30, beatSeconds: beatSeconds), calls
        ) {
            told($0)
            engine.heard.post(())
        }
    }

    @Test func silenceAfterABeatIsToldOnceWithTheLastSign() async throws {
        let told = Mutex<[Timestamp]>([])
        let answer = await watched(Engine(beats: 1), beatSeconds: Pulse.beatSeconds) { last in
            told.withLock { $0.append(last) }
        }
        #expect(told.withLock { $0 }.count == 1)
        #expect(try answer.result.get().position == "7")
    }

    @Test func whoNeverBeatIsNotExpectedTo() async throws {
        let engine = Engine(beats: 0)
        engine.heard.post(())
        let answer = await watched(engine, beatSeconds: Pulse.beatSeconds) { _ in
            Issue.record("told of a silence")
        }
        #expect(try answer.result.get().position == "7")
    }

    @Test func anEngineInTheSameProcessIsOnlyAsked() async throws {
        let engine = Engine(beats: 1)
        engine.heard.post(())
        let answer = await watched(engine, beatSeconds: nil) { _ in
            Issue.record("told of a silence")
        }
        #expect(try answer.result.get().position == "7")
    }

    @Test func aSilenceIsNoticedWithinThreeSeconds() {
        #expect(Pulse.silenceSeconds > Pulse.beatSeconds)
        #expect(Pulse.silenceSeconds < 3)
    }
}
