// The console as a process, driven by scripts: what it does when the engine that it is attached to goes away, what it
// says when others would lose theirs, and that looking changes nothing.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "scripts for the console"))) struct ConsoleScriptTests {
    /// Starts a console with a script whose files lie in the folder.
    private func console(
        _ folder: TemporaryFolder, _ name: String, _ script: String, _ arguments: [String] = []
    ) throws -> RunningProgram {
        let text = script.replacing("@", with: folder.path + "/")
        let path = try folder.write(text, to: name + ".keys")
        return try RunningProgram(
            ["console", "--script", path, "--data-dir", folder.file("data")] + arguments)
    }

    private func dumped(_ folder: TemporaryFolder, _ name: String) -> String? {
        try? String(contentsOfFile: folder.file(name), encoding: .utf8)
    }

    @Test func anAttachedConsoleSaysThatItsEngineIsGoneAndTakesTheDirectoryOver() async throws {
        try await TemporaryFolder.with { folder in
            try await Tables.small.imported().copy(to: folder.file("data"))
            let up = try #require(try await UpProgram(folder.file("data")))
            let script = """
                wait ● live
                wait Shipper
                dump @attached
                wait asking again
                dump @gone
                wait it runs in this console now
                wait ● live
                dump @here
                """
            let console = try console(folder, "takeover", script)
            #expect(await console.reaches { dumped(folder, "attached") != nil })
            up.program.kill(SIGKILL)
            let outcome = await console.finished(limitSeconds: 40)
            #expect(outcome.code == 0, "\(outcome)")
            let gone = try #require(dumped(folder, "gone"))
            #expect(gone.contains("✗ no engine") && gone.contains("Shipper"), "\(gone)")
            #expect(dumped(folder, "here")?.contains("Shipper") == true)
            // It was the owner, and let the directory go.
            let status = try await Program.run("status", "--data-dir", folder.file("data"))
            #expect(status.code == 0, "\(status)")
        }
    }

    @Test func whoOwnsTheEngineIsToldWhomLeavingHits() async throws {
        try await TemporaryFolder.with { folder in
            try await Tables.small.imported().copy(to: folder.file("data"))
            let owner = try console(
                folder, "owner",
                """
                wait Shipper
                dump @owner
                until @visitor
                keys q
                wait attached
                dump @question
                keys <esc>q
                wait attached
                keys <enter>
                """)
            #expect(await owner.reaches { dumped(folder, "owner") != nil })
            let visitor = try console(
                folder, "visitor",
                """
                wait Shipper
                dump @visitor
                wait asking again
                """)
            let outcome = await owner.finished(limitSeconds: 40)
            #expect(outcome.code == 0, "\(outcome)")
            let question = try #require(dumped(folder, "question"))
            #expect(question.contains("spice up") && question.contains("end it for all"))
            #expect(await visitor.finished(limitSeconds: 40).code == 0)
        }
    }

    @Test func aReadOnlyConsoleSendsNothing() async throws {
        try await TemporaryFolder.with { folder in
            let data = folder.file("data")
            try await Tables.small.imported().copy(to: data)
            let events = try await Findings.events(data)
            let keys = [
                "n", "a", "5p", "5R", "1i<enter>e", "3t", "3X", "2I", ":add property<enter>",
            ]
            let steps = keys.map { "keys \($0)<esc><esc><esc>1" }.joined(separator: "\n")
            let console = try console(
                folder, "look", "wait Shipper\n" + steps + "\ndump @end", ["--read-only"])
            let outcome = await console.finished(limitSeconds: 60)
            #expect(outcome.code == 0, "\(outcome)")
            #expect(dumped(folder, "end")?.contains("(read-only)") == true)
            #expect(try await Findings.events(data) == events)
        }
    }

    @Test func aTextThatDoesNotComeFailsWithTheScreen() async throws {
        try await TemporaryFolder.with { folder in
            let outcome = await (try console(folder, "never", "until @nothing")).finished()
            #expect(outcome.code == 1 && outcome.errors.contains("[script_failed]"), "\(outcome)")
            let wrong = await (try console(folder, "wrong", "jump 3")).finished()
            #expect(wrong.code == 2 && wrong.errors.contains("wrong.keys:1"), "\(wrong)")
        }
    }
}
