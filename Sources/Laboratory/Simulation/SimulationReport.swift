// What one run came to.

package struct SimulationReport: Codable, Hashable, Sendable {
    package var seed: UInt64
    package var steps: Int
    /// Commands that were accepted.
    package var commands: Int
    /// Deaths of processes.
    package var deaths: Int
    /// Promises that were broken; empty is good.
    package var violations: [String]
    /// Two runs with the same mark went the same way, call by call.
    package var mark: String
}
