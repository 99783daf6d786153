// How fast a file is profiled completely and how much memory that takes, beside DuckDB's typed scan
// of the same file, round by round in the same run.

import Foundation
import Inference
package import Tables

package struct ProfileBench: Sendable {
    /// What the Mapping pane shows at once.
    private static let sampleRows = 2000
    private static let smallMegabytes = 300.0
    /// Of so many runs in a round the best counts, as with the peer.
    static let runsPerRound = 2

    private let path: String
    private let rounds: Int
    private let version: String

    package init(path: String, rounds: Int, version: String) {
        self.path = path
        self.rounds = rounds
        self.version = version
    }

    /// Errors: the file cannot be read.
    package func run(progress: (String) -> Void) throws(TableError) -> ProfileReport {
        let input = TableInput(.file(path: path))
        let cores = ProcessInfo.processInfo.activeProcessorCount
        var report = ProfileReport(
            version: version, file: path, megabytes: megabytes(path), cores: cores,
            loadBefore: Self.load())
        let peer = DuckDBPeer(path: path, threads: cores)
        var (sniffs, scans): ([Double], [Double]) = ([], [])
        for round in 1...rounds {
            progress("round \(round) of \(rounds)")
            try measure(input, &report)
            guard let (sniff, scan) = peer.round() else { continue }
            sniffs.append(sniff)
            scans.append(scan)
        }
        report.peakMegabytes = Double(ProcessUsage.peakBytes()) / 1e6
        guard scans.count == rounds else { return report }
        report.duckdbSeconds = scans
        report.duckdbSniffSeconds = sniffs
        report.ratios = zip(report.profileSeconds, scans).map { $0 / max($1, 1e-9) }
        report.ratio = Self.median(report.ratios)
        report.sampleRatio = Self.median(
            zip(report.sampleSeconds, sniffs).map { $0 / max($1, 1e-9) })
        return report
    }

    /// Peak memory of whole commands on this file. `folder`: for what they write.
    package func peaks(below folder: String, progress: (String) -> Void) -> [ProfileReport.Peak] {
        let commands = [
            ("infer", ["infer", path, "--json", "--data-dir", folder]),
            (
                "import --dry-run",
                ["import", path, "--dry-run", "--json", "--data-dir", folder, "--db", "bench"]
            ),
        ]
        return commands.compactMap { name, arguments in
            progress("memory of \(name), \(Int(megabytes(path))) MB")
            guard let bytes = PeakMemory.bytes(of: arguments) else { return nil }
            let size = megabytes(path)
            let goal = size <= Self.smallMegabytes * 1.05 ? 100.0 : 200
            let peak = Double(bytes) / 1e6
            return ProfileReport.Peak(
                command: name, megabytes: size, peakMegabytes: peak, goal: goal,
                isMet: peak <= goal)
        }
    }

    private func measure(_ input: TableInput, _ report: inout ProfileReport) throws(TableError) {
        var sampled: TableInference?
        report.sampleSeconds.append(
            try best { () throws(TableError) in
                sampled = try InferenceRun.profile(input, sampleRows: Self.sampleRows).0
            })
        guard let sample = sampled else { return }
        report.readSeconds.append(
            try best { () throws(TableError) in
                let reader = try sample.open(input.source)
                let block = RowBlock(width: sample.layout.columns.count)
                while try reader.fill(block) {}
            })
        report.profileSeconds.append(
            try best { () throws(TableError) in
                let table = try InferenceRun.profile(input).0
                report.rows = table.rowCount
                report.columns = table.columns.count
            })
    }

    /// Seconds of the best run.
    private func best(_ work: () throws(TableError) -> Void) throws(TableError) -> Double {
        var best = Double.infinity
        for _ in 0..<Self.runsPerRound {
            let started = now()
            try work()
            best = min(best, now() - started)
        }
        return best
    }

    private func megabytes(_ path: String) -> Double {
        let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
        return Double(size ?? 0) / 1e6
    }

    private func now() -> Double { ProcessInfo.processInfo.systemUptime }

    private static func median(_ values: [Double]) -> Double? {
        let sorted = values.sorted()
        return sorted.isEmpty ? nil : sorted[sorted.count / 2]
    }

    private static func load() -> Double {
        let text = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
        return text.split(separator: " ").first.flatMap { Double($0) } ?? 0
    }
}
