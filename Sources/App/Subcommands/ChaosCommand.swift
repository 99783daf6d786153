// `spice chaos`: this program under load, hit in every way, and whether its promises held.

import ArgumentParser
import Foundation
import Laboratory

struct ChaosCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chaos",
        abstract: "Break this program under load in every way, and check that its promises hold.",
        discussion: """
            Works on a temporary directory, or in connected mode on the configured servers under names of its own. What is \
            done follows from the seed. Exit code 1 when a promise was broken.

            Examples:
              spice chaos lite --seconds 20 --seed 1
              spice chaos soak --seconds 600 --seed 7 --json > chaos.json
            """,
        subcommands: [
            ChaosLiteCommand.self, ChaosOutOfOrderCommand.self, ChaosSoakCommand.self,
        ])
}

struct ChaosLiteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lite",
        abstract: "Every part killed, stopped, paused, and dead at every crash point, once.",
        discussion: """
            Starts this program as child processes, lets four clients write, and hits each part in turn while they do. \
            Takes longer than asked when that is too short for all of it.

            Example: spice chaos lite --seconds 20 --seed 1
            """)

    @Option(help: "How long the load goes on, about.") var seconds = 30
    @OptionGroup var options: ChaosOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { try await options.run(.lite, seconds: seconds, output) }
}

struct ChaosOutOfOrderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "out-of-order",
        abstract: "Events delivered in any order, late and again; the end equals a run in order.",
        discussion: """
            Embedded: behind a bus that shuffles, in this process. Connected: records are published again on the topics \
            while the roles work, also before the relay comes to them.

            Example: spice chaos out-of-order --seconds 10 --seed 3
            """)

    @Option(help: "How much is delivered: 20 commands of each client for a second.")
    var seconds = 10
    @OptionGroup var options: ChaosOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { try await options.run(.outOfOrder, seconds: seconds, output) }
}

struct ChaosSoakCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "soak",
        abstract: "A long random mix of everything, drawn from the seed.",
        discussion: "Example: spice chaos soak --seconds 600 --seed 7")

    @Option(help: "How long it goes on.") var seconds = 300
    @OptionGroup var options: ChaosOptions
    @OptionGroup var output: OutputOptions

    func run() async throws { try await options.run(.soak, seconds: seconds, output) }
}

struct ChaosOptions: ParsableArguments {
    @Option(help: "What the whole plan follows from.") var seed: UInt64 = 1

    @Flag(help: "Keep the folder with data and logs of all processes.")
    var keep = false

    @Option(help: "Where to make the temporary folder.")
    var folder: String?

    @Option(
        help: ArgumentHelp(
            "Connected mode: a script that may stop and start servers.",
            discussion:
                "Called with `list`, or with a name and kill, restart, pause or resume; see docs/PRODUCTION_TESTS.md."
        ))
    var serverControl: String?

    /// A fault of the world that must be noticed; see ChaosPlant.
    @Option(help: .hidden)
    var plant: String?

    /// Exit code 1 when a promise was broken.
    func run(_ mode: ChaosPlan.Mode, seconds: Int, _ output: OutputOptions) async throws {
        guard (1...1_000_000).contains(seconds) else {
            throw UsageError("--seconds takes 1 to 1000000, not \(seconds)")
        }
        let planted = plant.map(ChaosPlant.init(rawValue:))
        if let planted, planted == nil {
            throw UsageError("there is no fault \(plant ?? "") to plant")
        }
        let session = ChaosSession(
            mode: mode, seed: seed, seconds: seconds, folder: folder.map(Paths.absolute),
            isKept: keep,
            control: serverControl.map(Paths.absolute),
            plant: planted ?? nil)
        let progress = ProgressLine()
        defer { progress.clear() }
        let report: ChaosReport
        do {
            report = try await Interruptible.run {
                try await session.run { progress.show($0) }
            }
        } catch let error as LaboratoryError {
            throw StartError(error.description, code: error.code)
        }
        progress.clear()
        if output.json { try Answer.json(report) } else { ChaosOutput.show(report) }
        if !report.isGood { throw ExitCode(1) }
    }
}
