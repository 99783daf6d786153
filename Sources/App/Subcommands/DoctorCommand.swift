// `spice doctor`: what is wrong with this machine or this data directory, and what to do about it.

import ArgumentParser
import Foundation

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check libraries, ports, data directory, disk, clock, servers and terminal.",
        discussion: """
            Changes nothing and may run beside an engine. Exit code 1 when anything failed.

            Examples:
              spice doctor
              spice doctor --data-dir ./data --json
            """)

    @Option(name: .long, help: "The data directory to look at.")
    var dataDir: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let report = await Doctor(dataDir: dataDir).examine()
        if output.json {
            try Answer.json(report)
        } else {
            let width = report.checks.map(\.name.count).max() ?? 0
            for check in report.checks {
                let name = check.name.padding(toLength: width, withPad: " ", startingAt: 0)
                let state = check.state == .ok ? "ok  " : check.state.rawValue
                print("\(state)  \(name)  \(check.detail)")
                if let remedy = check.remedy { print("      → \(remedy)") }
            }
        }
        if !report.isHealthy { throw ExitCode(1) }
    }
}
