// `spice backup`: a copy of a data directory that can be used as one; an engine may run on it meanwhile.

import ArgumentParser
import EmbeddedAdapters
import Engine
import Foundation

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy a data directory, also while an engine runs on it.",
        discussion: """
            Copies the log as it stands at one moment, and the imported files; checks the copy, flushes it and then \
            gives it its name. Read models are left out: they are made again when the copy is used. To restore, name \
            the copy with --data-dir, or move it to where the directory was.

            Nothing is written over. Exit code 3 when something is there already, 1 when the copy lacks an imported \
            file that is damaged.

            Examples:
              spice backup /backups/spice-monday
              spice backup /backups/spice-monday --data-dir ./data --json
              spice verify --data-dir /backups/spice-monday
            """)

    @Argument(help: "The folder to make.") var target: String
    @Option(name: .long, help: "The data directory to copy.") var dataDir: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let configuration = try AppConfiguration.load()
        let path = configuration.dataDirectory(dataDir)
        let progress = ProgressLine()
        defer { progress.clear() }
        let started = ContinuousClock.now
        let report: DirectoryBackup.Report
        do throws(DirectoryError) {
            report = try DirectoryBackup(of: Paths.absolute(path), to: Paths.absolute(target)).make
            { step in progress.show(Progress(phase: step.rawValue, done: 0)) }
        } catch {
            if case .taken = error { throw EngineError(.alreadyExists, error.description) }
            throw StartError(error.description, code: error.code)
        }
        progress.clear()
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        if output.json {
            try Answer.json(report)
        } else {
            print(
                "\(Figures.grouped(report.events)) events and \(report.sources) imported files, "
                    + "\(Figures.grouped(report.bytes)) bytes, in \(report.to) "
                    + "(\(Figures.seconds(seconds)))")
            for name in report.damagedSources {
                print("left out: \(report.from)/sources/\(name) does not hold what was imported")
            }
        }
        if !report.damagedSources.isEmpty { throw ExitCode(1) }
    }
}
