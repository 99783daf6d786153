// `spice bench`: the measurements of the laboratory, from the command line.

import ArgumentParser
import Laboratory

struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure this program on this machine, against what the machine can do.",
        discussion: "Example: spice bench engine --quick",
        subcommands: [
            BenchEngineCommand.self, BenchHTTPCommand.self, BenchInferCommand.self,
            BenchCalibrationCommand.self, BenchScoresCommand.self, BenchConsoleCommand.self,
        ])
}

struct BenchEngineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine",
        abstract: "Commands, import, queries, rebuild and restart of the embedded engine.",
        discussion: """
            Works in a temporary folder, which is removed at the end; name another disk with --folder. Every figure is \
            the median of several rounds; docs/PERFORMANCE.md says what the figures mean. Measure release builds.

            Examples:
              spice bench engine --quick
              spice bench engine --rows 1000000 --json > bench.json
            """)

    @Flag(help: "Small rounds: less than a minute in all.")
    var quick = false

    @Option(help: "Rows of an import (quick: 20000, else 200000).")
    var rows: Int?

    @Option(help: "Where to make the temporary folder: the disk to measure.")
    var folder: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let rows = rows ?? (quick ? 20_000 : 200_000)
        guard (100...100_000_000).contains(rows) else {
            throw UsageError("--rows takes 100 to 100000000, not \(rows)")
        }
        let plan = quick ? EngineBenchPlan.quick(rows: rows) : .full(rows: rows)
        let place = try BenchFolder(below: folder.map(Paths.absolute))
        defer { place.remove() }
        let progress = ProgressLine()
        defer { progress.clear() }
        let bench = EngineBench(
            rig: BenchRig.embedded, folder: place.path, plan: plan,
            call: .benchmark(progress))
        let report: BenchReport
        do {
            report = try await Interruptible.run { try await bench.run(version: Version.text) }
        } catch let error as LaboratoryError {
            throw StartError(error.description, code: error.code)
        }
        progress.clear()
        if output.json { try Answer.json(report) } else { BenchOutput.show(report) }
    }
}
