// `spice ontology`: list, show, apply and delete classes.

import ArgumentParser
import Engine
import Foundation
import JSONText

struct OntologyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ontology", abstract: "Classes: list, show, apply, delete.",
        discussion: """
            Examples:
              spice ontology list --db northwind
              spice ontology show Customer --db northwind
              spice ontology apply shop.json --db shop
              spice ontology delete Customer --db northwind --cascade
            """,
        subcommands: [List.self, Show.self, Profile.self, Apply.self, Delete.self],
        defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Classes with their counts.",
            discussion: "Example: spice ontology list --db northwind")
        @Option(name: .customLong("db"), help: DatabaseOption.help) var database: String?
        @Option(help: "The branch; main when absent.") var branch: String?
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let page = try await EngineSession.ask(
                engine, command: "ontology list", database: database
            ) {
                ListClasses(database: $0, branch: branch)
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
            abstract: "One class: properties, key and links.",
            discussion: "Example: spice ontology show Customer --db northwind")
        @Argument(help: "The class.") var name: String
        @Option(name: .customLong("db"), help: DatabaseOption.help) var database: String?
        @Option(help: "The branch; main when absent.") var branch: String?
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let view = try await EngineSession.ask(
                engine, command: "ontology show", database: database
            ) {
                GetClass(database: $0, className: name, branch: branch)
            }
            if output.json { try Answer.json(view) } else { OntologyOutput.show(view) }
        }
    }

    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the classes of a database what a file says.",
            discussion: """
                The file holds class objects: a list, or an object with `classes`, as spice infer --ontology writes \
                it. Classes that it does not name stay.

                Example: spice ontology apply shop.json --db shop
                """)
        @Argument(help: "A JSON file.") var file: String
        @Option(name: .customLong("db"), help: DatabaseOption.created)
        var database: String?
        @Option(help: "The branch; main when absent.") var branch: String?
        @Flag(help: "Only tell what would change.") var dryRun = false
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            guard let data = FileManager.default.contents(atPath: Paths.absolute(file)) else {
                throw UsageError("there is no file \(file)")
            }
            let json = try JSON(parsing: Array(data))
            let changes = try await EngineSession.ask(
                engine, command: "ontology apply", database: database
            ) {
                ApplyOntology(
                    database: $0, branch: branch,
                    classes: json["classes"]?.array ?? json.array ?? [json], isDryRun: dryRun)
            }
            if output.json { return try Answer.json(changes) }
            for (verb, names) in [
                ("created", changes.created), ("updated", changes.updated),
                ("unchanged", changes.unchanged),
            ] where !names.isEmpty {
                print("\(verb): \(names.joined(separator: ", "))")
            }
        }
    }
}
