// Being told by the engine that its log has grown: what it is asked, and what the console hears of it.

import Synchronization
import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct FollowTests {
    /// Answers with these ends of the log, one after the other, and then knows no such question any more.
    private final class Growing: EngineClient {
        let ends: [String]
        let asked = Mutex<[AwaitChange]>([])

        init(_ ends: [String]) { self.ends = ends }

        func run<Request: UseCase>(
            _ request: Request, _ call: CallContext
        ) async throws(EngineError) -> Request.Answer {
            guard let question = request as? AwaitChange else {
                throw EngineError(.unsupported, "only waited for")
            }
            let index = asked.withLock { asked in
                asked.append(question)
                return asked.count - 1
            }
            guard index < ends.count, let end = LogEnd(position: ends[index]) as? Request.Answer
            else { throw EngineError(.unsupported, "it knows no such question") }
            return end
        }
    }

    private struct Impatient: _Concurrency.Clock {
        var now: ContinuousClock.Instant { .now }
        var minimumResolution: Duration { .zero }

        func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    private func heard(_ engine: Growing, _ pace: Pace) async throws -> [String] {
        var options = Rendering.options(.ontology)
        options.now = { ScriptedEngine.now }
        let console = Console(
            client: engine, options: options, size: Size(columns: 80, rows: 24))
        guard case .work(let work) = console.follow(pace).kind else {
            Issue.record("nothing is asked")
            return []
        }
        let heard = Mutex<[String]>([])
        await work(Impatient()) { message in
            heard.withLock { heard in
                switch message {
                case .followed(let position): heard.append("at \(position ?? "none")")
                case .engineChanged: heard.append("changed")
                case .entered(.followed(nil), _): heard.append("over")
                default: heard.append("other")
                }
            }
        }
        return heard.withLock { $0 }
    }

    @Test func itIsToldFromTheEndThatTheEngineNamesFirst() async throws {
        let engine = Growing(["7", "7", "9"])
        #expect(try await heard(engine, Pace()) == ["at 7", "changed", "at 9", "over"])
        #expect(engine.asked.withLock { $0.map(\.after) } == [nil, "7", "7", "9"])
        #expect(engine.asked.withLock { $0.allSatisfy { $0.beatSeconds == Pulse.beatSeconds } })
    }

    @Test func itGoesOnFromWhereItWasAndWantsNoSignOfLifeWhenNobodyIsThere() async throws {
        let engine = Growing(["7", "9"])
        var pace = Pace()
        (pace.position, pace.isAttended) = ("7", false)
        #expect(try await heard(engine, pace) == ["changed", "at 9", "over"])
        #expect(engine.asked.withLock { $0.map(\.after) } == ["7", "7", "9"])
        #expect(engine.asked.withLock { $0.allSatisfy { $0.beatSeconds == nil } })
    }
}
