// What goes along with every call: who asks, whether it may come again, and where progress is told. Cancelling the task
// cancels the call.

internal import EventSourcing
package import JSONText

/// How far a long call is.
package struct Progress: Hashable, Sendable, Codable {
    /// What is being done now: `reading`, `creating instances`, …
    package var phase: String
    package var done: Int
    /// Nil while it is not known.
    package var total: Int?
    package var ratePerSecond: Double?
    package var secondsLeft: Double?

    package init(
        phase: String, done: Int, total: Int? = nil, ratePerSecond: Double? = nil,
        secondsLeft: Double? = nil
    ) {
        self.phase = phase
        self.done = done
        self.total = total
        self.ratePerSecond = ratePerSecond
        self.secondsLeft = secondsLeft
    }
}

package struct CallContext: Sendable {
    package typealias PartTaker = @Sendable (JSON) async throws(EngineError) -> Void

    package var principal: Principal
    /// The name of a request that may be sent again, the same each time: what it writes takes ids made of it, so the
    /// second time finds it written. Who gives one has checked that the request is the same. Nil: it is another request
    /// each time.
    package var once: String?
    /// Called from any task, in order, not too often; must return at once.
    package var progress: @Sendable (Progress) -> Void
    /// For answers that are too long to be one: called in order, part by part, and waited for. Its error ends the call.
    /// Nil: the caller takes no parts.
    package var takePart: PartTaker?

    package init(
        _ principal: Principal, once: String? = nil,
        progress: @escaping @Sendable (Progress) -> Void = { _ in }, takePart: PartTaker? = nil
    ) {
        self.takePart = takePart
        self.principal = principal
        self.once = once
        self.progress = progress
    }

    /// The id of what a step of this request writes; nil when the request is another one each time.
    func id(of step: String) -> EventID? {
        once.map { .hashed("request:\($0.utf8.count):\($0):\(step)") }
    }

    /// The same for many at once.
    func ids(of step: String) -> EventID.Series? {
        once.map { EventID.Series("request:\($0.utf8.count):\($0):\(step)") }
    }
}
