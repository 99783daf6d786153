// `spice branch`: forks of a database, what is different on them, and bringing it together.

import ArgumentParser
import Engine
import JSONText

struct BranchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "branch", abstract: "Branches: list, create, delete, diff, merge, log.",
        discussion: """
            A branch is a fork of the log; --branch of the other subcommands picks it. Making one sends every class \
            and instance again, as commands of the branch.

            Examples:
              spice branch create draft --db northwind
              spice instance update Shipper/9 '{"phone":"1"}' --db northwind --branch draft
              spice branch diff main draft --db northwind
              spice branch merge draft --db northwind
            """,
        subcommands: [
            List.self, Create.self, Delete.self, Diff.self, Merge.self, History.self,
        ], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The branches of a database.",
            discussion: "Example: spice branch list --db northwind")
        @Option(name: .customLong("db"), help: DatabaseOption.help) var database: String?
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let page = try await EngineSession.ask(
                engine, command: "branch list", database: database
            ) {
                ListBranches(database: $0)
            }
            if output.json { return try Answer.json(page) }
            Answer.table(
                ["BRANCH", "FROM", "AT", "STATE", "CREATED", "BY"],
                page.items.map { view in
                    [
                        view.name, view.parent ?? "", view.position, view.state.rawValue,
                        view.createdAt ?? "", view.createdBy ?? "",
                    ]
                }, right: [2])
        }
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fork a branch at the present end of the log.",
            discussion: """
                One that was interrupted is listed as copying; the same command goes on with it.

                Example: spice branch create draft --db northwind
                """)
        @Argument(help: "Its name.") var name: String
        @Option(name: .customLong("db"), help: DatabaseOption.help) var database: String?
        @Option(help: "The branch to fork.") var from = "main"
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let view = try await EngineSession.ask(
                engine, command: "branch create", database: database
            ) {
                CreateBranch(database: $0, name: name, from: from)
            }
            if output.json { return try Answer.json(view) }
            print("\(view.name) is forked from \(from) at \(view.position)")
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Delete a branch and what is on it.",
            discussion: "Example: spice branch delete draft --db northwind --yes")
        @Argument(help: "Its name.") var name: String
        @Option(name: .customLong("db"), help: DatabaseOption.help) var database: String?
        @Flag(help: "Really.") var yes = false
        @Flag(help: "Also a protected one.") var force = false
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            guard yes else {
                throw UsageError("this deletes the branch \(name): repeat it with --yes")
            }
            _ = try await EngineSession.ask(engine, command: "branch delete", database: database) {
                DeleteBranch(database: $0, name: name, isForced: force)
            }
            try Answer.done(["branch": .string(name)], "\(name) is deleted", output)
        }
    }

    struct History: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "log", abstract: "What happened on a branch, newest first.",
            discussion: "Example: spice branch log --db northwind --branch draft --limit 5")
        @Option(name: .customLong("db"), help: DatabaseOption.help) var database: String?
        @Option(help: "The branch.") var branch = "main"
        @Option(help: "How many.") var limit = 20
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let page = try await EngineSession.ask(
                engine, command: "branch log", database: database
            ) {
                BranchHistory(
                    database: $0, branch: branch, limit: min(max(limit, 1), 1000), offset: 0)
            }
            if output.json { return try Answer.json(page) }
            for commit in page.items {
                print(
                    "\(commit.position)  \(commit.at)  \(commit.author ?? "–")  \(commit.message)")
            }
        }
    }
}
