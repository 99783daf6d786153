// `spice terminal-probe` (hidden): a tiny program by which tests see that the terminal is restored.

import ArgumentParser
import CursesTerminal
import Foundation

struct TerminalProbeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terminal-probe",
        abstract: "A tiny program on the terminal, to test that it is restored.",
        shouldDisplay: false)

    @Option(help: "none, segv, trap or hang.") var crash = "none"

    func run() async throws {
        guard let crash = TerminalProbe.Crash(rawValue: crash) else {
            throw UsageError("--crash is none, segv, trap or hang")
        }
        let code: Int32
        do throws(CursesError) {
            code = try await TerminalProbe.run(
                crash: crash, environment: ProcessInfo.processInfo.environment)
        } catch {
            throw StartError(error.description, code: error.code)
        }
        if code != 0 { throw ExitCode(code) }
    }
}
