// `spice dlq`: dead letters and parked writes.

import ArgumentParser
import Engine
import JSONText

struct DeadLetterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dlq", abstract: "Dead letters: events that failed for good.",
        discussion: """
            Examples:
              spice dlq list
              spice dlq retry 0192f3c1-…
            """,
        subcommands: [
            List.self, Retry.self, Discard.self, Parked.self, Release.self, GiveUp.self,
        ],
        defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Dead letters with their causes.", discussion: "Example: spice dlq list")
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let page = try await EngineSession.with(engine, command: "dlq list") { session in
                try await session.client.run(ListDeadLetters(), session.call)
            }
            if output.json {
                try Answer.json(page)
                return
            }
            Answer.table(
                ["ID", "GROUP", "EVENT", "AGGREGATE", "TRIES", "AT", "CAUSE"],
                page.items.map { letter in
                    [
                        letter.id, letter.group, letter.eventType, letter.aggregate,
                        String(letter.attempts), letter.at, letter.cause,
                    ]
                })
        }
    }

    struct Parked: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Parked writes: what waits, and for what.",
            discussion: "Example: spice dlq parked --json")
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let page = try await EngineSession.with(engine, command: "dlq parked") { session in
                try await session.client.run(ListParkedWrites(), session.call)
            }
            if output.json {
                try Answer.json(page)
                return
            }
            Answer.table(
                ["COMMAND", "EVENT", "AGGREGATE", "SINCE", "WAITS FOR"],
                page.items.map {
                    [$0.commandID, $0.eventType, $0.aggregate, $0.since, $0.reason]
                })
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let its group try again.", discussion: "Example: spice dlq retry 0192f3c1-…")
        @Argument(help: "The dead letter's id.") var id: String
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            try await DeadLetterCommand.settle(
                RetryDeadLetter(id: id), "dlq retry", engine, output,
                ["id": .string(id), "state": "retrying"], "\(id) will be tried again")
        }
    }

    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give it up: its event is never handled; what waits behind it goes on.",
            discussion: "Example: spice dlq discard 0192f3c1-… --yes")
        @Argument(help: "The dead letter's id.") var id: String
        @Flag(help: "Really.") var yes = false
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            guard yes else {
                throw UsageError("discarding cannot be undone: repeat it with --yes")
            }
            try await DeadLetterCommand.settle(
                DiscardDeadLetter(id: id), "dlq discard", engine, output,
                ["id": .string(id), "state": "discarded"], "\(id) was discarded")
        }
    }

    /// Does something about one that is named, and says what.
    static func settle<Request: UseCase>(
        _ request: Request, _ command: String, _ engine: EngineOptions, _ output: OutputOptions,
        _ answer: JSON, _ text: String
    ) async throws {
        _ = try await EngineSession.with(engine, command: command) { session in
            try await session.client.run(request, session.call)
        }
        try Answer.done(answer, text, output)
    }
}
