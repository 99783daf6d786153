// Logs hold commands under ids as older versions made them: what is asked for by the same name is found there. And names
// of rows that do not say the same twice.

import Engine
import EventSourcing
import JSONText
import Ontology
import Synchronization
import Testing

@Suite struct FormerIDTests {
    @Test(
        "A key that an older version has seen still stands for its command",
        arguments: [AdapterKind.embedded, .loose])
    func keys(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            let id = EventID.named("idempotency:\(Shop.name):k").description
            try await world.done(Shop.create("Product", ["id": "1", "stock": 1], id: id))
            var again = Shop.create("Product", ["id": "1", "stock": 1])
            again.idempotencyKey = "k"
            let answer = try await world.run(again)
            #expect(answer.isDuplicate && answer.commandID == id)
            again.payload = ["id": "2"]
            #expect(try await world.refusal(again).code == .keyReused)
            again.idempotencyKey = "other"
            #expect(try await world.run(again).isDuplicate == false)
            #expect(try await world.run(again).isDuplicate)
        }
    }

    @Test("A command that an older version has tried again is not tried once more")
    func retries() async throws {
        try await World.with(.loose) { world in
            try await world.openShop()
            try await world.pause(.instance)
            let late = try await world.run(Shop.create("Maker", ["id": "m"]))
            try await world.done(
                SubmitCommand(type: .deleteClass, database: Shop.name, className: "Maker"))
            try await world.pause(.instance, false)
            #expect(try await world.ended(late).status == "FAILED")
            try await world.done(Shop.createClass(Shop.maker))
            let former = EventID.named("retry:\(late.commandID)").description
            try await world.done(Shop.create("Maker", ["id": "m"], id: former))
            let again = try await world.run(RetryCommand(id: late.commandID))
            #expect(again.isDuplicate && again.commandID == former)
        }
    }

    private static func upsert(_ text: String) -> ImportFiles {
        ImportFiles(
            database: Shop.name,
            files: [FileInput(name: "p.csv", content: Base64.encode(Array(text.utf8)))],
            targets: [ImportTarget(file: "p.csv", className: "P", columns: [])], mode: .upsert)
    }

    /// What the ids of an import's rows are made of, as the log tells.
    private static func series(in world: World) async throws -> [String] {
        let events = try await world.ports.store.read(after: .start, limit: 10_000)
        return events.flatMap { event in
            event.event.data.canonicalText.matches(of: /"series":"([^"]+)"/).map {
                String($0.output.1)
            }
        }
    }

    @Test("An import that an older version has made is taken back with its updates")
    func imports() async throws {
        let ids = FormerUpdates()
        for isFormer in [false, true] {
            try await World.with(.loose, adjust: ids.adjust) { world in
                _ = try await world.run(FormerIDTests.upsert("id,stock\n1,1\n2,2\n"))
                let report = try await world.run(FormerIDTests.upsert("id,stock\n1,5\n2,6\n"))
                #expect(report.tables.first?.updated == 2)
                ids.learn(try await FormerIDTests.series(in: world))
                guard isFormer else { return }
                #expect(ids.renamed.value == 2)
                let id = try #require(report.tables.first?.importID)
                let undone = try await world.run(UndoImport(database: Shop.name, importID: id))
                #expect([undone.deleted, undone.restored, undone.keptCount] == [0, 2, 0])
                let again = try await world.run(UndoImport(database: Shop.name, importID: id))
                #expect([again.restored, again.unchanged] == [0, 2])
            }
        }
    }

    @Test("A row's place is not taken for another row's key")
    func places() async throws {
        try await World.with(.loose) { world in
            try await world.openShop()
            let rows = SubmitRows(
                database: Shop.name, className: "Product",
                rows: [
                    SubmitRows.Row(.create, data: ["id": "first"]),
                    SubmitRows.Row(.create, key: "0", data: ["id": "0"]),
                ])
            let receipt = try await world.run(rows, once: "r")
            #expect(receipt.accepted == 2, "\(receipt.rows)")
            #expect(try await world.run(rows, once: "r") == receipt)
        }
    }
}

/// Gives the updates of rows the ids that they had before.
private final class FormerUpdates: Sendable {
    private let formers = Mutex<[EventID: EventID]>([:])
    let renamed = Counter()

    func learn(_ series: [String]) {
        for name in series {
            for row in 0..<10 {
                let row = EventID.numbered(row, in: EventID.Series(name))
                formers.withLock { $0[.hashed("update:\(row)")] = .named("update:\(row)") }
            }
        }
    }

    var adjust: @Sendable (inout EnginePorts) -> Void {
        { [self] ports in ports.store = WatchedStore(base: ports.store, changing: rename) }
    }

    private func rename(_ batch: [Submission]) -> [Submission] {
        batch.map { submission in
            var submission = submission
            for index in submission.events.indices {
                let former = formers.withLock { $0[submission.events[index].id] }
                guard let former else { continue }
                submission.events[index].id = former
                renamed.add()
            }
            return submission
        }
    }
}
