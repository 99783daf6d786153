// `spice import`: tables become classes, links and instances.

import ArgumentParser
import Console
import Engine
import Foundation

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Turn tables into classes, links and instances.",
        discussion: """
            Dialect, types, keys and links are inferred from all files together. Importing the same files again \
            changes nothing; after a crash, run the same command again. Rows that do not fit are named, and written \
            to --rejects as a file that can be mended and imported again.

            Examples:
              spice import exports/ --db shop --dry-run
              spice import *.csv --db shop --rejects rejected.csv
              spice import orders.csv --db shop --mapping orders.mapping.json --mode upsert
              spice import export2.csv --db shop --mapping auto
              spice import book.xlsx --db shop --sheet Orders --type zip=string
            """)

    @Argument(
        help:
            "Files, or folders of them: delimited text, JSON Lines, also gzipped; workbooks (.xlsx)."
    )
    var files: [String] = []

    @Option(name: .customLong("db"), help: DatabaseOption.created)
    var database: String?

    @Option(help: "The branch; main when absent.")
    var branch: String?

    @Flag(help: "Only check: read every row and list what would not fit.")
    var dryRun = false

    @Flag(help: "Return when everything is accepted, without waiting for the read models.")
    var noWait = false

    @Option(help: "A mapping file of spice map; or auto: what was accepted here before.")
    var mapping: String?

    @Option(
        help:
            "insert: only new instances; upsert: change those that are there; update: only change.")
    var mode: ImportMode?

    @Option(help: "Write refused rows to this file, with the reason behind each.")
    var rejects: String?

    @Option(help: "Take the import with this id back, instead of importing.")
    var undo: String?

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var engine: EngineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        HeapLimits.keepLow()
        if let undo {
            var command = ImportsCommand.Undo()
            command.id = undo
            command.database = database
            command.branch = branch
            command.engine = engine
            command.output = output
            return try await command.run()
        }
        let (named, files) = try request()
        let place = rejects.map { Paths.absolute($0) }
        let (report, written) = try await EngineSession.with(engine, command: "import") {
            session -> (ImportReport, [String]) in
            var request = files
            request.database = try await session.database(named)
            let asked = request
            guard let place else {
                return (try await session.interruptibly(asked, session.call, "import"), [])
            }
            let rows = RejectedRows(path: place)
            var call = session.call
            call.takePart = { (part) async throws(EngineError) in try rows.take(part) }
            let report = try await session.interruptibly(asked, call, "import")
            return (report, try rows.finish())
        }
        if output.json {
            try Answer.json(report)
        } else {
            ImportOutput.show(report, mode: files.mode, keepsRejects: place != nil)
            for path in written { print("refused rows: \(path)") }
            // By its name alone, the file would become a class of its own.
            if !written.isEmpty, !report.isDryRun {
                print(
                    "mend their cells and import them with --mapping auto, which leads them to "
                        + "the class that these rows were for")
            }
        }
        if report.tables.contains(where: { $0.rejected > 0 }) || report.failedCommands > 0 {
            throw ExitCode(1)
        }
    }

    /// What is to be imported, and the database that is named for it.
    private func request() throws -> (database: String?, files: ImportFiles) {
        let chosen = try reading.reading()
        var inputs = TableFiles.behind(files.map(Paths.absolute)).map {
            FileInput(name: $0, reading: chosen)
        }
        var targets: [ImportTarget] = []
        var saved: MappingFile?
        if let mapping, mapping != "auto" {
            let path = Paths.absolute(mapping)
            guard let data = FileManager.default.contents(atPath: path) else {
                throw UsageError("there is no mapping file \(mapping)")
            }
            let file = try MappingFile(parsing: Array(data))
            (inputs, targets) = try file.request(for: inputs.map(\.name))
            if let chosen {
                for index in inputs.indices {
                    inputs[index].reading =
                        inputs[index].reading?.overlaid(by: chosen) ?? chosen
                }
            }
            saved = file
        }
        guard !inputs.isEmpty else { throw UsageError("name a file, or a mapping file") }
        let named = database ?? saved?.database
        let files = ImportFiles(
            database: named ?? "", branch: branch, files: inputs, targets: targets,
            isDryRun: dryRun,
            waitsUntilProjected: !noWait, mode: mode ?? saved?.mode ?? .insert,
            usesSavedMappings: mapping == "auto", returnsCells: rejects != nil)
        return (named, files)
    }
}

extension ImportMode: ExpressibleByArgument {}
