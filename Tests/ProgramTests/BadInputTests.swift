// Input that is wrong: a sentence with a stable code, the right exit code, and what was fine is kept.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "bad input to every subcommand"))) struct BadInputTests {
    @Test func filesThatAreNoTablesAreRefused() async throws {
        try await TemporaryFolder.with { folder in
            let noise = folder.file("noise.csv")
            var dice = Dice(seed: 1)
            let bytes = (0..<3000).map { _ in UInt8(dice.number(in: 0...255)) }
            try Data(bytes).write(to: URL(filePath: noise))
            let cases: [(String, Int32, String)] = [
                (folder.file("missing.csv"), 4, "[not_found]"),
                (folder.path, 1, "[unreadable_file]"),
                (try folder.write("", to: "empty.csv"), 1, "[unreadable_file]"),
                (noise, 1, "[unreadable_file]"),
            ]
            let path = folder.file("data")
            for (file, code, text) in cases {
                let outcome = try await Program.run(
                    "import", file, "--db", "shop", "--data-dir", path)
                #expect(outcome.code == code, "\(file): \(outcome)")
                #expect(outcome.errors.contains(text), "\(outcome.errors)")
                #expect(outcome.errors.contains(file), "\(outcome.errors)")
            }
            let list = try await Program.run("db", "list", "--json", "--data-dir", path).json()
            #expect((list["items"] as? [Any])?.isEmpty == true, "nothing was created")
        }
    }

    @Test(arguments: [
        ["status"], ["db", "list"], ["query", "Product"], ["verify"],
        ["workers", "pause", "graph"], ["export", "graph"], ["dlq", "list"], ["rebuild", "all"],
    ]) func aDirectoryThatIsNotThereIsNotMade(_ line: [String]) async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("typo")
            let outcome = try await Program.run(line + ["--data-dir", path])
            #expect(outcome.code == 1, "\(outcome)")
            #expect(outcome.errors.contains("[directory_missing]"), "\(outcome)")
            #expect(outcome.errors.contains(path), "\(outcome)")
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func raggedRowsAreReportedWithTheirNumbersAndTheOthersImported() async throws {
        try await TemporaryFolder.with { folder in
            let file = try folder.write(
                "id,name,qty\n1,a,3\n2,b,4\n3,c,4,5\n4,d,6\n5,e,7,8,9\n6,f,8\n", to: "Part.csv")
            let report = try await imported(file, folder)
            #expect(report.rejectedRows == [4, 6])
            #expect(report.accepted == 4)
            #expect(report.keys == ["Part/1", "Part/2", "Part/4", "Part/6"])
        }
    }

    @Test func shortRowsAreImportedAndMentioned() async throws {
        try await TemporaryFolder.with { folder in
            let file = try folder.write(
                "id,name,qty\n1,a,3\n2,b,4\n3,c\n4,d,6\n5\n6,f,8\n", to: "Part.csv")
            let load = ["import", file, "--db", "shop", "--data-dir", folder.file("data")]
            let outcome = try await Program.run(load + ["--json"])
            #expect(outcome.code == 0, "\(outcome)")
            let report = try outcome.json()
            let table = try #require((report["tables"] as? [[String: Any]])?.first)
            #expect(table["accepted"] as? Int == 6)
            #expect(table["padded"] as? Int == 2)
            #expect(table["firstPadded"] as? Int == 4, "the header is row 1")
            let warnings = try #require(report["warnings"] as? [String])
            #expect(warnings.contains { $0.contains("2 rows are shorter") }, "\(warnings)")
            let again = try await Program.run(load + ["--dry-run"])
            #expect(again.output.contains("Part.csv: 2 rows are shorter"), "\(again)")
        }
    }

    @Test func aNameIsRefusedBeforeAFileIsRead() async throws {
        try await TemporaryFolder.with { folder in
            let outcome = try await Program.run(
                "import", folder.file("missing.csv"), "--db", "No Name", "--data-dir",
                folder.file("data"))
            #expect(outcome.code == 2, "\(outcome)")
            #expect(outcome.errors.contains("[invalid_name]"))
        }
    }

    @Test func rowsThatAreNotUTF8AreReportedWithTheirNumbersAndTheOthersImported() async throws {
        try await TemporaryFolder.with { folder in
            let file = folder.file("Part.csv")
            var bytes = Array("\u{FEFF}id,name,qty\n1,Käse,3\n2,Brot,4\n3,".utf8)
            bytes += [0xC3, 0x28, 0xA0, 0xFF]
            bytes += Array(",5\n4,Öl,6\n5,Salz,7\n".utf8)
            try Data(bytes).write(to: URL(filePath: file))
            let report = try await imported(file, folder)
            #expect(report.rejectedRows == [4])
            #expect(report.accepted == 4)
            #expect(report.keys == ["Part/1", "Part/2", "Part/4", "Part/5"])
        }
    }

    private struct Report {
        var rejectedRows: [Int]
        var accepted: Int
        var keys: Set<String>
    }

    private func imported(_ file: String, _ folder: TemporaryFolder) async throws -> Report {
        let path = folder.file("data")
        let outcome = try await Program.run(
            "import", file, "--db", "shop", "--data-dir", path, "--json")
        #expect(outcome.code == 1, "\(outcome)")
        let report = try outcome.json()
        let rejections = try #require(report["rejections"] as? [[String: Any]])
        let tables = try #require(report["tables"] as? [[String: Any]])
        let graph = try await Exports(path, "shop").graph
        let keys = try graph.split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return try #require((object as? [String: Any])?["id"] as? String)
        }
        return Report(
            rejectedRows: rejections.compactMap { $0["row"] as? Int },
            accepted: tables.reduce(0) { $0 + ($1["accepted"] as? Int ?? 0) }, keys: Set(keys))
    }

    @Test(arguments: ["../x", "a/b", "a\u{1}b", "a\nb", "", "..", "A b"])
    func namesThatCouldLeadElsewhereAreRefused(name: String) async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            let create = try await Program.run("db", "create", name, "--data-dir", path)
            #expect(create.code == 2, "\(create)")
            #expect(create.errors.contains("[invalid_name]"), "\(create.errors)")
            #expect(!create.errors.contains("\u{1}"), "control characters reach the terminal")
            let file = try folder.write("id,name\n1,a\n2,b\n", to: "Part.csv")
            let load = try await Program.run("import", file, "--db", name, "--data-dir", path)
            #expect(load.code == 2, "\(load)")
            #expect(try await Findings.events(path) == 0)
        }
    }

    /// Malformed text is a wrong use; JSON of another shape is refused by the engine.
    @Test(
        arguments: [
            ("{bad", 2), ("", 2), ("{\"a\":1}}", 2), ("{\"a\":NaN}", 2), ("[1,2]", 1),
            ("\"text\"", 1),
        ] as [(String, Int32)])
    func dataThatIsNoJSONObjectIsRefused(data: String, code: Int32) async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            try await Tables.small.imported().copy(to: path)
            let before = try await Findings.events(path)
            let outcome = try await Program.run(
                "instance", "create", "Shipper", data, "--db", Tables.small.database,
                "--data-dir", path)
            #expect(outcome.code == code, "\(outcome)")
            #expect(!outcome.errors.isEmpty)
            #expect(try await Findings.events(path) == before)
        }
    }
}
