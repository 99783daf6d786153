// `spice verify`: holds the read models against the log.

import ArgumentParser
import Engine

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Hold graph and documents against the log, and recompute the audit chain.",
        discussion: "Exit code 1 when anything differs. Example: spice verify --json")

    @OptionGroup var engine: EngineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let report = try await EngineSession.with(engine, command: "verify") { session in
            try await session.client.run(VerifyReadModels(), session.call)
        }
        if output.json {
            try Answer.json(report)
        } else {
            print(
                "\(Figures.grouped(report.events)) events, "
                    + "\(Figures.grouped(report.instances)) instances, \(report.classes) classes")
            print(
                report.driftCount == 0
                    ? "read models agree with the log"
                    : "\(report.driftCount) differences: spice rebuild all mends them")
            for drift in report.drifts {
                print("  \(drift.model.rawValue): \(drift.subject) \(drift.detail)")
            }
            print("audit: \(report.auditDetail)")
        }
        if report.driftCount > 0 || !report.auditIntact { throw ExitCode(1) }
    }
}
