// Holds an import back while read models are behind. Within a short distance they find what is new in memory, which
// is cheapest for all; so an import keeps that distance as long as they move, and a long one in any case: a log that grows
// without end behind a paused worker helps nobody. It says whom it waits for.

internal import EventSourcing

struct BackPressure: Sendable {
    /// In events of one consumer; all of them together are less than what an embedded log keeps in memory.
    static let shortLag = 4000
    static let longestLag = 200_000
    private static let pauseSeconds = 0.01
    /// Pauses without any movement after which the short distance is given up, since a worker may be paused; at the
    /// long one, after which it is told.
    private static let patience = Int(Standstill.secondsBefore / pauseSeconds)

    let coverage: Coverage
    let clock: any Clock
    private let shortLag: Int
    private let longestLag: Int
    private var keepsShort = true

    init(
        coverage: Coverage, clock: any Clock, shortLag: Int = BackPressure.shortLag,
        longestLag: Int = BackPressure.longestLag
    ) {
        self.coverage = coverage
        self.clock = clock
        self.shortLag = shortLag
        self.longestLag = longestLag
    }

    /// Returns when all have come near enough, or when the task is cancelled. `tell` hears why it takes long.
    mutating func holdBack(_ tell: (String) -> Void) async throws(EngineError) {
        for kind in [.instance] + WorkerKind.readModels { try await holdBack(for: kind, tell) }
    }

    private mutating func holdBack(for kind: WorkerKind, _ tell: (String) -> Void)
        async throws(EngineError)
    {
        var lowest = Int.max
        var idle = 0
        while !Task.isCancelled {
            let lag = try await coverage.lag(of: kind)
            guard lag > (keepsShort ? shortLag : longestLag) else { return }
            idle = lag < lowest ? 0 : idle + 1
            lowest = min(lowest, lag)
            if idle > 0, idle.isMultiple(of: BackPressure.patience) {
                if !keepsShort { tell(await Standstill(ports: coverage.ports).phase(kind)) }
                keepsShort = false
            }
            try? await clock.sleep(seconds: BackPressure.pauseSeconds)
        }
    }
}
