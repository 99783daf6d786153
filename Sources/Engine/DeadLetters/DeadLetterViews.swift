// Use cases around what failed for good and what waits.

package struct DeadLetterView: Codable, Hashable, Sendable {
    package var id: String
    package var group: String
    package var eventID: String?
    package var eventType: String
    package var aggregate: String
    package var code: String
    package var cause: String
    package var attempts: Int
    package var at: String
    package var state: String
    /// The original bytes as text; bytes that are no UTF-8 as U+FFFD.
    package var content: String
    package var byteCount: Int
}

package struct ListDeadLetters: UseCase, Hashable {
    package static let name = "list-dead-letters"
    package var limit: Int
    package var after: String?

    package init(limit: Int = 100, after: String? = nil) {
        self.limit = limit
        self.after = after
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> PageView<DeadLetterView>
    {
        try await engine.deadLetters.list(self)
    }
}

/// Lets its group try again. Unknown → `not_found`.
package struct RetryDeadLetter: UseCase, Hashable {
    package static let name = "retry-dead-letter"
    package static let requiredRole = Principal.Role.operate
    package var id: String

    package init(id: String) { self.id = id }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError) -> Bool {
        try await engine.deadLetters.retry(id)
    }
}

/// Gives it up: its event is never handled, what waits behind it goes on. Unknown → `not_found`.
package struct DiscardDeadLetter: UseCase, Hashable {
    package static let name = "discard-dead-letter"
    package static let requiredRole = Principal.Role.operate
    package var id: String

    package init(id: String) { self.id = id }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError) -> Bool {
        try await engine.deadLetters.discard(id)
    }
}

package struct ParkedWriteView: Codable, Hashable, Sendable {
    package var group: String
    package var commandID: String
    package var eventType: String
    package var aggregate: String
    package var reason: String
    package var since: String
    package var isReady: Bool
    /// What the event carries, as text.
    package var content = ""
    package var byteCount = 0
    /// `decision`, `earlier` or `dead_letter`: what it waits for.
    package var awaits = "decision"
}

package struct ListParkedWrites: UseCase, Hashable {
    package static let name = "list-parked-writes"
    package var limit: Int
    package var after: String?

    package init(limit: Int = 100, after: String? = nil) {
        self.limit = limit
        self.after = after
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> PageView<ParkedWriteView>
    {
        try await engine.deadLetters.parked(self)
    }
}
