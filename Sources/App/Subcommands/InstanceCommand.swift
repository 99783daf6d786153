// `spice instance`: list, show, create, update and delete instances.

import ArgumentParser
import Engine
import JSONText
import Ontology

struct InstanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "instance", abstract: "Instances: list, show, create, update, delete.",
        discussion: """
            Examples:
              spice instance list Customer --db northwind --limit 5
              spice instance list Shipper --db northwind --as-of 2026-01-31
              spice instance show Shipper/9 --db northwind --as-of 2026-01-31
              spice instance show Shipper/9 --db northwind --branch draft
            """,
        subcommands: [List.self, Show.self, Create.self, Update.self, Delete.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Instances of a class by key, or in another order.",
            discussion: """
                Examples:
                  spice instance list Customer --db northwind --search london
                  spice instance list Product --db northwind --sort -unitPrice --where 'discontinued=false'
                """)
        @Argument(help: "The class.") var name: String
        @Option(name: .customLong("db"), help: DatabaseOption.help) var database: String?
        @Option(help: "The branch; main when absent.") var branch: String?
        @Option(help: "Words that must occur.") var search: String?
        @Option(
            parsing: .unconditional,
            help: ArgumentHelp(
                "A property, or key as a number: by its values; with - before it the other way round.",
                valueName: "property"))
        var sort: String?
        @Option(
            name: .customLong("where"),
            help: "property=value, also != > >= < <= ~ (contains), property (is there), !property.")
        var conditions: [String] = []
        @Flag(help: "The last ones first: the same order from its end.") var last = false
        @Option(help: "How many.") var limit = 20
        @Option(help: "The cursor of the page before.") var after: String?
        @Option(help: "What there was then: a time, a day, or a position of the log.")
        var asOf: String?
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        /// Nil: by key, as the engine keeps them.
        private var order: InstanceOrdering? {
            guard sort != nil || last else { return nil }
            var order = InstanceOrdering(text: sort ?? "key")
            order.isFromEnd = last
            return order
        }

        func run() async throws {
            let conditions = try conditions.map { try ConditionText($0).condition }
            let order = order
            let page = try await EngineSession.ask(
                engine, command: "instance list", database: database
            ) {
                ListInstances(
                    database: $0, className: name, search: search,
                    conditions: conditions.isEmpty ? nil : conditions, order: order,
                    branch: branch, limit: limit, after: after, asOf: asOf)
            }
            if output.json { try Answer.json(page) } else { InstanceOutput.show(page, of: name) }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One instance with its values.",
            discussion: "Example: spice instance show Shipper/9 --db northwind")
        @Argument(help: "Class/key") var subject: String
        @Option(name: .customLong("db"), help: DatabaseOption.help) var database: String?
        @Option(help: "The branch; main when absent.") var branch: String?
        @Option(help: "What it was then: a time, a day, or a position of the log.")
        var asOf: String?
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let subject = try Subject(subject)
            let view = try await EngineSession.ask(
                engine, command: "instance show", database: database
            ) {
                GetInstance(
                    database: $0, className: subject.className, key: subject.key, branch: branch,
                    asOf: asOf)
            }
            if output.json { try Answer.json(view) } else { InstanceOutput.show(view) }
        }
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create an instance.",
            discussion:
                #"Example: spice instance create Shipper '{"entityId":9,"companyName":"Fast"}' --db northwind"#
        )
        @Argument(help: "The class.") var name: String
        @Argument(help: "Its data, as JSON.") var data: String
        @Option(name: .customLong("db"), help: DatabaseOption.help) var database: String?
        @Option(help: "The branch; main when absent.") var branch: String?
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let data = try DataArgument.json(data)
            try await CommandOutput.submit(to: database, engine, output) {
                SubmitCommand(
                    type: .createInstance, database: $0, branch: branch, className: name,
                    payload: data)
            }
        }
    }

    struct Update: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change some properties of an instance.",
            discussion:
                #"Example: spice instance update Shipper/9 '{"phone":"1"}' --db northwind --expected-seq 2"#
        )
        @Argument(help: "Class/key") var subject: String
        @Argument(help: "The properties to change, as JSON.") var data: String
        @Option(name: .customLong("db"), help: DatabaseOption.help) var database: String?
        @Option(help: "The branch; main when absent.") var branch: String?
        @Option(help: "The sequence that you have seen; else whatever it is.")
        var expectedSeq: Int?
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let subject = try Subject(subject)
            let data = try DataArgument.json(data)
            try await CommandOutput.submit(to: database, engine, output) {
                SubmitCommand(
                    type: .updateInstance, database: $0, branch: branch,
                    className: subject.className, key: subject.key, payload: data,
                    expectedSequence: expectedSeq)
            }
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Delete an instance.",
            discussion: "Example: spice instance delete Shipper/9 --db northwind")
        @Argument(help: "Class/key") var subject: String
        @Option(name: .customLong("db"), help: DatabaseOption.help) var database: String?
        @Option(help: "The branch; main when absent.") var branch: String?
        @Option(help: "The sequence that you have seen; else whatever it is.")
        var expectedSeq: Int?
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let subject = try Subject(subject)
            try await CommandOutput.submit(to: database, engine, output) {
                SubmitCommand(
                    type: .deleteInstance, database: $0, branch: branch,
                    className: subject.className, key: subject.key, expectedSequence: expectedSeq)
            }
        }
    }
}

/// JSON of a command line.
enum DataArgument {
    static func json(_ text: String) throws -> JSON {
        do throws(JSONError) {
            return try JSON(parsing: text)
        } catch {
            throw UsageError("the data is no JSON: \(error)")
        }
    }
}
