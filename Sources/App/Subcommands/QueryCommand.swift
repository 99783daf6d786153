// `spice query`: follows links from the instances of a class.

import ArgumentParser
import Engine
import JSONText

struct QueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query", abstract: "Follow links from the instances of a class.",
        discussion: """
            A hop is PREDICATE:CLASS along a link, or <PREDICATE:CLASS against it.

            Examples:
              spice query --db northwind OrderDetail orderId:SalesOrder customerId:Customer
              spice query --db northwind Customer '<customerId:SalesOrder' --where country=France
              spice query --db northwind Customer --as-of 2026-01-31T12:00:00Z
            """)

    @Argument(help: "The class to start at, then hops.")
    var pattern: [String]

    @Option(name: .customLong("db"), help: "The database.")
    var database: String

    @Option(help: "The branch; main when absent.")
    var branch: String?

    @Option(name: .customLong("where"), help: "property=value of the start class; may be repeated.")
    var conditions: [String] = []

    @Option(help: "Rows of the pattern.") var limit = 20
    @Option(help: "Rows to pass over.") var offset = 0
    @Option(help: "What the graph was then: a time, a day, or a position of the log.")
    var asOf: String?
    @Flag(help: "Also show the paths.") var paths = false
    @Flag(help: "Also show the file and row that each node came from.") var provenance = false
    @Flag(help: "Leave the documents out: every node is PARTIAL.") var noDocuments = false

    @OptionGroup var engine: EngineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard let start = pattern.first else {
            throw UsageError("the class to start at is missing")
        }
        var filters: [String: JSON] = [:]
        for condition in conditions {
            let parts = condition.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else {
                throw UsageError("--where takes property=value, not \(condition)")
            }
            filters[String(parts[0])] = .string(String(parts[1]))
        }
        let query = GraphQuery(
            database: database, branch: branch, startClass: start,
            hops: try pattern.dropFirst().map(hop),
            filters: filters, limit: limit, offset: offset, includePaths: paths,
            includeProvenance: provenance, includeDocuments: !noDocuments,
            asOf: asOf)
        let answer = try await EngineSession.with(engine, command: "query") { session in
            try await session.client.run(query, session.call)
        }
        if output.json {
            try Answer.json(answer)
        } else {
            GraphOutput.show(answer)
        }
    }

    private func hop(_ text: String) throws -> GraphQuery.Hop {
        let isAgainst = text.hasPrefix("<")
        let parts = text.drop { $0 == "<" }.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else {
            throw UsageError("a hop is PREDICATE:CLASS or <PREDICATE:CLASS, not \(text)")
        }
        return GraphQuery.Hop(
            predicate: String(parts[0]), targetClass: String(parts[1]),
            direction: isAgainst ? "in" : nil)
    }
}
