// `spice infer`: what tables hold. Writes nothing.

import ArgumentParser
import Engine

struct InferCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "infer",
        abstract: "What tables hold: dialect, types, keys, links. Writes nothing.",
        discussion: """
            Examples:
              spice infer orders.csv
              spice infer *.csv --json
            """)

    @Argument(help: "Files: delimited text, also gzipped.")
    var files: [String]

    @OptionGroup var engine: EngineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let request = InferFiles(files: files.map { FileInput(name: Paths.absolute($0)) })
        let view = try await EngineSession.with(engine, command: "infer") { session in
            try await session.client.run(request, session.call)
        }
        if output.json {
            try Answer.json(view)
        } else {
            for table in view.tables { show(table) }
        }
    }

    private func show(_ table: InferenceView.Table) {
        print(
            "\(table.file) → \(table.className)  \(Figures.grouped(table.rows)) rows; "
                + "\(table.encoding), delimiter \(table.delimiter.debugDescription), "
                + "\(table.headerRows) header rows, key "
                + (table.primaryKey.isEmpty ? "none" : table.primaryKey.joined(separator: ", ")))
        for repair in table.repairs { print("  ! \(repair)") }
        Answer.table(
            ["  COLUMN", "READS AS", "SURE", "NULL", "DISTINCT", "REFERS TO", "AGAINST"],
            table.columns.map { column in
                let kind = [column.base, column.semantic, column.format].compactMap(\.self)
                return [
                    "  " + column.name, kind.joined(separator: " · "),
                    "\(Int((column.confidence * 100).rounded()))%", Figures.grouped(column.nulls),
                    Figures.grouped(column.distinct), column.references ?? "",
                    column.contradictionCount == 0 ? "" : "\(column.contradictionCount) rows",
                ]
            }, right: [2, 3, 4])
        print("")
    }
}
