// `spice backup` beside an engine that writes: the copy is one moment of the log, is used as a data directory, and agrees
// with itself.

import Foundation
import JSONText
import Synchronization
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "backups"))) struct BackupTests {
    private func backup(_ path: String, _ copy: String, _ more: String...) async throws
        -> Program.Outcome
    {
        try await Program.run(["backup", copy, "--data-dir", path, "--json"] + more)
    }

    private func report(_ outcome: Program.Outcome) throws -> JSON {
        try JSON(parsing: outcome.output)
    }

    @Test func aCopyThatIsMadeUnderLoadIsAWholeDirectory() async throws {
        try await TemporaryFolder.with { folder in
            let (path, copy) = (folder.file("data"), folder.file("copies/one"))
            let program = try await ServedProgram(path)
            let create = "/api/v1/instances/shop/async/Item/create"
            for (place, body) in [
                ("/api/v1/database/create", #"{"name":"shop"}"#),
                (
                    "/api/v1/database/shop/ontology",
                    #"{"id":"Item","properties":[{"name":"item_id","type":"string"}]}"#
                ), (create, #"{"data":{"item_id":"before"}}"#),
            ] {
                let answer = try await program.ask("POST", place + "?wait=60", body)
                #expect(answer.status == 202, "\(answer)")
            }
            let isOver = Mutex(false)
            async let writing = {
                var number = 0
                while !isOver.withLock({ $0 }) {
                    number += 1
                    let answer = try await program.ask(
                        "POST", create, #"{"data":{"item_id":"i\#(number)"}}"#)
                    #expect(answer.status == 202, "\(answer)")
                }
                return number
            }()
            let first = try await backup(path, copy)
            let second = try await backup(path, folder.file("copies/two"))
            isOver.withLock { $0 = true }
            let written = try await writing
            await program.stop()
            #expect(first.code == 0, "\(first.errors)")
            #expect(second.code == 0, "\(second.errors)")
            let events = try #require(report(first)["events"]?.integer)
            #expect(events >= 6)
            #expect(events <= 6 + 2 * written)
            #expect(try report(second)["events"]?.integer ?? 0 >= events)

            for copy in [copy, folder.file("copies/two")] {
                let verified = try await Program.run(["verify", "--data-dir", copy, "--json"])
                #expect(verified.code == 0, "\(verified.output) \(verified.errors)")
            }
            let restored = try await ServedProgram(copy)
            let answer = try await restored.ask(
                "POST", create + "?wait=60&until=projected", #"{"data":{"item_id":"after"}}"#)
            #expect(answer.json["status"] == "COMPLETED", "\(answer)")
            let there = try await restored.ask(
                "GET", "/api/v1/instance/shop/instance/before?class_id=Item")
            #expect(there.status == 200, "\(there)")
            await restored.stop()
        }
    }

    @Test func theCopyHasTheImportedFilesAndGivesTheSameExport() async throws {
        try await TemporaryFolder.with { folder in
            let (path, copy) = (folder.file("data"), folder.file("copy"))
            let imported = try await Program.run(Tables.small.importing(path))
            #expect(imported.code == 0, "\(imported.errors)")
            let made = try await backup(path, copy)
            #expect(made.code == 0, "\(made.errors)")
            let names = { (path: String) in
                try FileManager.default.contentsOfDirectory(atPath: path + "/sources").sorted()
            }
            #expect(try names(copy) == names(path))
            #expect(try report(made)["sources"]?.integer == names(path).count)
            // Its read models are not there yet; this ends when they are.
            let rebuilt = try await Program.run(["rebuild", "all", "--data-dir", copy])
            #expect(rebuilt.code == 0, "\(rebuilt.errors)")
            for model in ["graph", "documents"] {
                let export = { (path: String) in
                    try await Program.run([
                        "export", model, "--db", Tables.small.database, "--canonical=full",
                        "--data-dir",
                        path,
                    ])
                }
                let (wanted, found) = (try await export(path), try await export(copy))
                #expect(wanted.code == 0 && !wanted.output.isEmpty, "\(wanted.errors)")
                #expect(found.output == wanted.output, "\(model): \(found.errors)")
            }
        }
    }

    @Test func nothingIsWrittenOver() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            _ = try await Program.run(["db", "create", "shop", "--data-dir", path])
            let taken = folder.file("taken")
            try FileManager.default.createDirectory(
                atPath: taken, withIntermediateDirectories: true)
            let left = folder.file("left")
            try FileManager.default.createDirectory(
                atPath: left + ".part", withIntermediateDirectories: true)
            for copy in [taken, left, path, path + "/inside"] {
                let outcome = try await backup(path, copy)
                #expect(outcome.code == 3, "\(copy): \(outcome)")
            }
            let nothing = try await backup(folder.file("nowhere"), folder.file("copy"))
            #expect(nothing.code == 1, "\(nothing)")
            #expect(nothing.errors.contains("there is no log"))
            #expect(!FileManager.default.fileExists(atPath: folder.file("copy")))
        }
    }

    @Test func aDamagedLogLeavesNoCopyAndADamagedFileIsNamed() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            let imported = try await Program.run(Tables.small.importing(path))
            #expect(imported.code == 0, "\(imported.errors)")
            let sources = try FileManager.default.contentsOfDirectory(atPath: path + "/sources")
            let name = try #require(sources.first)
            try Data("other".utf8).write(to: URL(fileURLWithPath: path + "/sources/" + name))
            let lacking = try await backup(path, folder.file("lacking"))
            #expect(lacking.code == 1)
            #expect(try report(lacking)["damagedSources"]?.array?.compactMap(\.string) == [name])

            let log = try FileHandle(forUpdating: URL(fileURLWithPath: path + "/events.db"))
            let size = try log.seekToEnd()
            for place in stride(from: 8192, to: size, by: 4096) {
                try log.seek(toOffset: place)
                try log.write(contentsOf: Data(repeating: 0x5A, count: 512))
            }
            try log.close()
            let outcome = try await backup(path, folder.file("copy"))
            #expect(outcome.code != 0, "\(outcome)")
            #expect(!FileManager.default.fileExists(atPath: folder.file("copy")))
            #expect(!FileManager.default.fileExists(atPath: folder.file("copy.part")))
        }
    }
}
