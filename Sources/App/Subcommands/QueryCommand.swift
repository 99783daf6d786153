// `spice query`: follows links from the instances of a class.

import ArgumentParser
import Engine

struct QueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query", abstract: "Follow links from the instances of a class.",
        discussion: """
            A hop is PREDICATE:CLASS along a link, or <PREDICATE:CLASS against it; with ? behind it, rows without it \
            stay; with {1,3} it is followed once to three times.

            A condition is property=value, with = != > >= < <= or ~ (contains); property alone means that it has a \
            value, !property that it has none. = of the same property twice: one of them.

            Examples:
              spice query --db northwind OrderDetail orderId:SalesOrder customerId:Customer
              spice query --db northwind Customer '<customerId:SalesOrder' --where country=France
              spice query SalesOrder customerId:Customer --where 'freight>=100' --hop-where '1:country!=France'
              spice query Employee 'managerId:Employee{1,3}' --where lastName~son
              spice query --db northwind Customer --as-of 2026-01-31T12:00:00Z
            """)

    @Argument(help: "The class to start at, then hops.")
    var pattern: [String]

    @Option(name: .customLong("db"), help: DatabaseOption.help)
    var database: String?

    @Option(help: "The branch; main when absent.")
    var branch: String?

    @Option(
        name: .customLong("where"), help: "A condition on the start class; may be repeated.")
    var conditions: [String] = []

    @Option(
        name: .customLong("hop-where"),
        help: "HOP:CONDITION on what a hop leads to, the first being 1; may be repeated.")
    var hopConditions: [String] = []

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
        let filters = try QueryCondition.filters(conditions.map { try QueryCondition($0) })
        let hops = try hops()
        let answer = try await EngineSession.ask(engine, command: "query", database: database) {
            GraphQuery(
                database: $0, branch: branch, startClass: start, hops: hops, filters: filters,
                limit: limit, offset: offset, includePaths: paths, includeProvenance: provenance,
                includeDocuments: !noDocuments, asOf: asOf)
        }
        if output.json {
            try Answer.json(answer)
        } else {
            GraphOutput.show(answer)
        }
    }

    private func hops() throws -> [GraphQuery.Hop] {
        var hops = try pattern.dropFirst().map { try HopText.hop($0) }
        var conditions: [Int: [QueryCondition]] = [:]
        for text in hopConditions {
            let parts = text.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let number = Int(parts[0]), hops.indices.contains(number - 1)
            else {
                throw UsageError(
                    "--hop-where takes HOP:CONDITION with a hop from 1 to \(hops.count), not \(text)"
                )
            }
            conditions[number - 1, default: []].append(try QueryCondition(String(parts[1])))
        }
        for (index, conditions) in conditions {
            hops[index].filters = try QueryCondition.filters(conditions)
        }
        return hops
    }
}
