// What `spice chaos` answers: schema `spice-chaos/1`, described in docs/PRODUCTION_TESTS.md. Fields are added, never
// renamed, as long as the schema keeps its number.

package struct ChaosReport: Codable, Hashable, Sendable {
    package static let currentSchema = "spice-chaos/1"

    /// One blow as it was carried out.
    package struct Step: Codable, Hashable, Sendable {
        /// Since the load began.
        package var atSeconds: Double
        package var target: String
        package var fault: String
        /// Until it was over and the part was ready again.
        package var tookSeconds: Double
    }

    package var schema: String
    package var mode: String
    /// `embedded` or `connected`.
    package var profile: String
    package var seed: UInt64
    /// As asked for.
    package var seconds: Int
    package var tookSeconds: Double
    /// Of the program.
    package var version: String
    package var steps: [Step]
    /// What the clients did: acknowledged commands by kind, and `repeated`, `refused`, `unanswered`, …
    package var counts: [String: Int]
    package var checks: [ChaosCheck]
    package var isGood: Bool
    /// The command line that does the same again.
    package var reproduce: String
    /// Where data and logs are, if they were kept.
    package var folder: String?

    package init(
        plan: ChaosPlan, profile: String, version: String, tookSeconds: Double, steps: [Step],
        counts: [String: Int], checks: [ChaosCheck], reproduce: String
    ) {
        schema = Self.currentSchema
        mode = plan.mode.rawValue
        self.profile = profile
        seed = plan.seed
        seconds = plan.seconds
        self.version = version
        self.tookSeconds = tookSeconds
        self.steps = steps
        self.counts = counts
        self.checks = checks
        isGood = checks.allSatisfy { $0.violationCount == 0 }
        self.reproduce = reproduce
    }
}
