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
            evidence. The mapping file may be edited; `spice import --mapping FILE` replays it.

            Examples:
              spice map orders.csv --db shop --class Order
              spice map orders.csv --db shop --out orders.mapping.json
            """)

    @Argument(help: "A file: delimited text, JSON Lines or a workbook.")
    var file: String

    @Option(name: .customLong("db"), help: "The database.")
    var database: String

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
        let request = SuggestMapping(
            database: database, branch: branch, className: className, file: input)
        let view = try await EngineSession.with(engine, command: "map") { session in
            try await session.client.run(request, session.call)
        }
        let mapping = MappingFile(database: database, file: input, view)
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

    private func show(_ view: MappingView) {
        print("\(file) → \(view.className)")
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
