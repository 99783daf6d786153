// One engine of the program with the demo's data, shared by all consoles that only look or whose changes do not hurt
// others. It is started once and ended with the test process.

import Foundation
import Synchronization
import TestSupport
import Testing

actor DemoDirectory {
    static let shared = DemoDirectory()
    private var opened: Task<Opened, any Error>?

    struct Opened: Sendable {
        /// For `--data-dir`.
        let path: String
        let up: UpProgram
    }

    func engine() async throws -> Opened {
        if let opened { return try await opened.value }
        let task = Task { try await Self.open() }
        opened = task
        return try await task.value
    }

    /// How many events its log holds.
    func events() async throws -> String {
        let path = try await engine().path
        let outcome = try await Program.run(["status", "--data-dir", path, "--json"])
        let found = outcome.output.firstMatch(of: /"events": ?(\d+)/)
        return String(try #require(found, "\(outcome)").output.1)
    }

    /// `--data-dir PATH`, for a console that attaches to the shared engine.
    static func arguments() async throws -> String {
        "--data-dir " + (try await shared.engine().path)
    }

    private static func open() async throws -> Opened {
        let folder = try TemporaryFolder()
        let path = folder.file("data")
        try await Tables.all.imported().copy(to: path)
        let up = try #require(try await UpProgram(path))
        running.withLock { $0 = (up.program.pid, folder) }
        atexit {
            DemoDirectory.running.withLock { known in
                guard let (pid, folder) = known else { return }
                kill(pid, SIGKILL)
                folder.remove()
            }
        }
        return Opened(path: path, up: up)
    }

    private static let running = Mutex<(pid_t, TemporaryFolder)?>(nil)
}
