// `spice config`: every setting with its value and where it comes from, secrets hidden; and whether they fit together.

import ArgumentParser
import Foundation
import JSONText
import ServerAdapters

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "The settings: show, check.",
        discussion: """
            Flags of a command are stronger than all that is shown here.

            Examples:
              spice config show
              spice config check
            """,
        subcommands: [Show.self, Check.self], defaultSubcommand: Show.self)

    struct Row: Codable, Sendable {
        var name: String
        /// Nil: not set; `…` for a secret that is.
        var value: String?
        /// `environment POSTGRES_URL`, `file PATH`, `config file`, `default`, `unset`.
        var origin: String
        var about: String
        /// Of the environment, in the order in which they count.
        var variables: [String]
    }

    static func rows(_ configuration: AppConfiguration) -> [Row] {
        Setting.all.map { setting in
            let found = configuration.found(setting.name)
            let value = found?.value ?? setting.standard
            let origin =
                switch found?.origin {
                case .environment(let variable): "environment \(variable)"
                case .secretFile(let path): "file \(path)"
                case .configurationFile: "config file"
                case .standard, nil: setting.standard == nil ? "unset" : "default"
                }
            return Row(
                name: setting.name, value: setting.isSecret ? value.map { _ in "…" } : value,
                origin: origin, about: setting.about, variables: setting.variables)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Every setting, its value and where it comes from. Secrets are hidden.",
            discussion: "Example: spice config show --json")
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let configuration = try AppConfiguration.load()
            let rows = ConfigCommand.rows(configuration)
            if output.json { return try Answer.json(rows) }
            print("config file: \(configuration.filePath ?? "none")")
            Answer.table(
                ["setting", "value", "from", "for"],
                rows.map { [$0.name, $0.value ?? "", $0.origin, $0.about] })
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Whether the settings fit together; asks no server (spice doctor does).",
            discussion: """
                Connected mode: Postgres, S3, Kafka and a search server belong together, because the log in S3 has its \
                index in Postgres and goes to its readers by Kafka. Redis may be left out. Without TERMINUS_SERVER_URL \
                the graph is a file of the data directory: fine for spice up, refused for spice serve.

                Example: spice config check
                """)
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let configuration = try AppConfiguration.load()
            let plan = try ConnectedPlan(configuration)
            let sheets = try SheetsPlan(configuration)
            let problems = ProfileFile(path: configuration.filePath).problems
            var notes = problems
            if let plan, plan.settings.graph == nil {
                notes.append(
                    "the graph is a file of the data directory: spice up works, spice serve needs "
                        + "TERMINUS_SERVER_URL")
            }
            if let plan, plan.settings.redis == nil {
                notes.append("no Redis: the states of ended commands are read from Postgres")
            }
            if plan != nil { notes += TransportChecks(configuration).doubtful }
            notes += sheets.doubtful
            try Answer.done(
                [
                    "mode": plan == nil ? "embedded" : "connected",
                    "notes": .array(notes.map { .string($0) }),
                ],
                (["the settings fit: \(plan == nil ? "embedded" : "connected") mode"] + notes)
                    .joined(separator: "\n"), output)
            if !problems.isEmpty { throw ExitCode(1) }
        }
    }
}
