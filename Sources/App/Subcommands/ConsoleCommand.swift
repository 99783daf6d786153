// `spice`, `spice console`: the console on this terminal.

import ArgumentParser
import Engine
import Foundation

struct ConsoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console", abstract: "Open the console (the default).",
        discussion: """
            On the engine that runs on the data directory, else on one of its own.

            Examples:
              spice
              spice console --db northwind --pane graph
              spice console --connect http://ops-host:8002
            """)

    @Option(name: .customLong("db"), help: "The database to open.")
    var database: String?

    @Option(
        name: .long, help: "The pane to start with: ontology, mapping, commands, graph, pipeline.")
    var pane = "ontology"

    @OptionGroup var engine: EngineOptions

    func run() async throws {
        guard isatty(0) == 1, isatty(1) == 1 else {
            throw UsageError(
                "the console needs a terminal; without one use spice status, spice snapshot or "
                    + "another subcommand (spice --help)")
        }
        let (database, pane) = (database, try ConsoleOpening.pane(pane))
        try await EngineSession.with(
            engine, command: "console", progress: ProgressLine(isSilent: true)
        ) { session in
            try await ConsoleOpening.run(session, database: database, pane: pane)
        }
    }
}
