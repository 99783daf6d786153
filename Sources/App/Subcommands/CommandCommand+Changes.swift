// `spice command retry` and `undo`: a command again, or its opposite.

import ArgumentParser
import Engine
import JSONText

extension CommandCommand {
    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a command that FAILED again, as a new command.",
            discussion: "Example: spice command retry 0192f3c1-…")

        @Argument(help: "The command's id.") var id: String
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let request = RetryCommand(id: id)
            let view = try await EngineSession.with(engine, command: "command retry") { session in
                let receipt = try await session.client.run(request, session.call)
                return try await CommandOutput.ended(receipt.commandID, session)
            }
            try CommandOutput.show(view, output)
        }
    }

    struct Undo: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a command back by its opposite, unless its aggregate has moved on.",
            discussion: """
                A create is undone by a delete, an update by the former values, a delete by a create with them.

                Examples:
                  spice command undo 0192f3c1-… --dry-run
                  spice command undo 0192f3c1-…
                """)

        @Argument(help: "The command's id.") var id: String
        @Flag(help: "Only say what would be done.") var dryRun = false
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let request = UndoCommand(id: id, isDryRun: dryRun)
            let (undo, view) = try await EngineSession.with(engine, command: "command undo") {
                session in
                let undo = try await session.client.run(request, session.call)
                guard let receipt = undo.accepted else { return (undo, CommandView?.none) }
                return (undo, try await CommandOutput.ended(receipt.commandID, session))
            }
            if let view {
                try CommandOutput.show(view, output)
            } else if output.json {
                try Answer.json(undo)
            } else {
                print("would \(undo.phrase) \(undo.aggregate)  \(undo.payload.text)")
            }
        }
    }
}
