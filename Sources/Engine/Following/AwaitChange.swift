// Use case: says when the log has grown, so that who looks on need not ask again and again. What changes without an
// event (a worker that pauses, a server that goes away) is not noticed: look at that now and then.

internal import EventSourcing

package struct AwaitChange: UseCase, Hashable {
    package static let name = "await-change"
    package static let maximumSeconds = 60.0
    /// Where the store cannot tell when something comes, its end is looked at this often.
    private static let lookSeconds = 1.0
    private static let shortestBeat = 0.5

    /// A position of the log, as an earlier answer gave it; nil: only says where the log ends.
    package var after: String?
    /// How long to wait, at most a minute.
    package var seconds: Double
    /// While it waits a sign of life is given this often, as progress; nil: never. At least half a second.
    package var beatSeconds: Double?

    package init(after: String?, seconds: Double, beatSeconds: Double? = nil) {
        self.after = after
        self.seconds = seconds
        self.beatSeconds = beatSeconds
    }

    /// When others write is nobody's business who is bound to some databases: such a caller asks now and then.
    package var reach: Reach { .engine }

    /// Answers as soon as there are events after `after`, or when the time is up.
    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> LogEnd
    {
        guard let after else { return LogEnd(position: try await head(engine).description) }
        guard let start = StorePosition(after) else {
            throw EngineError(.invalidRequest, "after is a position of the log")
        }
        let (clock, store) = (engine.ports.clock, engine.ports.store)
        let deadline = clock.uptimeSeconds() + min(max(seconds, 0), AwaitChange.maximumSeconds)
        while true {
            let end = try await head(engine)
            let left = deadline - clock.uptimeSeconds()
            guard end <= start, left > 0, !Task.isCancelled else {
                return LogEnd(position: max(end, start).description)
            }
            let wait = beatSeconds.map { min(left, max($0, AwaitChange.shortestBeat)) } ?? left
            let isTold = await store.waits(forEventsAfter: start, timeoutSeconds: wait)
            if !isTold { try? await clock.sleep(seconds: min(wait, AwaitChange.lookSeconds)) }
            if beatSeconds != nil { call.progress(Progress(phase: "waiting", done: 0)) }
        }
    }

    private func head(_ engine: Engine) async throws(EngineError) -> StorePosition {
        try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await engine.ports.store.head()
        }
    }
}

package struct LogEnd: Codable, Hashable, Sendable {
    /// Ask from here next.
    package var position: String
}
