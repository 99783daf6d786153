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
        @Option(name: .customLong("db"), help: "The database.") var database: String
        @Option(help: "The branch that points are of; main when absent.") var branch: String?
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let request = DiffBranches(database: database, from: from, to: to, branch: branch)
            let page = try await EngineSession.with(engine, command: "branch diff") { session in
                try await session.client.run(request, session.call)
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
        @Option(name: .customLong("db"), help: "The database.") var database: String
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
            let request = MergeBranches(
                database: database, source: source, target: into, preference: side,
                isDryRun: dryRun, message: message)
            let report = try await EngineSession.with(
                engine, command: "branch merge", isOnce: true
            ) { session in try await session.client.run(request, session.call) }
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
