// `spice bench`: the measurements of the laboratory, from the command line.

import ArgumentParser
import Laboratory

struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure this program on this machine, against what the machine can do.",
        discussion: """
            Without a part it is the engine.

            Examples:
              spice bench engine --quick
              spice bench --profile connected --quick
            """,
        subcommands: [
            BenchEngineCommand.self, BenchHTTPCommand.self, BenchInferCommand.self,
            BenchCalibrationCommand.self, BenchScoresCommand.self, BenchConsoleCommand.self,
        ], defaultSubcommand: BenchEngineCommand.self)
}

struct BenchEngineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine",
        abstract: "Commands, import, queries, rebuild and restart of the engine.",
        discussion: """
            Works in a temporary folder, which is removed at the end; name another disk with --folder. Every figure is \
            the median of several rounds; docs/PERFORMANCE.md says what the figures mean. Measure release builds.

            --profile connected measures the same on the configured servers, beside what these take by themselves, under \
            names of its own that are removed again: a Postgres database for each engine, for which the user must be \
            allowed to create databases, and a namespace on the others.

            Examples:
              spice bench engine --quick
              spice bench engine --rows 1000000 --json > bench.json
              spice bench --profile connected --json
            """)

    @Flag(help: "Small rounds: less than a minute in all.")
    var quick = false

    @Option(help: "embedded, or connected: on the configured servers.")
    var profile: EngineBenchPlan.Profile = .embedded

    @Option(help: "Rows of an import (quick: 20000, else 200000; connected: a tenth).")
    var rows: Int?

    @Option(help: "Rounds of each measurement; fewer say less.")
    var rounds = BenchReport.wantedRounds

    @Option(help: "Where to make the temporary folder: the disk to measure.")
    var folder: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let usual = quick ? 20_000 : 200_000
        let rows = rows ?? (profile == .connected ? usual / 10 : usual)
        guard (100...100_000_000).contains(rows) else {
            throw UsageError("--rows takes 100 to 100000000, not \(rows)")
        }
        guard (1...100).contains(rounds) else {
            throw UsageError("--rounds takes 1 to 100, not \(rounds)")
        }
        let place = try BenchFolder(below: folder.map(Paths.absolute))
        defer { place.remove() }
        var plan: EngineBenchPlan =
            switch profile {
            case .embedded: quick ? .quick(rows: rows) : .full(rows: rows)
            case .connected: .connected(rows: rows, isQuick: quick)
            }
        plan.rounds = rounds
        let report =
            switch profile {
            case .embedded: try await measure(BenchRig.embedded, plan, place)
            case .connected: try await onServers(plan, place)
            }
        if output.json { try Answer.json(report) } else { BenchOutput.show(report) }
    }

    private func onServers(_ plan: EngineBenchPlan, _ place: BenchFolder) async throws
        -> BenchReport
    {
        let servers = try ConnectedBench(try AppConfiguration.load())
        let result: Result<BenchReport, any Error>
        do {
            result = .success(try await measure(servers.rig, plan, place))
        } catch { result = .failure(error) }
        let left = await servers.close()
        if !left.isEmpty {
            Log.stderr(
                "names that begin with bench may be left on: " + left.joined(separator: ", "))
        }
        return try result.get()
    }

    private func measure(_ rig: EngineRig, _ plan: EngineBenchPlan, _ place: BenchFolder)
        async throws -> BenchReport
    {
        let progress = ProgressLine()
        defer { progress.clear() }
        let bench = EngineBench(
            rig: rig, folder: place.path, plan: plan, call: .benchmark(progress))
        do {
            return try await Interruptible.run { try await bench.run(version: Version.text) }
        } catch let error as LaboratoryError {
            throw StartError(error.description, code: error.code)
        }
    }
}

extension EngineBenchPlan.Profile: ExpressibleByArgument {}
