// `spice command`: what was asked for, and what became of it.

import ArgumentParser
import Engine

struct CommandCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "command", abstract: "What was asked for, and what became of it.",
        discussion: """
            Examples:
              spice command list --status FAILED
              spice command list --filter 'state:failed,dead by:etl age<1h -class:Order'
              spice command show 0192f3c1-…
              spice command undo 0192f3c1-… --dry-run
            """,
        subcommands: [List.self, Show.self, Retry.self, Undo.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Commands, newest first.",
            discussion: """
                --filter is the language of the Commands pane; all terms must hold, - in front turns one round:
                state:failed,waiting,dead,running,done  by:  class:  key:  type:  code:  id:  age<5m  tries>1  words

                Examples:
                  spice command list --status FAILED --db northwind
                  spice command list --filter 'class:Order age<1h -by:etl'
                """)

        @Option(name: .customLong("db"), help: "Of this database only.") var database: String?
        @Option(help: "PENDING, PROCESSING, RETRYING, COMPLETED or FAILED; may be repeated.")
        var status: [String] = []
        @Option(help: "What they must be, in the filter language.") var filter: String?
        @Option(help: "How many.") var limit = 20
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let page = try await EngineSession.with(engine, command: "command list") { session in
                guard let filter else {
                    let request = ListCommands(database: database, statuses: status, limit: limit)
                    return try await session.client.run(request, session.call)
                }
                return try await found(filter, session)
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

        /// Looks on, stretch by stretch, until there are enough.
        private func found(_ filter: String, _ session: EngineSession) async throws
            -> PageView<CommandView>
        {
            guard status.isEmpty else {
                throw UsageError("say it in one: --filter state:… instead of --status")
            }
            let unknown = CommandsFilter(filter).unknown
            guard unknown.isEmpty else {
                throw UsageError(
                    "the filter has words that mean nothing: \(unknown.joined(separator: ", "))")
            }
            var answer = PageView<CommandView>(items: [], next: nil)
            repeat {
                let page = try await session.client.run(
                    SearchCommands(
                        database: database, filter: filter, limit: limit - answer.items.count,
                        after: answer.next), session.call)
                answer.items += page.items.prefix(limit - answer.items.count)
                answer.next = page.next
            } while answer.next != nil && answer.items.count < limit
            return answer
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
