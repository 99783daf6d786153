// `spice labels`: what classes, properties and links are called in each language.

import ArgumentParser
import Engine
import JSONText

struct LabelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "labels", abstract: "What things are called in each language: list, set.",
        discussion: """
            Examples:
              spice labels list --db northwind
              spice labels set Customer de Kunde --db northwind
              spice labels set Customer.city fr Ville --db northwind
              spice labels set customerId de 'bestellt von' --link --db northwind
            """, subcommands: [List.self, Set.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "All labels of a database.",
            discussion: "Example: spice labels list --db northwind")
        @Option(name: .customLong("db"), help: DatabaseOption.help) var database: String?
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let list = try await EngineSession.ask(
                engine, command: "labels list", database: database
            ) {
                ListLabels(database: $0)
            }
            if output.json { return try Answer.json(list) }
            Answer.table(
                ["KIND", "CLASS", "NAME", "LANGUAGE", "LABEL"],
                list.rows.map {
                    [$0.kind.rawValue, $0.className ?? "–", $0.name ?? "–", $0.language, $0.label]
                })
        }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a class, a property or a link a label.",
            discussion: "Example: spice labels set Customer.city fr Ville --db northwind")
        @Argument(help: "Class, Class.property, or with --link a predicate.") var place: String
        @Argument(help: "The language: de, fr, pt-BR.") var language: String
        @Argument(help: "The label.") var label: String
        @Flag(help: "The place is the predicate of a link.") var link = false
        @Option(help: "The branch whose classes it is held against; main otherwise.")
        var branch: String?
        @Option(name: .customLong("db"), help: DatabaseOption.help) var database: String?
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let parts = place.split(separator: ".", maxSplits: 1).map(String.init)
            let row =
                link
                ? LabelRow(
                    kind: .relationship, className: nil, name: place, label: label,
                    language: language)
                : LabelRow(
                    kind: parts.count > 1 ? .property : .ontologyClass, className: parts.first,
                    name: parts.count > 1 ? parts[1] : nil, label: label, language: language)
            let report = try await EngineSession.ask(
                engine, command: "labels set", database: database
            ) {
                ImportLabels(database: $0, branch: branch, rows: [row])
            }
            if output.json { return try Answer.json(report) }
            print("\(place) is \(label) in \(language)")
            for finding in report.findings { print("  note: \(finding.message)") }
        }
    }
}
