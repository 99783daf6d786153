// `spice down`: stops the engine that holds the data directory.

import ArgumentParser
import EmbeddedAdapters
import Foundation

struct DownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "down", abstract: "Stop the engine that runs on the data directory.",
        discussion: "Sends SIGTERM to the process that holds it and waits until it has let go.")

    @Option(help: "Seconds to wait.") var timeout = 15
    @OptionGroup var engine: EngineOptions

    func run() async throws {
        let configuration = try AppConfiguration.load()
        let path = configuration.dataDirectory(engine.dataDir)
        guard FileManager.default.fileExists(atPath: path) else {
            print("nothing runs on \(path)")
            return
        }
        let directory: EmbeddedDirectory
        do throws(DirectoryError) { directory = try EmbeddedDirectory(path: path) } catch {
            throw StartError(error.description, code: error.code)
        }
        guard let holder = DirectoryLock.holder(of: directory) else {
            print("nothing runs on \(path)")
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
        print("stopped process \(holder.pid) (\(holder.command))")
    }
}
