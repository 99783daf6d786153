// Rows that an import refuses: all that is wrong with each, every one of them to whoever takes parts, and an honest word
// where they are not all told. Nothing is written before every table fits.

import Engine
import EventSourcing
import JSONText
import Synchronization
import Testing

@Suite struct ImportRefusalTests {
    private static let known =
        "id,name,stock,price\n1,Anna,4,10.5\n2,Berta,8,20.25\n3,Carla,9,7.75\n"

    private func file(_ text: String, _ name: String) -> FileInput {
        FileInput(name: name, content: Base64.encode(Array(text.utf8)))
    }

    private func request(_ text: String, _ name: String = "person.csv") -> ImportFiles {
        ImportFiles(
            database: "shop", files: [file(text, name)],
            targets: [ImportTarget(file: name, className: "person", columns: [])])
    }

    @Test("A row says all that is wrong with it, in a dry run too")
    func allFaults() async throws {
        try await World.with(.loose) { world in
            _ = try await world.run(request(Self.known))
            var bad = request("id,name,stock,price\n4,Dora,many,much\n5,Emma,3,3.5\n")
            bad.isDryRun = true
            let dry = try await world.run(bad)
            bad.isDryRun = false
            let report = try await world.run(bad)
            #expect(dry.rejections == report.rejections)
            let refused = try #require(report.rejections.first)
            #expect(report.rejections.count == 1)
            #expect(refused.row == 2)
            #expect(refused.column == "stock")
            #expect(refused.allFaults.map(\.column) == ["stock", "price"])
            #expect(refused.reason.contains("many") && refused.reason.contains("much"))
            #expect(report.tables.first?.accepted == 1)
            #expect(report.unlisted == nil)
        }
    }

    /// As many rows as are asked for, each with a price that is none.
    private func bad(_ count: Int) -> ImportFiles {
        let rows = (0..<count).map { "\($0 + 10),n\($0),1,no\n" }
        return request("id,name,stock,price\n" + rows.joined())
    }

    @Test("Whoever takes parts gets every refused row, in the order of the file")
    func parts() async throws {
        try await World.with(.loose) { world in
            _ = try await world.run(request(Self.known))
            var request = bad(1300)
            request.returnsCells = true
            let taken = Mutex<[RefusedRows]>([])
            var call = CallContext(.localAdmin("tester"))
            call.takePart = { (part) async throws(EngineError) in
                guard let rows = try? JSONDecoding.decode(RefusedRows.self, from: part) else {
                    throw EngineError(.internal, "no refused rows: \(part.text)")
                }
                taken.withLock { $0.append(rows) }
            }
            let report = try await world.client.run(request, call)
            let parts = taken.withLock { $0 }
            let rows = parts.flatMap(\.rows)
            #expect(rows.map(\.row) == Array(2...1301))
            #expect(rows.last?.cells == ["1309", "n1299", "1", "no"])
            #expect(parts.first?.columns == ["id", "name", "stock", "price"])
            // No part is much larger than a batch, however many rows there are.
            #expect(parts.allSatisfy { $0.rows.count <= 2048 })
            #expect(report.rejections.count == 1000)
            #expect(report.rejections.first?.cells == nil)
            #expect(report.unlisted == 300)
        }
    }

    @Test("Who takes none is told how many are not listed, and where they are")
    func unlisted() async throws {
        try await World.with(.loose) { world in
            _ = try await world.run(request(Self.known))
            let report = try await world.run(bad(1013))
            #expect(report.rejections.map(\.row) == Array(2...1001))
            #expect(report.unlisted == 13)
            #expect(report.tables.first?.rejected == 1013)
            let told = report.warnings.filter { $0.contains("1000 of 1013") }
            #expect(told.count == 1)
            #expect(told.first?.contains("--rejects") == true)
        }
    }

