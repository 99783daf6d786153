// Time for rounds of one kind: the first always runs, a further one only when it will probably end in time.

struct Budget {
    private let seconds: Double
    private let started = ContinuousClock.now
    private var rounds = 0

    init(seconds: Double) { self.seconds = seconds }

    /// Counts the round that it allows.
    mutating func allowsAnother() -> Bool {
        allowsAnother(afterSeconds: (ContinuousClock.now - started) / .seconds(1))
    }

    mutating func allowsAnother(afterSeconds elapsed: Double) -> Bool {
        let isAllowed =
            rounds == 0 || elapsed + elapsed / Double(rounds) <= seconds
        if isAllowed { rounds += 1 }
        return isAllowed
    }
}
