// What goes along with every call: who asks, and where progress is told. Cancelling the task cancels the call.

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
    package var principal: Principal
    /// Called from any task, in order, not too often; must return at once.
    package var progress: @Sendable (Progress) -> Void

    package init(
        _ principal: Principal, progress: @escaping @Sendable (Progress) -> Void = { _ in }
    ) {
        self.principal = principal
        self.progress = progress
    }
}
