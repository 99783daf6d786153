// However the program ends by itself, the exit handlers of C libraries do not run: OpenSSL's frees what a thread that
// still closes a connection uses. And what was printed is there all the same.

import Foundation
import Processes
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere && PreloadedLibrary.exitMark != nil)) struct ExitTests {
    private func environment(_ mark: String) throws -> [String: String] {
        ["LD_PRELOAD": try #require(PreloadedLibrary.exitMark), "EXIT_MARK": mark]
    }

    @Test func theHandlerWorksInAProgramThatReturnsFromMain() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let mark = folder.file("mark")
        var launch = Launch("/bin/true")
        launch.environment = try environment(mark)
        #expect(try ChildProcess(launch).wait() == .exited(0))
        #expect(FileManager.default.fileExists(atPath: mark))
    }

    /// Success, a wrong use, an answer of an own engine, and an engine that does not answer.
    @Test(
        arguments: [
            (["version"], 0), (["--help"], 0), (["db", "create"], 2), (["db", "list"], 0),
            (["status", "--connect", "unix:/nowhere/spice.sock"], 5),
        ] as [([String], Int32)])
    func noExitHandlerRuns(arguments: [String], code: Int32) async throws {
        try await TemporaryFolder.with { folder in
            let mark = folder.file("mark")
            var environment = try environment(mark)
            environment["SPICE_DATA_DIR"] = try folder.folder("data")
            let outcome = try await Program.run(arguments, environment: environment)
            #expect(outcome.code == code, "\(outcome)")
            #expect(!(outcome.output + outcome.errors).isEmpty, "what was printed is lost")
            #expect(!FileManager.default.fileExists(atPath: mark))
        }
    }

    @Test func noExitHandlerRunsWhenASignalEndsTheEngine() async throws {
        try await TemporaryFolder.with { folder in
            let mark = folder.file("mark")
            let up = try #require(
                try await UpProgram(folder.file("data"), environment: environment(mark)))
            #expect(await up.stop().code == 0)
            #expect(!FileManager.default.fileExists(atPath: mark))
        }
    }
}
