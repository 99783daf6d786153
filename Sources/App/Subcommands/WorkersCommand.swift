// `spice workers`: list, pause and resume workers.

import ArgumentParser
import Engine

struct WorkersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workers", abstract: "The workers: list, pause, resume.",
        subcommands: [List.self, Pause.self, Resume.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "State and lag of each worker.")
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
            abstract: "Stop a worker until it is resumed, also over restarts.")
        @Argument(help: "instance, ontology, graph, documents or lineage.") var worker: String
        @OptionGroup var engine: EngineOptions

        func run() async throws { try await set(worker, isPaused: true, engine) }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a paused worker go on.")
        @Argument(help: "instance, ontology, graph, documents or lineage.") var worker: String
        @OptionGroup var engine: EngineOptions

        func run() async throws { try await set(worker, isPaused: false, engine) }
    }

    private static func set(_ worker: String, isPaused: Bool, _ engine: EngineOptions) async throws
    {
        let request = SetWorkerState(worker: worker, isPaused: isPaused)
        _ = try await EngineSession.with(engine, command: "workers") { session in
            try await session.client.run(request, session.call)
        }
        print("\(worker) is \(isPaused ? "paused" : "running")")
    }
}
