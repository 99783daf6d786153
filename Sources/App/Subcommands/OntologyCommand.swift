// `spice ontology`: list and show classes.

import ArgumentParser
import Engine

struct OntologyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ontology", abstract: "Classes: list, show, delete.",
        discussion: """
            Examples:
              spice ontology list --db northwind
              spice ontology show Customer --db northwind
              spice ontology delete Customer --db northwind --cascade
            """,
        subcommands: [List.self, Show.self, Delete.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Classes with their counts.",
            discussion: "Example: spice ontology list --db northwind")
        @Option(name: .customLong("db"), help: "The database.") var database: String
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let request = ListClasses(database: database)
            let page = try await EngineSession.with(engine, command: "ontology list") { session in
                try await session.client.run(request, session.call)
            }
            if output.json {
                try Answer.json(page)
                return
            }
            Answer.table(
                ["CLASS", "INSTANCES", "KEY", "PROPERTIES", "LINKS"],
                page.items.map { view in
                    [
                        view.id, Figures.grouped(view.instances), view.key.joined(separator: ", "),
                        String(view.properties.count),
                        view.links.map { "\($0.predicate) → \($0.target)" }.joined(separator: ", "),
                    ]
                }, right: [1, 3])
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One class, as JSON.",
            discussion: "Example: spice ontology show Customer --db northwind")
        @Argument(help: "The class.") var name: String
        @Option(name: .customLong("db"), help: "The database.") var database: String
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: JSONAnyway

        func run() async throws {
            let request = GetClass(database: database, className: name)
            let view = try await EngineSession.with(engine, command: "ontology show") { session in
                try await session.client.run(request, session.call)
            }
            try Answer.json(view)
        }
    }
}
