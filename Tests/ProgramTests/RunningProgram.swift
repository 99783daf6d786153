// One process of the program, started by a test and ended at the latest with it.

import Foundation
import Processes
import TestSupport
import Testing

final class RunningProgram: Sendable {
    private let child: ChildProcess
    private let folder: String

    /// `starter`: a program that starts this one, with its arguments.
    init(
        _ arguments: [String], environment: [String: String] = [:], starter: [String] = []
    ) throws {
        let program = try #require(Program.path)
        folder = NSTemporaryDirectory() + "spice-run-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let words = starter + [program] + arguments
        var launch = Launch(words[0], Array(words.dropFirst()))
        var all = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SPICE_") }
        all["XDG_CONFIG_HOME"] = folder
        launch.environment = all.merging(environment) { $1 }
        (launch.output, launch.errors) = (.file(folder + "/output"), .file(folder + "/errors"))
        child = try ChildProcess(launch)
    }

    deinit {
        kill(SIGKILL)
        try? FileManager.default.removeItem(atPath: folder)
    }

    var pid: pid_t { child.pid }
    var isOver: Bool { !child.isRunning }

    /// Nothing when it has ended.
    func kill(_ signal: Int32) { child.send(signal) }

    var output: String { text("output") }
    var errors: String { text("errors") }

    private func text(_ name: String) -> String {
        let data = FileManager.default.contents(atPath: folder + "/" + name) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }

    /// Waits for the end; kills the process when it takes longer than the limit.
    func finished(limitSeconds: Int = 120) async -> Program.Outcome {
        let guardian = Task {
            try await Task.sleep(for: .seconds(limitSeconds))
            Issue.record("the program did not end in \(limitSeconds) s and was killed")
            kill(SIGKILL)
        }
        let code = await child.ended().code
        guardian.cancel()
        return Program.Outcome(code: code, output: output, errors: errors)
    }

    /// Waits until the condition holds; false when the process ends or the limit passes first.
    func reaches(limitSeconds: Int = 30, _ condition: () async throws -> Bool) async rethrows
        -> Bool
    {
        let deadline = ContinuousClock.now + .seconds(limitSeconds)
        while ContinuousClock.now < deadline {
            if try await condition() { return true }
            if isOver { return try await condition() }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return false
    }
}
