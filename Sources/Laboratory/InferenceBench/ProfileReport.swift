// What a benchmark of inference has found.

/// Schema `spice-bench-infer/1`: members are added, never renamed.
package struct ProfileReport: Codable, Hashable, Sendable {
    /// The most memory that one command held.
    package struct Peak: Codable, Hashable, Sendable {
        package var command: String
        /// Size of the file.
        package var megabytes: Double
        package var peakMegabytes: Double
        package var goal: Double
        package var isMet: Bool
    }

    package var schema = "spice-bench-infer/1"
    package var version: String
    package var file: String
    package var megabytes: Double
    package var rows = 0
    package var columns = 0
    package var cores: Int
    /// Of the last minute, before the run.
    package var loadBefore: Double
    /// Seconds of each round, the better of two runs: rows cut, complete profile, answer of a sample.
    package var readSeconds: [Double] = []
    package var profileSeconds: [Double] = []
    package var sampleSeconds: [Double] = []
    /// Seconds of the same rounds, after ours each: typed scan, `sniff_csv`, the better of two runs as well. Nil where Python has no DuckDB.
    package var duckdbSeconds: [Double]?
    package var duckdbSniffSeconds: [Double]?
    /// Ours by DuckDB's, round by round, and the median of them.
    package var ratios: [Double] = []
    package var ratio: Double?
    package var sampleRatio: Double?
    /// Of this process, rounds and all.
    package var peakMegabytes = 0.0
    package var peaks: [Peak] = []
}
