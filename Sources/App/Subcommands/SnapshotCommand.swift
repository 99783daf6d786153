// `spice snapshot`: a pane of the console as text, ANSI or SVG.

import ArgumentParser
import Console
import Engine
import Foundation
import JSONText
import TerminalUI

struct SnapshotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot", abstract: "Print a pane of the console without a terminal.",
        discussion: """
            Examples:
              spice snapshot pipeline --size 120x40
              spice snapshot graph --db northwind --subject SalesOrder/10248 --format svg > graph.svg
            """)

    @Argument(help: "ontology, mapping, commands, graph or pipeline; or 1 to 5.")
    var pane: String

    @Option(help: "Columns x rows.")
    var size = "80x24"

    @Option(help: "text, ansi or svg.")
    var format = "text"

    @Option(help: "A theme by name, or a file.")
    var theme: String?

    @Option(name: .customLong("db"), help: "The database to show.")
    var database: String?

    @Option(help: "What to show in it: a class, Class/key, a file, a command's id.")
    var subject: String?

    @OptionGroup var engine: EngineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let pane = try ConsoleOpening.pane(pane)
        let numbers = size.lowercased().split(separator: "x").map { Int($0) }
        guard numbers.count == 2, let columns = numbers[0], let rows = numbers[1],
            (1...1000).contains(columns), (1...1000).contains(rows)
        else { throw UsageError("--size is columns x rows, as 80x24; not \(size)") }
        guard let format = ConsoleSnapshot.Format(rawValue: format.lowercased()) else {
            throw UsageError("--format is text, ansi or svg, not \(format)")
        }
        let themes = ThemeFiles.readable().themes
        let theme = try theme.map(ThemeFiles.named) ?? themes.first ?? .builtIn
        let (database, subject) = (database, subject)
        let picture = try await EngineSession.with(
            engine, command: "snapshot", progress: ProgressLine(isSilent: true)
        ) { session in
            await ConsoleSnapshot.render(
                pane: pane, size: Size(columns: columns, rows: rows), format: format,
                theme: theme, engine: session.client,
                options: ConsoleOptions(
                    database: database, pane: pane, subject: subject, themes: themes,
                    principal: session.call.principal, now: { WallClock.now() }))
        }
        guard !output.json else {
            try Answer.json(
                [
                    "pane": .string(pane.rawValue), "columns": .integer(columns),
                    "rows": .integer(rows), "format": .string(format.rawValue),
                    "picture": .string(picture),
                ] as JSON)
            return
        }
        print(picture, terminator: picture.hasSuffix("\n") ? "" : "\n")
    }
}
