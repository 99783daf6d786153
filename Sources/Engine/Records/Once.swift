// Use cases of the services' doors: a request under an idempotency key is worked once, and its first answer is kept in
// the log, for ever, among any number of processes on one log. Commands need none of it: their id is made of the key.
// In no catalogue.

internal import EventSourcing
package import JSONText

/// What is known of a request under a key.
package struct OnceState: Codable, Hashable, Sendable {
    package enum Standing: String, Codable, Hashable, Sendable {
        /// Work it, then say what was answered.
        case first
        /// Somebody works it at this moment.
        case running
        case answered
    }

    package var standing: Standing
    package var status: Int?
    package var body: JSON?
}

package struct BeginOnce: UseCase, Hashable {
    package static let name = "begin-once"
    package static let begun = "REQUEST_BEGUN"
    package static let ended = "REQUEST_ANSWERED"

    /// Keys of different scopes know nothing of each other.
    package var scope: String
    package var key: String
    /// The database of the request, where it names one: who may not touch it leaves no trace under its keys.
    package var database: String?
    /// Of method, path, query and body.
    package var contentHash: String

    package init(scope: String, database: String?, key: String, contentHash: String) {
        self.scope = scope
        self.database = database
        self.key = key
        self.contentHash = contentHash
    }

    package var reach: Reach { database.map { .database($0) } ?? .anyone }

    /// A request that a stopped process had begun is worked again.
    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> OnceState
    {
        guard (1...255).contains(key.utf8.count) else {
            throw EngineError(.invalidRequest, "an Idempotency-Key is 1 to 255 bytes")
        }
        let requests = engine.registry.requests
        let isMine = try await requests.begin(stream)
        do throws(EngineError) {
            let state = try await begin(engine, call, isMine)
            if isMine, state.standing != .first { requests.end(stream) }
            return state
        } catch {
            if isMine { requests.end(stream) }
            throw error
        }
    }

    /// `isMine`: no other task of this process works it.
    private func begin(_ engine: Engine, _ call: CallContext, _ isMine: Bool)
        async throws(EngineError) -> OnceState
    {
        let requests = engine.registry.requests
        let own = requests.name
        var state = OnceState(standing: .first)
        try await engine.registry.book.append(to: stream, actor: call.principal.actor) {
            (facts) async throws(EngineError) in
            let found = try standing(of: facts)
            state = found.state
            if state.standing == .answered { return nil }
            if isMine, let worker = found.worker, worker != own {
                state.standing = try await requests.lives(worker) ? .running : .first
            } else if !isMine {
                state.standing = .running
            }
            guard state.standing == .first else { return nil }
            return (
                BeginOnce.begun,
                JSONObject([("hash", .string(contentHash)), ("by", .string(own))])
            )
        }
        return state
    }

    /// What the facts say, and which process had begun it and has not ended it.
    private func standing(of facts: [RecordedEvent]) throws(EngineError)
        -> (state: OnceState, worker: String?)
    {
        var (state, worker): (OnceState, String?) = (OnceState(standing: .first), nil)
        var hash: String?
        for fact in facts {
            hash = fact.event.data["hash"]?.string
            switch fact.event.type {
            case BeginOnce.ended:
                state = OnceState(
                    standing: .answered, status: fact.event.data["status"]?.integer,
                    body: fact.event.data["body"])
            case BeginOnce.begun: worker = fact.event.data["by"]?.string
            case EndOnce.refused: (worker, hash) = (nil, nil)
            default: worker = nil
            }
        }
        guard hash == nil || hash == contentHash else {
            throw EngineError(
                .keyReused,
                "the Idempotency-Key \(EngineError.quoted(key)) was used with another "
                    + "request: send that one again, or take another key")
        }
        return (state, worker)
    }

    private var stream: StreamID { BeginOnce.stream(scope, key) }

    static func stream(_ scope: String, _ key: String) -> StreamID {
        RecordBook.stream("Request", key: "\(scope):\(key)")
    }
}

/// Keeps the answer; a failure that may pass (5xx, 429) is kept as abandoned, so that it can be tried again. What the
/// caller was not allowed to do (401, 403) leaves the key free for any request.
package struct EndOnce: UseCase, Hashable {
    package static let name = "end-once"
    static let abandoned = "REQUEST_ABANDONED"
    static let refused = "REQUEST_REFUSED"

    package var begun: BeginOnce
    package var status: Int
    package var body: JSON

    package init(_ begun: BeginOnce, status: Int, body: JSON) {
        self.begun = begun
        self.status = status
        self.body = body
    }

    package var reach: Reach { begun.reach }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError) -> Bool {
        let stream = BeginOnce.stream(begun.scope, begun.key)
        defer { engine.registry.requests.end(stream) }
        let isRefused = status == 401 || status == 403
        let isFinal = status < 500 && status != 429 && !isRefused
        var data = JSONObject([("hash", .string(begun.contentHash))])
        engine.ports.crashPoints.reach(.omsBeforeKeep)
        if isFinal {
            data["status"] = .integer(status)
            data["body"] = body
        }
        try await engine.registry.book.append(
            isFinal ? BeginOnce.ended : isRefused ? EndOnce.refused : EndOnce.abandoned, data,
            to: stream, actor: call.principal.actor)
        return isFinal
    }
}
