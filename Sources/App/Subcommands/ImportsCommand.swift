// `spice imports`: which imports there were, and taking one back.

import ArgumentParser
import Engine

struct ImportsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "imports", abstract: "Imports that were made: list, undo.",
        discussion: "Example: spice imports list --db shop",
        subcommands: [List.self, Undo.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Imports with the files that they came from.",
            discussion: "Example: spice imports list --db shop")
        @Option(name: .customLong("db"), help: DatabaseOption.help) var database: String?
        @Option(help: "The branch; main when absent.") var branch: String?
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let list = try await EngineSession.ask(
                engine, command: "imports list", database: database
            ) {
                ListImports(database: $0, branch: branch)
            }
            if output.json { return try Answer.json(list) }
            Answer.table(
                ["IMPORT", "CLASS", "FILE", "AT", "MODE", "STATE"],
                list.items.map { item in
                    [
                        item.id, item.className, item.file, item.at, item.mode,
                        item.isUndone ? "undone" : "",
                    ]
                })
        }
    }

    struct Undo: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a whole import back: delete what it created, restore what it changed.",
            discussion: """
                What was changed since then stays, and is named.

                Example: spice imports undo imp0123456789abcdef --db shop
                """)
        @Argument(help: "The import's id, as list names it.") var id: String
        @Option(name: .customLong("db"), help: DatabaseOption.help) var database: String?
        @Option(help: "The branch; main when absent.") var branch: String?
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let (named, branch, id) = (database, branch, id)
            let report = try await EngineSession.with(engine, command: "imports undo") { session in
                let database = try await session.database(named)
                let undo = UndoImport(database: database, branch: branch, importID: id)
                return try await session.interruptibly(undo, session.call, "undo")
            }
            if output.json { return try Answer.json(report) }
            ImportOutput.show(report)
        }
    }
}
