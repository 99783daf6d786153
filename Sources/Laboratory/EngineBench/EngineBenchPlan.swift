// How much is measured.

package struct EngineBenchPlan: Hashable, Sendable {
    package enum Profile: String, Hashable, Sendable { case embedded, connected }

    package var profile = Profile.embedded
    package var isQuick: Bool
    /// Rows of an import.
    package var rows: Int
    package var rounds = BenchReport.wantedRounds
    /// Appends of the disk probe and trips of the loopback probe, a round.
    package var probes: Int
    /// Length of a round with paced single commands, and of one with many callers.
    package var roundSeconds: Double
    /// Single commands a second.
    package var pace = 500
    package var callers = 64
    /// Start nodes of the multi-hop query, a round.
    package var starts: Int
    /// No further round of imports, or of rebuilds, starts when it would end later than this.
    package var importBudgetSeconds: Double
    package var rebuildBudgetSeconds: Double
    /// That the servers alone are given, a round.
    package var records = 0

    /// About half a minute.
    package static func quick(rows: Int = 20_000) -> EngineBenchPlan {
        EngineBenchPlan(
            isQuick: true, rows: rows, probes: 100, roundSeconds: 0.6, starts: 50,
            importBudgetSeconds: 18, rebuildBudgetSeconds: 8)
    }

    /// On servers: what takes milliseconds there is done less often.
    package static func connected(rows: Int, isQuick: Bool) -> EngineBenchPlan {
        EngineBenchPlan(
            profile: .connected, isQuick: isQuick, rows: rows, probes: 100,
            roundSeconds: isQuick ? 1 : 4, pace: 50, starts: isQuick ? 20 : 100,
            importBudgetSeconds: isQuick ? 40 : 600, rebuildBudgetSeconds: isQuick ? 20 : 300,
            records: isQuick ? 2000 : 10_000)
    }

    /// Some minutes.
    package static func full(rows: Int = 200_000) -> EngineBenchPlan {
        EngineBenchPlan(
            isQuick: false, rows: rows, probes: 1000, roundSeconds: 4, starts: 200,
            importBudgetSeconds: 600, rebuildBudgetSeconds: 300)
    }
}
