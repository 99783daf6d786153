// The root of the command line.

import ArgumentParser

struct Spice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spice",
        abstract: "An event-sourced graph of your tables, and the console to watch and walk it.",
        discussion: """
            Without a subcommand the console opens: on the engine that runs on the data directory, else on one of its \
            own.

            Examples:
              spice demo                         see it all on sample data
              spice import orders.csv --db shop  turn a file into classes and instances
              spice up                           serve HTTP on :8000, :8002 and :8003
            """,
        version: Version.text,
        subcommands: [
            ConsoleCommand.self, DemoCommand.self, UpCommand.self, ServeCommand.self,
            DownCommand.self, ConfigCommand.self, MigrateCommand.self,
            MigrateDataCommand.self,
            StatusCommand.self, DatabaseCommand.self,
            OntologyCommand.self, LabelsCommand.self, InstanceCommand.self, BranchCommand.self,
            QueryCommand.self,
            InferCommand.self,
            MapCommand.self, ImportCommand.self, ImportsCommand.self, ExportCommand.self,
            LineageCommand.self, CommandCommand.self, WorkersCommand.self, TokenCommand.self,
            DeadLetterCommand.self, RebuildCommand.self, VerifyCommand.self, BackupCommand.self,
            SnapshotCommand.self, ProfilesCommand.self, KeysCommand.self, ThemesCommand.self,
            BenchCommand.self, ChaosCommand.self, DoctorCommand.self, VersionCommand.self,
            TerminalProbeCommand.self,
        ], defaultSubcommand: ConsoleCommand.self)
}
