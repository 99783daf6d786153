// `spice import`: tables become classes, links and instances.

import ArgumentParser
import Engine

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Turn tables into classes, links and instances.",
        discussion: """
            Dialect, types, keys and links are inferred from all files together. Importing the same files again \
            changes nothing.

            Examples:
              spice import *.csv --db shop --dry-run
              spice import *.csv --db shop
            """)

    @Argument(help: "Files: delimited text, also gzipped.")
    var files: [String]

    @Option(name: .customLong("db"), help: "The database; it is created when it is not there.")
    var database: String

    @Flag(help: "Only check: read every row and list what would not fit.")
    var dryRun = false

    @Flag(help: "Return when everything is accepted, without waiting for the read models.")
    var noWait = false

    @OptionGroup var engine: EngineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let files = files.map { FileInput(name: Paths.absolute($0)) }
        let request = ImportFiles(
            database: database, files: files, isDryRun: dryRun, waitsUntilProjected: !noWait)
        let report = try await EngineSession.with(engine, command: "import") { session in
            try await session.client.run(request, session.call)
        }
        if output.json {
            try Answer.json(report)
        } else {
            ImportOutput.show(report)
        }
        if report.tables.contains(where: { $0.rejected > 0 }) || report.failedCommands > 0 {
            throw ExitCode(1)
        }
    }
}
