// `spice migrate-data`: moves everything from a data directory to the servers of the connected mode, or back.

import ArgumentParser
import Engine
import Foundation

struct MigrateDataCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate-data",
        abstract: "Copy the log and all that goes with it from one mode to the other.",
        discussion: """
            Copies events with their ids, sequences, times and idempotency keys, dead letters, parked writes, source \
            files and audit heads; compares both sides; makes the read models anew. No engine may run on either side. \
            The source stays as it is. The target must be empty, or hold a beginning of the same log: interrupted (also \
            by ctrl-C or kill -9), the same call goes on where it was. The servers are those of the configuration, \
            whatever its mode; what is missing on them is made.

            Exit code 3 when the target holds other data.

            Examples:
              spice migrate-data --from embedded --to connected --dry-run
              spice migrate-data --from embedded --to connected --data-dir ./data
              spice migrate-data --from connected --to embedded --data-dir ./back
            """)

    enum Mode: String, ExpressibleByArgument, CaseIterable { case embedded, connected }

    @Option(help: "Where the data is: embedded or connected.") var from: Mode
    @Option(help: "Where it goes: the other one.") var to: Mode
    @Option(name: .long, help: "The data directory of the embedded side.") var dataDir: String?
    @Flag(help: "Say what would be copied; copy nothing.") var dryRun = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard from != to else {
            throw UsageError(
                "--from and --to are one embedded, the other connected; a data directory is copied "
                    + "with cp while no engine runs on it")
        }
        let configuration = try AppConfiguration.load()
        let path = configuration.dataDirectory(dataDir)
        if from == .embedded, !FileManager.default.fileExists(atPath: path + "/events.db") {
            throw EngineError(.notFound, "there is no log in \(path): name its --data-dir")
        }
        let progress = ProgressLine()
        defer { progress.clear() }
        let (isFromFiles, isDryRun) = (from == .embedded, dryRun)
        let report: MigrationReport
        do {
            report = try await Interruptible.run {
                try await MigrateDataCommand.migrate(path, configuration, progress) {
                    files, servers, call in
                    let migration = LogMigration(
                        from: isFromFiles ? files : servers, to: isFromFiles ? servers : files)
                    return isDryRun
                        ? try await migration.survey(call) : try await migration.run(call)
                }
            }
        } catch is CancellationError {
            throw EngineError(
                .cancelled,
                "interrupted; what is copied stays: run it again and it goes on from there")
        }
        progress.clear()
        if output.json { try Answer.json(report) } else { show(report) }
        if report.drifts ?? 0 > 0 { throw ExitCode(1) }
    }

    private static func migrate(
        _ path: String, _ configuration: AppConfiguration, _ progress: ProgressLine,
        _ body: (LogMigration.Side, LogMigration.Side, CallContext) async throws ->
            MigrationReport
    ) async throws -> MigrationReport {
        let stacks = try await MigrationStacks.open(path: path, configuration)
        let sides = [stacks.files, stacks.servers].map {
            LogMigration.Side(mode: $0.mode, ports: $0.ports(.inert))
        }
        let call = CallContext(.localAdmin(NSUserName()), progress: { progress.show($0) })
        let result: Result<MigrationReport, any Error>
        do {
            result = .success(try await body(sides[0], sides[1], call))
        } catch {
            result = .failure(error)
        }
        await stacks.close()
        return try result.get()
    }

    private func show(_ report: MigrationReport) {
        let missing = report.events - report.eventsThere
        print(
            report.isDryRun
                ? "would copy \(Figures.grouped(missing)) of \(Figures.grouped(report.events)) "
                    + "events from \(report.from) to \(report.to)"
                : "copied \(Figures.grouped(report.eventsCopied)) of "
                    + "\(Figures.grouped(report.events)) events from \(report.from) to "
                    + "\(report.to) in \(Figures.seconds(report.seconds))")
        if report.eventsThere > 0 {
            print("  \(Figures.grouped(report.eventsThere)) were there and are the same")
        }
        for part in report.aggregates {
            print("  \(Figures.grouped(part.events)) of \(part.type)")
        }
        print(
            "  \(report.idempotencyKeys) idempotency keys, \(report.parkedWrites) parked writes, "
                + "\(report.deadLetters) dead letters, \(report.sourceFiles) source files, "
                + "\(report.openCommands) commands still to decide")
        print("  hash of the log: \(report.logHash)")
        guard let rebuilt = report.rebuiltFrom, let drifts = report.drifts else { return }
        print(
            "read models made from \(Figures.grouped(rebuilt)) events: "
                + (drifts == 0
                    ? "they agree with the log"
                    : "\(drifts) differences; see spice verify on the target"))
    }
}
