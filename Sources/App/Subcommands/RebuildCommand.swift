// `spice rebuild`: makes read models again from the log, and the log's index from its segments.

import ArgumentParser
import Engine

struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Throw a read model away and make it again from the log.",
        discussion: """
            index: of the log in connected mode, when Postgres lost its tables or was put back from an older copy; with \
            all engines and roles stopped. Harmless when repeated.

            Examples:
              spice rebuild documents
              spice rebuild index
            """)

    @Argument(help: "graph, documents, lineage or all; or index.")
    var model: String

    @OptionGroup var engine: EngineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        if model == "index" { return try await IndexRebuild.run(output) }
        let models =
            model == "all" ? ReadModelName.allCases : ReadModelName(rawValue: model).map { [$0] }
        guard let models else {
            throw UsageError(
                "there is no read model \(model): graph, documents, lineage, all or index")
        }
        let report = try await EngineSession.with(engine, command: "rebuild") { session in
            try await session.client.run(RebuildReadModel(models: models), session.call)
        }
        if output.json {
            try Answer.json(report)
            return
        }
        let names = report.models.map(\.rawValue).joined(separator: ", ")
        print(
            "rebuilt \(names) from \(Figures.grouped(report.events)) events in "
                + Figures.seconds(report.seconds))
    }
}
