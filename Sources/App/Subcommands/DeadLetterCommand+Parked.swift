// `spice dlq release` and `give-up`: what is done about a write that waits.

import ArgumentParser
import Engine
import JSONText

extension DeadLetterCommand {
    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a parked write be decided now, with all that wait for the same.",
            discussion: "Example: spice dlq release 0192f3c1-…")
        @Argument(help: "The id of the event that waits: see spice dlq parked.") var id: String
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            try await DeadLetterCommand.settle(
                RetryParkedWrite(id: id), "dlq release", engine, output,
                ["id": .string(id), "state": "released"], "\(id) is decided anew")
        }
    }

    struct GiveUp: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "give-up",
            abstract: "Let a parked command FAIL; what waits behind it goes on.",
            discussion: "Example: spice dlq give-up 0192f3c1-… --yes")
        @Argument(help: "The command's id: see spice dlq parked.") var id: String
        @Flag(help: "Really.") var yes = false
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            guard yes else {
                throw UsageError("a command that is given up has FAILED: repeat it with --yes")
            }
            try await DeadLetterCommand.settle(
                DiscardParkedWrite(id: id), "dlq give-up", engine, output,
                ["id": .string(id), "state": "failed"], "\(id) was given up")
        }
    }
}
