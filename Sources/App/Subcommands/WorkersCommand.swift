// `spice workers`: list, pause and resume workers.

import ArgumentParser
import Engine
import JSONText

struct WorkersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workers", abstract: "The workers: list, pause, resume.",
        discussion: """
            Examples:
              spice workers list
              spice workers pause documents
            """,
        subcommands: [List.self, Pause.self, Resume.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "State and lag of each worker.",
            discussion: "Example: spice workers list --json")
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let view = try await EngineSession.with(engine, command: "workers") { session in
                try await session.client.run(PipelineStatus(), session.call)
            }
            if output.json { try Answer.json(view.workers) } else { PipelineOutput.show(view) }
        }
    }

    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop a worker until it is resumed, also over restarts.",
            discussion: "Example: spice workers pause documents")
        @Argument(help: "instance, ontology, graph, documents or lineage.") var worker: String
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws { try await set(worker, isPaused: true, engine, output) }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a paused worker go on.",
            discussion: "Example: spice workers resume documents")
        @Argument(help: "instance, ontology, graph, documents or lineage.") var worker: String
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws { try await set(worker, isPaused: false, engine, output) }
    }

    private static func set(
        _ worker: String, isPaused: Bool, _ engine: EngineOptions, _ output: OutputOptions
    ) async throws {
        let request = SetWorkerState(worker: worker, isPaused: isPaused)
        _ = try await EngineSession.with(engine, command: "workers") { session in
            try await session.client.run(request, session.call)
        }
        let state = isPaused ? "paused" : "running"
        try Answer.done(
            ["worker": .string(worker), "state": .string(state)], "\(worker) is \(state)", output)
    }
}
