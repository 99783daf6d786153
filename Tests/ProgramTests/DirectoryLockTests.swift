// One writer for a data directory, whoever comes second attaches; and what the program says of directories that it
// cannot use. Also the exit codes that scripts rely on.

import Foundation
import Processes
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "locks of directories"))) struct DirectoryLockTests {
    @Test func aSecondProgramAttachesToTheOneThatRuns() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            let up = try #require(try await UpProgram(path))
            let created = try await Program.run("db", "create", "shop", "--data-dir", path)
            #expect(created.code == 0, "\(created)")
            // Each asks an engine that has been up for as long as the first.
            var uptime = 0.0
            for _ in 0..<2 {
                let status = try await Program.run("status", "--json", "--data-dir", path).json()
                let now = try #require(status["uptimeSeconds"] as? Double)
                #expect(now > uptime)
                uptime = now
            }
            let second = try await Program.run("up", "--socket-only", "--data-dir", path)
            #expect(second.code == 1)
            #expect(second.errors.contains("process \(up.program.pid)"), "\(second.errors)")
            #expect(second.errors.contains("[directory_locked]"))
            #expect(await up.stop().code == 0)
        }
    }

    @Test func theLockOfAKilledProcessIsTakenOver() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            let up = try #require(try await UpProgram(path))
            let created = try await Program.run("db", "create", "shop", "--data-dir", path)
            #expect(created.code == 0, "\(created)")
            up.program.kill(SIGKILL)
            _ = await up.program.finished()
            let lock = try String(contentsOfFile: path + "/lock", encoding: .utf8)
            #expect(lock.contains("\(up.program.pid)"), "the dead process is still named")
            let list = try await Program.run("db", "list", "--json", "--data-dir", path)
            #expect(list.code == 0 && list.output.contains(#""shop""#), "\(list)")
        }
    }

    @Test func programsThatComeAtTheSameMomentAllGetTheirAnswer() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            let names = (0..<6).map { "shop-\($0)" }
            let programs = try names.map {
                try RunningProgram(["db", "create", $0, "--data-dir", path])
            }
            for program in programs {
                let outcome = await program.finished(limitSeconds: 60)
                #expect(outcome.code == 0, "\(outcome)")
            }
            let list = try await Program.run("db", "list", "--json", "--data-dir", path)
            for name in names { #expect(list.output.contains("\"\(name)\""), "\(list)") }
            #expect(try await Findings.events(path) == 2 * names.count)
        }
    }

    @Test func directoriesThatCannotBeUsedAreRefusedWithTheReason() async throws {
        try await TemporaryFolder.with { folder in
            let file = try folder.write("hello", to: "file")
            try await expectRefusal(file, "[directory_is_a_file]")
            try await expectRefusal(file + "/below", "[directory_is_a_file]")

            let other = folder.file("other")
            try FileManager.default.createDirectory(
                atPath: other, withIntermediateDirectories: true)
            _ = try folder.write("mine", to: "other/letter.txt")
            try await expectRefusal(other, "[directory_foreign_content]")

            let newer = folder.file("newer")
            try FileManager.default.createDirectory(
                atPath: newer, withIntermediateDirectories: true)
            _ = try folder.write("9000\n", to: "newer/format")
            try await expectRefusal(newer, "[directory_newer_format]")

            // Not even root may write there.
            try await expectRefusal("/proc/spice-data", "cannot create")
        }
    }

    private func expectRefusal(
        _ path: String, _ text: String, starter: [String] = [],
        _ location: SourceLocation = #_sourceLocation
    ) async throws {
        let outcome = try await Program.run(
            ["db", "create", "shop", "--data-dir", path], starter: starter)
        #expect(outcome.code == 1, "\(outcome)", sourceLocation: location)
        #expect(outcome.errors.contains(text), "\(outcome.errors)", sourceLocation: location)
        #expect(outcome.errors.contains(path), "\(outcome.errors)", sourceLocation: location)
    }

    /// Root may write anywhere: it is started without that right. Nil where root may not give it away.
    static let starter: [String]? = {
        if getuid() != 0 { return [] }
        let words = ["/usr/bin/setpriv", "--bounding-set=-dac_override,-dac_read_search"]
        let trial = Launch(words[0], [words[1], "/bin/true"])
        return (try? ChildProcess(trial).wait()) == .exited(0) ? words : nil
    }()

    @Test(.enabled(if: starter != nil, "root may not give its rights away here"))
    func aReadOnlyDirectoryIsRefused() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o500])
            try await expectRefusal(
                path, "[directory_not_permitted]", starter: Self.starter ?? [])
        }
    }

    @Test func exitCodesTellScriptsWhatHappened() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            try await Tables.small.imported().copy(to: path)
            let shop = ["--db", Tables.small.database, "--data-dir", path]
            let cases: [(Int32, [String])] = [
                (2, ["frobnicate"]),
                (2, ["status", "--frobnicate"]),
                (4, ["instance", "show", "Shipper/999"] + shop),
                (4, ["instance", "show", "Nothing/1"] + shop),
                (4, ["db", "delete", "nowhere", "--yes", "--data-dir", path]),
                (
                    3,
                    ["instance", "update", "Shipper/1", #"{"phone":"1"}"#, "--expected-seq", "1"]
                        + shop
                ),
                (
                    0,
                    ["instance", "update", "Shipper/1", #"{"phone":"1"}"#, "--expected-seq", "2"]
                        + shop
                ),
                (
                    3,
                    ["instance", "update", "Shipper/1", #"{"phone":"1"}"#, "--expected-seq", "2"]
                        + shop
                ),
                (
                    3,
                    ["instance", "create", "Shipper", #"{"entityId":1,"companyName":"A"}"#] + shop
                ),
                (5, ["status", "--connect", "http://127.0.0.1:1"]),
                (5, ["status", "--connect", "unix:" + folder.file("none.sock")]),
                (2, ["status", "--connect", "ftp://127.0.0.1"]),
            ]
            for (code, arguments) in cases {
                let outcome = try await Program.run(arguments)
                #expect(outcome.code == code, "\(arguments): \(outcome)")
                #expect(code == 0 || !outcome.errors.isEmpty, "\(arguments) says nothing")
            }
        }
    }

    @Test func ofTwoWritersWithTheSameSequenceExactlyOneWins() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            try await Tables.small.imported().copy(to: path)
            let up = try #require(try await UpProgram(path))
            for sequence in [2, 4, 6, 8] {
                let racers = try ["here", "there"].map { name in
                    try RunningProgram([
                        "instance", "update", "Shipper/2", #"{"phone":"\#(name) \#(sequence)"}"#,
                        "--expected-seq", "\(sequence)", "--db", Tables.small.database,
                        "--connect", up.address,
                    ])
                }
                var codes: [Int32] = []
                for racer in racers { codes.append(await racer.finished().code) }
                #expect(codes.sorted() == [0, 3], "at sequence \(sequence)")
            }
            #expect(await up.stop().code == 0)
            try await Findings.expectAgreement(path)
        }
    }
}
