// `spice status`: how the pipeline is doing.

import ArgumentParser
import Engine

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "How the pipeline is doing: workers, lag, what failed.",
        discussion: "Example: spice status --json")

    @OptionGroup var engine: EngineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let view = try await EngineSession.with(engine, command: "status") { session in
            try await session.client.run(PipelineStatus(), session.call)
        }
        if output.json { try Answer.json(view) } else { PipelineOutput.show(view) }
    }
}
