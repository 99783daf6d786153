// When what came by itself is drawn. A key is answered at once, and its frame shows all that came before it; so while
// keys follow each other nothing else needs a frame of its own, which a key could have to wait for. Pure.

struct FramePace {
    /// Keys at least so near to each other are one movement: a key held down, or quick typing.
    static let near = Duration.milliseconds(100)

    private var lastKey: ContinuousClock.Instant?
    private var isMovement = false
    /// Something came that no frame has shown yet.
    private(set) var isStale = false

    mutating func takeKey(at now: ContinuousClock.Instant) {
        isMovement = lastKey.map { now - $0 < Self.near } ?? false
        lastKey = now
    }

    mutating func takeMessage() { isStale = true }

    mutating func draw() { isStale = false }

    /// How long a frame of what came by itself has to wait yet; nil: it is due.
    func wait(at now: ContinuousClock.Instant) -> Duration? {
        guard isMovement, let lastKey, now - lastKey < Self.near else { return nil }
        return Self.near - (now - lastKey)
    }
}