    @Test("When a part cannot be taken the import ends with that reason")
    func partThatCannotBeTaken() async throws {
        try await World.with(.loose) { world in
            _ = try await world.run(request(Self.known))
            var request = bad(3)
            request.returnsCells = true
            var call = CallContext(.localAdmin("tester"))
            call.takePart = { (_) async throws(EngineError) in
                throw EngineError(.storageFull, "no room for them")
            }
            let error = await #expect(throws: EngineError.self) {
                _ = try await world.client.run(request, call)
            }
            #expect(error?.code == .storageFull)
            #expect(error?.message.hasPrefix("no room for them. The import was stopped") == true)
            #expect(error?.message.contains("spice imports undo imp") == true)
        }
    }

    @Test("Nothing is written before every table fits: no database, no class, no row")
    func allPlansFirst() async throws {
        try await World.with(.loose) { world in
            let start = try await world.ports.store.head()
            let nothing = ["id", "name", "stock", "price"].map {
                ImportTarget.Column(column: $0, property: nil)
            }
            let empty = ImportFiles(
                database: "shop", files: [file(Self.known, "a.csv"), file(Self.known, "b.csv")],
                targets: [ImportTarget(file: "b.csv", className: "b", columns: nothing)])
            #expect(try await world.refusal(empty).code == .invalidData)
            #expect(try await world.ports.store.head() == start)

            _ = try await world.run(request(Self.known))
            try await world.settled()
            let head = try await world.ports.store.head()
            let more = "id,name,colour\n7,Gerd,red\n8,Heidi,blue\n"
            let second = ImportFiles(
                database: "shop", files: [file(Self.known, "first.csv"), file(more, "x.csv")],
                targets: [ImportTarget(file: "x.csv", className: "person", columns: [])])
            let refusal = try await world.refusal(second)
            #expect(refusal.code == .alreadyExists)
            #expect(refusal.message.contains("colour"))
            #expect(try await world.ports.store.head() == head)
        }
    }

    @Test("Two files of one class that is not there yet make it once, in a dry run too")
    func oneClassOfTwoFiles() async throws {
        try await World.with(.loose) { world in
            var both = ImportFiles(
                database: "shop",
                files: [
                    file(Self.known, "a.csv"),
                    file("id,name,stock,price\n7,Gerd,1,2.5\n", "b.csv"),
                ],
                targets: ["a.csv", "b.csv"].map {
                    ImportTarget(file: $0, className: "person", columns: [])
                })
            both.isDryRun = true
            let dry = try await world.run(both)
            both.isDryRun = false
            let real = try await world.run(both)
            #expect([dry.classesCreated, real.classesCreated] == [1, 1])
            #expect(real.tables.map(\.accepted) == [3, 1])
        }
    }

    @Test("What was mended or left out is told by kind, also a kind that comes late")
    func issues() async throws {
        try await World.with(.loose) { world in
            var text = "id,name,stock,price\n"
            for number in 0..<1010 { text += "\(number),full,1,2.5\n\(number + 5000),short\n" }
            text += "9999,n\0ul,1,2.5\n"
            let view = try await world.run(InferFiles(files: [file(text, "late.csv")]))
            let table = try #require(view.tables.first)
            #expect(table.issueCounts == ["short": 1010, "nul": 1])
            let late = try #require(table.issues?.first { $0.kind == "nul" })
            #expect([late.line, late.row ?? 0] == [2022, 2022])
            #expect(late.offset == text.utf8.count - "9999,n\0ul,1,2.5\n".utf8.count)
            #expect(late.action == "repaired")
            #expect(table.issues?.first?.kind == "short")
            #expect(view.warnings.contains { $0.contains("NUL") && $0.contains("line 2022") })
            let report = try await world.run(
                ImportFiles(
                    database: "shop", files: [file(text, "late.csv")], isDryRun: true))
            #expect(report.tables.first?.issueCounts == table.issueCounts)
            #expect(report.tables.first?.issues == table.issues)
            #expect(report.warnings.contains { $0.contains("NUL") })
        }
    }
}
