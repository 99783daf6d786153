// `spice ontology profile`: what the instances of a class hold, property by property.

import ArgumentParser
import Engine

extension OntologyCommand {
    struct Profile: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What its instances hold: nulls, distinct values, from where to where.",
            discussion: "Example: spice ontology profile Customer --db northwind")
        @Argument(help: "The class.") var name: String
        @Option(name: .customLong("db"), help: "The database.") var database: String
        @Option(help: "The branch; main when absent.") var branch: String?
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let request = ProfileClass(database: database, branch: branch, className: name)
            let view = try await EngineSession.with(engine, command: "ontology profile") {
                session in try await session.client.run(request, session.call)
            }
            if output.json { return try Answer.json(view) }
            let part = view.isCut ? "the first " : ""
            print("\(view.className): \(part)\(Figures.grouped(view.instances)) instances")
            Answer.table(
                ["PROPERTY", "NULLS", "DISTINCT", "FROM", "TO"],
                view.properties.map {
                    [
                        $0.name, Figures.grouped($0.nulls), Figures.grouped($0.distinct),
                        $0.minimum ?? "–", $0.maximum ?? "–",
                    ]
                }, right: [1, 2])
        }
    }
}
