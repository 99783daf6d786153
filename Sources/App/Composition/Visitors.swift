// Who uses the engine of this process from elsewhere, through its socket: whoever leaves should know whom it hits.

import Engine
import Synchronization

final class Visitors: Sendable {
    private struct Caller {
        var last: ContinuousClock.Instant
        /// What was asked for during this visit.
        var asked: Set<String> = []
        var running: [Int: Call] = [:]
    }

    private struct Call {
        var name: String
        var isReading: Bool
        var since: ContinuousClock.Instant
    }

    private struct State {
        var callers: [String: Caller] = [:]
        var calls = 0
    }

    private let state = Mutex(State())

    /// After this long without a call nobody is there any more.
    private static let patience = Duration.seconds(3)
    /// A console asks for this many different things at once, the state of the pipeline among them; commands of a
    /// moment do not.
    private static let leastAsked = 3
    /// Answers that take longer than this are worth a word.
    private static let moment = Duration.milliseconds(500)

    /// `ana: import-files for 12 s`, `ben: attached`. Sorted by name.
    func list(now: ContinuousClock.Instant = .now) -> [String] {
        state.withLock { state in
            state.callers.sorted { $0.key < $1.key }.compactMap { name, caller in
                // A console waits for the next change as long as it is open.
                let follows = caller.running.values.contains { $0.name == AwaitChange.name }
                let long = caller.running.values.filter {
                    $0.name != AwaitChange.name
                        && (!$0.isReading || now - $0.since > Self.moment)
                }
                if let call = long.min(by: { $0.since < $1.since }) {
                    return "\(name): \(call.name) for \((now - call.since).components.seconds) s"
                }
                let isHere = now - caller.last < Self.patience
                let looksOn = caller.asked.contains(PipelineStatus.name)
                let isAsking = isHere && looksOn && caller.asked.count >= Self.leastAsked
                return follows || isAsking
                    ? "\(name): attached" : nil
            }
        }
    }

    fileprivate func begin(_ actor: String, _ name: String, isReading: Bool) -> Int {
        let now = ContinuousClock.now
        return state.withLock { state in
            state.calls += 1
            var caller = state.callers[actor] ?? Caller(last: now)
            if caller.running.isEmpty && now - caller.last > Self.patience { caller.asked = [] }
            caller.last = now
            caller.asked.insert(name)
            caller.running[state.calls] = Call(name: name, isReading: isReading, since: now)
            state.callers[actor] = caller
            return state.calls
        }
    }

    fileprivate func end(_ actor: String, _ call: Int) {
        state.withLock { state in
            state.callers[actor]?.running[call] = nil
            state.callers[actor]?.last = .now
        }
    }
}

/// The engine as visitors reach it.
struct VisitedEngine: EngineClient {
    let engine: LocalEngine
    let visitors: Visitors

    func run<Request: UseCase>(_ request: Request, _ call: CallContext) async throws(EngineError)
        -> Request.Answer
    {
        let actor = call.principal.actor
        let id = visitors.begin(actor, Request.name, isReading: Request.requiredRole == .reader)
        defer { visitors.end(actor, id) }
        return try await engine.run(request, call)
    }
}
