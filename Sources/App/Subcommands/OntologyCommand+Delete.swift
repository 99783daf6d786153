// `spice ontology delete`: a class, with --cascade also its instances.

import ArgumentParser
import Engine

extension OntologyCommand {
    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Delete a class; with --cascade its instances first.",
            discussion: """
                With --cascade it first says what would go, and does it when --yes is there. Links of other classes \
                that point to the instances stay and dangle. Interrupted, it goes on where it was when it is repeated.

                Examples:
                  spice ontology delete Customer --db northwind
                  spice ontology delete Customer --db northwind --cascade
                  spice ontology delete Customer --db northwind --cascade --yes
                """)
        @Argument(help: "The class.") var name: String
        @Option(name: .customLong("db"), help: DatabaseOption.help) var database: String?
        @Option(help: "The branch; main when absent.") var branch: String?
        @Flag(help: "Delete its instances too.") var cascade = false
        @Flag(help: "Really, with --cascade.") var yes = false
        @Option(help: "The sequence of the class that you have seen; else whatever it is.")
        var expectedSeq: Int?
        @OptionGroup var engine: EngineOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let (deletion, view) = try await EngineSession.with(engine, command: "ontology delete")
            { session in
                let request = DeleteClass(
                    database: try await session.database(database), branch: branch,
                    className: name, cascade: cascade, isDryRun: cascade && !yes,
                    expectedSequence: expectedSeq)
                let deletion = try await session.client.run(request, session.call)
                guard let receipt = deletion.accepted else { return (deletion, CommandView?.none) }
                return (deletion, try await CommandOutput.ended(receipt.commandID, session))
            }
            if output.json { try Answer.json(deletion) } else { show(deletion) }
            if let view, view.status == "FAILED" {
                throw StartError(view.reason ?? "the command FAILED", code: view.code ?? "failed")
            }
            if deletion.isDryRun {
                throw UsageError("nothing was deleted: repeat it with --yes")
            }
        }

        private func show(_ deletion: ClassDeletion) {
            let dangling =
                deletion.incomingLinks > 0
                ? "; \(Figures.grouped(deletion.incomingLinks)) links of other classes "
                    + (deletion.isDryRun ? "would dangle" : "dangle now")
                : ""
            if deletion.isDryRun {
                print(
                    "would delete \(deletion.className) with "
                        + "\(Figures.grouped(deletion.instances)) instances\(dangling)")
            } else {
                print(
                    "deleted \(deletion.className) with \(Figures.grouped(deletion.deleted)) "
                        + "instances\(deletion.deleted > 0 ? dangling : "")")
            }
        }
    }
}
