// `spice db`: list, create and delete databases.

import ArgumentParser
import Engine
import JSONText
import Ontology

struct DatabaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db", abstract: "Databases: list, create, delete.",
        discussion: """
            Examples:
              spice db list
              spice db create shop --description "a first one"
            """,
        subcommands: [List.self, Create.self, Delete.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Databases with their counts.", discussion: "Example: spice db list --json")
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let page = try await EngineSession.with(engine, command: "db list") { session in
                try await session.client.run(ListDatabases(), session.call)
            }
            if output.json {
                try Answer.json(page)
                return
            }
            Answer.table(
                ["DATABASE", "CLASSES", "INSTANCES", "CREATED", "DESCRIPTION"],
                page.items.map {
                    [
                        $0.name, String($0.classes), Figures.grouped($0.instances), $0.createdAt,
                        $0.description,
                    ]
                }, right: [1, 2])
        }
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create a database.",
            discussion: #"Example: spice db create shop --description "a first one""#)
        @Argument(help: "Its name.") var name: String
        @Option(help: "What it is for.") var description: String?
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let payload: JSON = description.map { ["description": .string($0)] } ?? [:]
            try await CommandOutput.submit(to: name, engine, output) {
                SubmitCommand(type: .createDatabase, database: $0, payload: payload)
            }
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Delete a database. Its events stay in the log.",
            discussion: "Example: spice db delete shop --yes")
        @Argument(help: "Its name.") var name: String
        @Option(help: "The sequence that you have seen; else whatever it is.")
        var expectedSeq: Int?
        @Flag(help: "Really.") var yes = false
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            guard yes else {
                throw UsageError("this deletes the database \(name): repeat it with --yes")
            }
            try await CommandOutput.submit(to: name, engine, output) {
                SubmitCommand(
                    type: .deleteDatabase, database: $0, expectedSequence: expectedSeq)
            }
        }
    }
}
