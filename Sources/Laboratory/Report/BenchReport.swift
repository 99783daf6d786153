// What `spice bench` answers: schema `spice-bench/1`, described in docs/PERFORMANCE.md. Fields are added, never
// renamed, as long as the schema keeps its number.

package struct BenchReport: Codable, Hashable, Sendable {
    package static let currentSchema = "spice-bench/1"
    /// Fewer rounds than this say little about the spread.
    package static let wantedRounds = 5

    package struct Gap: Codable, Hashable, Sendable {
        package var goal: String
        package var reason: String

        package init(_ goal: String, _ reason: String) {
            self.goal = goal
            self.reason = reason
        }
    }

    /// One of the servers of the connected mode, in its own words.
    package struct Server: Codable, Hashable, Sendable {
        package var name: String
        package var says: String

        package init(_ name: String, _ says: String) {
            self.name = name
            self.says = says
        }
    }

    package var schema: String
    /// `engine`.
    package var part: String
    /// `embedded`, `connected`.
    package var profile: String
    /// Empty unless connected.
    package var servers: [Server]
    /// Of the program.
    package var version: String
    package var isQuick: Bool
    /// Rows of an import.
    package var rows: Int
    /// How long the whole run took.
    package var seconds: Double
    package var machine: MachineDescription
    package var measures: [BenchMeasure]
    /// Measures with fewer than five rounds.
    package var thin: [String]
    package var notMeasured: [Gap]

    package init(
        part: String, profile: String = "embedded", servers: [Server] = [], version: String,
        isQuick: Bool, rows: Int, seconds: Double,
        machine: MachineDescription, measures: [BenchMeasure], notMeasured: [Gap]
    ) {
        schema = BenchReport.currentSchema
        self.part = part
        self.profile = profile
        self.servers = servers
        self.version = version
        self.isQuick = isQuick
        self.rows = rows
        self.seconds = seconds
        self.machine = machine
        self.measures = measures
        thin = measures.filter { $0.values.count < BenchReport.wantedRounds }.map(\.name)
        self.notMeasured = notMeasured
    }

    package func measure(_ name: String) -> BenchMeasure? {
        measures.first { $0.name == name }
    }
}
