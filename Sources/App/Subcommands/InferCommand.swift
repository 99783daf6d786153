// `spice infer`: what tables hold. Writes nothing.

import ArgumentParser
import Console
import Engine
import JSONText

struct InferCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "infer",
        abstract: "What tables hold: dialect, types, keys, links. Writes nothing.",
        discussion: """
            Examples:
              spice infer orders.csv
              spice infer *.csv --json
              spice infer exports/ --ontology > shop.json
              spice infer --set DIR --out answers.json
            """)

    @Argument(
        help:
            "Files, or folders of them: delimited text, JSON Lines, also gzipped; workbooks (.xlsx)."
    )
    var files: [String] = []

    @Flag(help: "Print only the proposed classes, as spice ontology apply takes them.")
    var ontology = false

    @Option(help: "Answer every task of a data set: a folder with manifest.json and files.")
    var set: String?

    @Option(help: "Where the answers for --set go.")
    var out: String?

    @Flag(help: "Also say why: reasons, other readings, cells that do not fit.")
    var why = false

    @OptionGroup var reading: ReadingOptions

    @OptionGroup var engine: EngineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        HeapLimits.keepLow()
        if let set { return try InferSet(set: Paths.absolute(set), out: out).run() }
        guard !files.isEmpty else { throw UsageError("name a file") }
        let chosen = try reading.reading()
        let request = InferFiles(
            files: TableFiles.behind(files.map(Paths.absolute)).map {
                FileInput(name: $0, reading: chosen)
            },
            namesUnreadable: true)
        let view = try await EngineSession.with(engine, command: "infer") { session in
            try await session.interruptibly(request, session.call, "reading")
        }
        if ontology {
            try Answer.json(OntologyDocument(classes: view.classes))
            let problems = view.tables.compactMap(\.classProblem)
            for problem in problems { Log.stderr("spice: \(problem)") }
            if !problems.isEmpty { throw ExitCode(EngineError.Code.invalidData.exitCode) }
        } else if output.json {
            try Answer.json(view)
        } else {
            for table in view.tables { show(table, view.links) }
        }
        try tell(view.unreadable ?? [])
    }

    /// What could not be read goes to stderr; what could be read was printed before. Ends with the code of the first.
    private func tell(_ unreadable: [InferenceView.Unreadable]) throws {
        guard let first = unreadable.first else { return }
        for file in unreadable { Log.stderr("spice: \(file.reason) [\(file.code)]") }
        let code = EngineError.Code(rawValue: first.code) ?? .unreadableFile
        throw ExitCode(code.exitCode)
    }

    private func show(_ table: InferenceView.Table, _ links: [InferenceView.Link]?) {
        let encoding = table.hasEncoding ? table.encoding + ", " : ""
        let shape = table.shape ?? "delimiter \(table.delimiter.debugDescription)"
        print(
            "\(table.file) → \(table.className)  \(Figures.grouped(table.rows)) rows; "
                + "\(encoding)\(shape), "
                + "\(table.headerRows) header row\(table.headerRows == 1 ? "" : "s"), key "
                + (table.primaryKey.isEmpty ? "none" : table.primaryKey.joined(separator: ", ")))
        if let counts = table.issueCounts {
            let kinds = counts.keys.sorted().map { "\($0) \(Figures.grouped(counts[$0] ?? 0))" }
            print("  ! " + kinds.joined(separator: ", "))
        }
        for repair in table.repairs { print("  ! \(repair)") }
        if let problem = table.classProblem { print("  ! \(problem)") }
        Answer.table(
            ["  COLUMN", "READS AS", "SURE", "NULL", "DISTINCT", "REFERS TO", "AGAINST"],
            table.columns.map { column in
                let kind = [column.base, column.semantic, column.format].compactMap(\.self)
                return [
                    "  " + column.name, kind.joined(separator: " · "),
                    "\(Int((column.confidence * 100).rounded()))%", Figures.grouped(column.nulls),
                    Figures.grouped(column.distinct), column.references ?? "",
                    Self.rows(column.contradictionCount),
                ]
            }, right: [2, 3, 4])
        LinkOutput.show(table, links ?? [], why: why)
        if why { table.columns.forEach(explain) }
        print("")
    }

    private static func rows(_ count: Int) -> String {
        count == 0 ? "" : "\(Figures.grouped(count)) \(count == 1 ? "row" : "rows")"
    }

    private func explain(_ column: InferenceView.Column) {
        print("  \(column.name): " + column.evidence.joined(separator: "; "))
        for other in column.alternatives.prefix(3) {
            print("    or \(other.reading), \(Int((other.confidence * 100).rounded()))%")
        }
        for cell in column.contradictions.prefix(5) {
            print("    row \(cell.row) does not fit: \(cell.text.prefix(60).debugDescription)")
        }
    }
}

/// What `spice ontology apply` takes.
private struct OntologyDocument: Encodable {
    var classes: [JSON]
}
