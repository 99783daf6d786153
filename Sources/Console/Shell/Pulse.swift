// Signs of life of an engine that was asked to tell when its log grows: it gives one every so often while it waits. One that
// hangs gives none, and is noticed without being asked. An engine that never gave one is not expected to.

import Engine
import EventSourcing
import Synchronization

final class Pulse: Sendable {
    /// How often a sign is asked for, and after how long without one the engine counts as silent.
    static let beatSeconds = 1.5
    static let silenceSeconds = 2.25

    private let now: @Sendable () -> Timestamp
    /// Nil: there was none yet.
    private let last = Mutex<Timestamp?>(nil)

    init(_ now: @escaping @Sendable () -> Timestamp) { self.now = now }

    private struct Heard: Sendable {
        var answer: Answered<LogEnd>?
        /// The last sign of life before a silence.
        var last: Timestamp?
    }

    /// The answer to the question. `fellSilent` is told the last sign of life, once for each silence.
    func watch(
        _ clock: any _Concurrency.Clock<Duration>, _ request: AwaitChange, _ calls: EngineCalls,
        _ fellSilent: (Timestamp) async -> Void
    ) async -> Answered<LogEnd> {
        // Whoever beat before is expected to from the question on.
        last.withLock { if $0 != nil { $0 = now() } }
        guard request.beatSeconds != nil else { return await calls.answer(request) }
        return await withTaskGroup(of: Heard.self) { group in
            group.addTask { [self] in
                Heard(answer: await calls.answer(request) { _ in self.beat() })
            }
            group.addTask { [self] in Heard(last: await silence(after: nil, clock)) }
            for await heard in group {
                if let answer = heard.answer {
                    group.cancelAll()
                    return answer
                }
                guard let last = heard.last else { continue }
                await fellSilent(last)
                group.addTask { [self] in Heard(last: await silence(after: last, clock)) }
            }
            return Answered(
                result: .failure(EngineError(.cancelled, "the call was cancelled")), at: now())
        }
    }

    private func beat() {
        let now = now()
        last.withLock { $0 = now }
    }

    /// The last sign of life, once none came for too long; nil when the task is cancelled. A silence that was told already
    /// is not told again. Wakes about as often as a sign comes.
    private func silence(
        after told: Timestamp?, _ clock: any _Concurrency.Clock<Duration>
    ) async -> Timestamp? {
        var left = Self.silenceSeconds
        while (try? await clock.sleep(for: .seconds(left))) != nil {
            left = Self.silenceSeconds
            guard let last = last.withLock({ $0 }), last != told else { continue }
            let quiet = now().seconds(since: last)
            if quiet >= Self.silenceSeconds { return last }
            left = max(0.1, Self.silenceSeconds - quiet)
        }
        return nil
    }
}
