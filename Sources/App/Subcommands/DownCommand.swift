// `spice down`: stops the engine that holds the data directory.

import ArgumentParser
import EmbeddedAdapters
import Foundation
import JSONText

struct DownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "down", abstract: "Stop the engine that runs on the data directory.",
        discussion: """
            Sends SIGTERM to the process that holds it and waits until it has let go.

            Example: spice down --data-dir ./data
            """)

    @Option(help: "Seconds to wait.") var timeout = 15
    @OptionGroup var engine: EngineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard engine.connect == nil else {
            throw UsageError("down stops the engine of a data directory: name that one")
        }
        let configuration = try AppConfiguration.load()
        let path = configuration.dataDirectory(engine.dataDir)
        guard FileManager.default.fileExists(atPath: path) else {
            try sayNothingRuns(path)
            return
        }
        let directory: EmbeddedDirectory
        do throws(DirectoryError) { directory = try EmbeddedDirectory(path: path) } catch {
            throw StartError(error.description, code: error.code)
        }
        guard let holder = DirectoryLock.holder(of: directory) else {
            try sayNothingRuns(path)
            return
        }
        guard kill(pid_t(holder.pid), SIGTERM) == 0 else {
            throw StartError(
                "process \(holder.pid) cannot be stopped by this user", code: "not_permitted")
        }
        let deadline = ContinuousClock.now + .seconds(timeout)
        while DirectoryLock.holder(of: directory)?.pid == holder.pid {
            guard ContinuousClock.now < deadline else {
                throw StartError(
                    "process \(holder.pid) has not ended in \(timeout) s", code: "still_running")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        try Answer.done(
            [
                "stopped": true, "pid": .integer(holder.pid), "command": .string(holder.command),
                "dataDirectory": .string(path),
            ], "stopped process \(holder.pid) (\(holder.command))", output)
    }

    private func sayNothingRuns(_ path: String) throws {
        try Answer.done(
            ["stopped": false, "dataDirectory": .string(path)], "nothing runs on \(path)", output)
    }
}
