// How fast a file is profiled completely and how much memory that takes, beside DuckDB's typed scan of the same file in
// the same run where Python has DuckDB.

import Foundation
import Inference
package import Tables

package struct ProfileReport: Codable, Hashable, Sendable {
    package var file: String
    package var megabytes: Double
    package var rows: Int
    package var columns: Int
    /// Seconds of each round.
    package var readSeconds: [Double]
    package var profileSeconds: [Double]
    package var sampleSeconds: [Double]
    /// Nil where there is no DuckDB.
    package var duckdbSeconds: [Double]?
    package var duckdbSniffSeconds: Double?
    package var peakMegabytes: Double
    /// The best round of ours by the best one of DuckDB's.
    package var ratio: Double?
}

package struct ProfileBench: Sendable {
    private let path: String
    private let rounds: Int

    package init(path: String, rounds: Int) {
        self.path = path
        self.rounds = rounds
    }

    /// Errors: the file cannot be read.
    package func run() throws(TableError) -> ProfileReport {
        let input = TableInput(.file(path: path))
        var report = ProfileReport(
            file: path, megabytes: 0, rows: 0, columns: 0, readSeconds: [], profileSeconds: [],
            sampleSeconds: [], duckdbSeconds: nil, duckdbSniffSeconds: nil, peakMegabytes: 0,
            ratio: nil)
        for _ in 0..<rounds {
            let started = now()
            let (sample, _) = try InferenceRun.profile(input, sampleRows: 5000)
            let sampled = now()
            let reader = try sample.open(input.source)
            while try reader.next() != nil {}
            let read = now()
            let (table, _) = try InferenceRun.profile(input)
            report.sampleSeconds.append(sampled - started)
            report.readSeconds.append(read - sampled)
            report.profileSeconds.append(now() - read)
            report.rows = table.rowCount
            report.columns = table.columns.count
        }
        let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
        report.megabytes = Double(size ?? 0) / 1e6
        report.peakMegabytes = Double(ProcessUsage.peakBytes()) / 1e6
        takeDuckDB(&report)
        if let best = report.duckdbSeconds?.min(), best > 0, let own = report.profileSeconds.min() {
            report.ratio = own / best
        }
        return report
    }

    private func now() -> Double { ProcessInfo.processInfo.systemUptime }

    private func takeDuckDB(_ report: inout ProfileReport) {
        let script = """
            import duckdb, sys, time
            path, rounds = sys.argv[1], int(sys.argv[2])
            con = duckdb.connect(); con.execute("set threads=2")
            t = time.perf_counter(); names = [r[0] for r in con.execute(f"describe select * from read_csv('{path}')").fetchall()]
            print(time.perf_counter() - t)
            items = ", ".join(f'min("{n}"), max("{n}")' for n in names)
            for _ in range(rounds):
                t = time.perf_counter(); con.execute(f"select {items} from read_csv('{path}')").fetchall()
                print(time.perf_counter() - t)
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, path, String(rounds)]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return }
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let figures = String(decoding: output, as: UTF8.self).split(separator: "\n")
            .compactMap { Double($0) }
        guard process.terminationStatus == 0, figures.count == rounds + 1 else { return }
        report.duckdbSniffSeconds = figures[0]
        report.duckdbSeconds = Array(figures.dropFirst())
    }
}
