// One process of the program, started by a test and ended at the latest with it.

import Foundation
import Synchronization
import TestSupport
import Testing

final class RunningProgram: Sendable {
    private struct State {
        var code: Int32?
        var waiters: [CheckedContinuation<Int32, Never>] = []
    }

    let pid: pid_t
    private let folder: String
    private let state: ProcessState

    private final class ProcessState: Sendable {
        let value = Mutex(State())

        func end(_ code: Int32) {
            let waiters = value.withLock { state in
                state.code = code
                defer { state.waiters = [] }
                return state.waiters
            }
            for waiter in waiters { waiter.resume(returning: code) }
        }
    }

    /// `starter`: a program that starts this one, with its arguments.
    init(
        _ arguments: [String], environment: [String: String] = [:], starter: [String] = []
    ) throws {
        let program = try #require(Program.path)
        folder = NSTemporaryDirectory() + "spice-run-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let process = Process()
        let words = starter + [program] + arguments
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        var all = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SPICE_") }
        all["XDG_CONFIG_HOME"] = folder
        process.environment = all.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try RunningProgram.file(folder + "/output")
        process.standardError = try RunningProgram.file(folder + "/errors")
        let state = ProcessState()
        process.terminationHandler = { process in
            let wasKilled = process.terminationReason == .uncaughtSignal
            state.end((wasKilled ? 128 : 0) + process.terminationStatus)
        }
        try process.start()
        pid = process.processIdentifier
        self.state = state
    }

    deinit {
        kill(SIGKILL)
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func file(_ path: String) throws -> FileHandle {
        try #require(FileManager.default.createFile(atPath: path, contents: nil))
        return try #require(FileHandle(forWritingAtPath: path))
    }

    var isOver: Bool { state.value.withLock { $0.code != nil } }

    /// Nothing when it has ended.
    func kill(_ signal: Int32) {
        state.value.withLock { state in
            if state.code == nil { _ = Glibc.kill(pid, signal) }
        }
    }

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
        let code = await withCheckedContinuation { continuation in
            let code = state.value.withLock { state in
                if state.code == nil { state.waiters.append(continuation) }
                return state.code
            }
            if let code { continuation.resume(returning: code) }
        }
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
