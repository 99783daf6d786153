// `spice rebuild`: makes read models again from the log.

import ArgumentParser
import Engine

struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Throw a read model away and make it again from the log.",
        discussion: "Example: spice rebuild documents")

    @Argument(help: "graph, documents, lineage or all.")
    var model: String

    @OptionGroup var engine: EngineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let models =
            model == "all" ? ReadModelName.allCases : ReadModelName(rawValue: model).map { [$0] }
        guard let models else {
            throw UsageError("there is no read model \(model): graph, documents, lineage or all")
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
