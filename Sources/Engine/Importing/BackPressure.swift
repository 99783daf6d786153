// Holds an import back while read models are behind. Within a short distance they find what is new in memory, which
// is cheapest for all; so an import keeps that distance as long as they move, and a long one in any case.

internal import EventSourcing

struct BackPressure: Sendable {
    /// In events of one consumer; all of them together are less than what an embedded log keeps in memory.
    static let shortLag = 4000
    static let longestLag = 200_000
    private static let pauseSeconds = 0.01
    /// Pauses without any movement after which the short distance is given up: a worker is paused.
    private static let patience = 50

    let coverage: Coverage
    let clock: any Clock
    private var keepsShort = true

    init(coverage: Coverage, clock: any Clock) {
        self.coverage = coverage
        self.clock = clock
    }

    mutating func holdBack() async throws(EngineError) {
        for kind in [.instance] + WorkerKind.readModels { try await holdBack(for: kind) }
    }

    private mutating func holdBack(for kind: WorkerKind) async throws(EngineError) {
        var lowest = Int.max
        var idle = 0
        while !Task.isCancelled {
            let lag = try await coverage.lag(of: kind)
            guard lag > (keepsShort ? BackPressure.shortLag : BackPressure.longestLag) else {
                return
            }
            idle = lag < lowest ? 0 : idle + 1
            lowest = min(lowest, lag)
            if idle > BackPressure.patience { keepsShort = false }
            try? await clock.sleep(seconds: BackPressure.pauseSeconds)
        }
    }
}
