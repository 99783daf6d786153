// What happens at the crash points: nothing, unless whoever composes the engine hands in something else. The engine
// only tells that it is there; how a process ends is not its business.

package struct CrashPoints: Sendable {
    package static let inert = CrashPoints(reached: nil)

    private let reached: (@Sendable (CrashPoint) -> Void)?

    /// `reached` is called in the middle of the work, on whatever thread does it. It may end the process.
    package init(_ reached: @escaping @Sendable (CrashPoint) -> Void) {
        self.init(reached: reached)
    }

    private init(reached: (@Sendable (CrashPoint) -> Void)?) { self.reached = reached }

    package func reach(_ point: CrashPoint?) {
        if let reached, let point { reached(point) }
    }
}
