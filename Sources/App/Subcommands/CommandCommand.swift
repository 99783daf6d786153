// `spice command`: what was asked for, and what became of it.

import ArgumentParser
import Engine

struct CommandCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "command", abstract: "What was asked for, and what became of it.",
        discussion: """
            Examples:
              spice command list --status FAILED
              spice command show 0192f3c1-…
              spice command undo 0192f3c1-… --dry-run
            """,
        subcommands: [List.self, Show.self, Retry.self, Undo.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Commands, newest first.",
            discussion: "Example: spice command list --status FAILED --db northwind")

        @Option(name: .customLong("db"), help: "Of this database only.") var database: String?
        @Option(help: "PENDING, PROCESSING, RETRYING, COMPLETED or FAILED; may be repeated.")
        var status: [String] = []
        @Option(help: "How many.") var limit = 20
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let request = ListCommands(database: database, statuses: status, limit: limit)
            let page = try await EngineSession.with(engine, command: "command list") { session in
                try await session.client.run(request, session.call)
            }
            if output.json {
                try Answer.json(page)
                return
            }
            Answer.table(
                ["ID", "STATE", "ACCEPTED", "COMMAND", "AGGREGATE", "BY", "WHY"],
                page.items.map { command in
                    [
                        command.id, command.status, command.acceptedAt, command.phrase,
                        command.aggregate, command.actor ?? "–", command.reason ?? "",
                    ]
                })
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One command with its timeline.",
            discussion: "Example: spice command show 0192f3c1-…")

        @Argument(help: "The command's id.") var id: String
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let request = GetCommand(id: id)
            let command = try await EngineSession.with(engine, command: "command show") { session in
                try await session.client.run(request, session.call)
            }
            if output.json {
                try Answer.json(command)
                return
            }
            print("\(command.phrase) · \(command.aggregate) · \(command.status)")
            for stage in command.stages {
                print("  \(stage.name)  \(stage.state)  \(stage.at ?? "")  \(stage.detail)")
            }
            if let reason = command.reason { print("  \(reason)") }
        }
    }
}
