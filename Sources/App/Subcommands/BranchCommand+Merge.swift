// `spice branch diff` and `spice branch merge`.

import ArgumentParser
import Engine

extension BranchCommand {
    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What differs between two branches, or points of one.",
            discussion: """
                A point is the id of a commit, a position of the log or HEAD~N, of --branch.

                Example: spice branch diff main draft --db northwind
                """)
        @Argument(help: "A branch or a point.") var from: String
        @Argument(help: "Another.") var to: String
        @Option(name: .customLong("db"), help: DatabaseOption.help) var database: String?
        @Option(help: "The branch that points are of; main when absent.") var branch: String?
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let page = try await EngineSession.ask(
                engine, command: "branch diff", database: database
            ) {
                DiffBranches(database: $0, from: from, to: to, branch: branch)
            }
            if output.json { return try Answer.json(page) }
            BranchCommand.show(page.items)
        }
    }

    struct Merge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bring the changes of a branch to another.",
            discussion: """
                What both changed is a conflict: nothing is merged and the exit code is 3, unless --prefer says which \
                side counts.

                Example: spice branch merge draft --db northwind --dry-run
                """)
        @Argument(help: "The branch whose changes are brought over.") var source: String
        @Option(name: .customLong("db"), help: DatabaseOption.help) var database: String?
        @Option(help: "The branch that they are brought to.") var into = "main"
        @Option(help: "Of conflicts: source or target.") var prefer: String?
        @Option(help: "Why.") var message: String?
        @Flag(help: "Only tell what would change.") var dryRun = false
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let word = prefer ?? MergeBranches.Preference.none.rawValue
            guard let side = MergeBranches.Preference(rawValue: word) else {
                throw UsageError("--prefer takes source or target")
            }
            let report = try await EngineSession.ask(
                engine, command: "branch merge", database: database, isOnce: true
            ) {
                MergeBranches(
                    database: $0, source: source, target: into, preference: side,
                    isDryRun: dryRun, message: message)
            }
            if output.json {
                try Answer.json(report)
            } else {
                BranchCommand.show(report.changes)
                for conflict in report.conflicts { print("conflict  \(conflict.path)") }
            }
            guard report.conflicts.isEmpty else {
                throw EngineError(
                    .conflict, "\(report.conflicts.count) things changed on both branches")
            }
        }
    }

    static func show(_ changes: [StateChange]) {
        for change in changes {
            print("\(change.kind.rawValue)  \(change.path)")
        }
        if changes.isEmpty { print("nothing differs") }
    }
}
