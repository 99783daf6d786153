// `spice map`: where the columns of a file lead in a database that is there. Writes a mapping file, nothing else.

import ArgumentParser
import Engine
import Foundation
import JSONText

struct MapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map",
        abstract: "Which column leads to which property; writes a mapping file.",
        discussion: """
            Without --class the class that fits best is taken. What was accepted in this database before counts as \
            evidence. The mapping file may be edited; `spice import --mapping FILE` replays it. Of a workbook with \
            several tables each has its entry; --class is for the one that fits it best.

            Examples:
              spice map orders.csv --db shop --class Order
              spice map orders.csv --db shop --out orders.mapping.json
            """)

    @Argument(help: "A file: delimited text, JSON Lines or a workbook.")
    var file: String

    @Option(name: .customLong("db"), help: DatabaseOption.help)
    var database: String?

    @Option(help: "The branch; main when absent.")
    var branch: String?

    @Option(name: .customLong("class"), help: "The class that the rows are to become.")
    var className: String?

    @Option(help: "Where to write the mapping file.")
    var out: String?

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var engine: EngineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let input = FileInput(name: Paths.absolute(file), reading: try reading.reading())
        let (place, view) = try await EngineSession.with(engine, command: "map") { session in
            let database = try await session.database(database)
            let request = SuggestMapping(
                database: database, branch: branch, className: className, file: input)
            if isWorthSample {
                var sample = request
                sample.sampleRows = Self.sampleRows
                let first = try await session.client.run(sample, session.call)
                show(first, of: ", by its first \(Self.sampleRows) rows; all of them follow")
            }
            return (database, try await session.client.run(request, session.call))
        }
        let mapping = MappingFile(database: place, file: input, view)
        if let out {
            let json = try JSONEncoding.encode(mapping)
            try Data(json.text.utf8).write(to: URL(fileURLWithPath: Paths.absolute(out)))
        }
        if output.json {
            try Answer.json(mapping)
        } else {
            show(view)
        }
    }

    private static let sampleRows = 2000
    private static let largeBytes = 32 << 20

    /// Somebody looks at the screen, and the whole file takes a while.
    private var isWorthSample: Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: Paths.absolute(file))
        let size = attributes?[.size] as? Int ?? 0
        return !output.json && isatty(1) == 1 && size > Self.largeBytes
    }

    private func show(_ view: MappingView, of rows: String = "") {
        for one in [view] + (view.others ?? []) { showTable(one, rows) }
    }

    private func showTable(_ view: MappingView, _ rows: String) {
        print("\(file)\(view.part.map { "#" + $0 } ?? "") → \(view.className)\(rows)")
        Answer.table(
            ["  COLUMN", "PROPERTY", "SURE", "WHY"],
            view.matches.map { match in
                [
                    "  " + match.column, match.property ?? "–",
                    "\(Int((match.score * 100).rounded()))%",
                    match.reasons.joined(separator: "; "),
                ]
            }, right: [2])
    }
}
