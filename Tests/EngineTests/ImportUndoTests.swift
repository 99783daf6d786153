// A whole import is taken back some hundred rows at a time: once, in whatever runs, and only what nobody else touched.

import Engine
import EventSourcing
import JSONText
import Ontology
import Testing

@Suite struct ImportUndoTests {
    private func request(
        _ text: String, _ mode: ImportMode = .insert, name: String = "part.csv"
    ) -> ImportFiles {
        ImportFiles(
            database: "shop",
            files: [FileInput(name: name, content: Base64.encode(Array(text.utf8)))],
            targets: [ImportTarget(file: name, className: "part", columns: [])], mode: mode)
    }

    private func parts(_ count: Int, price: Int) -> String {
        "id,name,price\n" + (1...count).map { "\($0),n\($0),\(price + $0).5\n" }.joined()
    }

    private func withStore(_ body: @escaping (World, BulkStore) async throws -> Void) async throws {
        try await World.with(
            .loose, adjust: { $0.store = BulkStore($0.store) },
            { world in
                try await body(world, try #require(world.ports.store as? BulkStore))
            })
    }

    /// The id of the import that a request makes.
    private func imported(_ request: ImportFiles, _ world: World) async throws -> String {
        let report = try await world.run(request)
        return try #require(report.tables.first?.importID)
    }

    private func data(_ key: String, _ world: World) async throws -> JSON {
        try await world.run(GetInstance(database: "shop", className: "part", key: key)).data
    }

    private func count(_ world: World) async throws -> Int {
        try await world.settled()
        let classes = try await world.run(ListClasses(database: "shop")).items
        return classes.first { $0.id == "part" }?.instances ?? 0
    }

    @Test("512 rows go into one append, and a second undo finds all done")
    func batches() async throws {
        try await withStore { world, store in
            let id = try await imported(request(parts(1200, price: 0)), world)
            store.refuse([:])
            let undone = try await world.run(UndoImport(database: "shop", importID: id))
            #expect([undone.deleted, undone.restored, undone.keptCount] == [1200, 0, 0])
            // Rows 2 to 512, 513 to 1024 and the rest: the header is row 1.
            #expect(store.bulkAppends == 2)
            #expect(try await count(world) == 0)
            let head = try await world.ports.store.head()
            let again = try await world.run(UndoImport(database: "shop", importID: id))
            #expect([again.deleted, again.unchanged, again.keptCount] == [0, 1200, 0])
            #expect(try await world.ports.store.head() == head)
        }
    }

    @Test("What was updated comes back as it was, together, and what was new goes")
    func upsert() async throws {
        try await withStore { world, store in
            _ = try await world.run(request(parts(300, price: 0)))
            let id = try await imported(request(parts(400, price: 7), .upsert), world)
            store.refuse([:])
            let undone = try await world.run(UndoImport(database: "shop", importID: id))
            #expect([undone.deleted, undone.restored, undone.keptCount] == [100, 300, 0])
            #expect(store.bulkAppends == 1)
            #expect(try await count(world) == 300)
            #expect(try await data("300", world)["price"]?.plainText == "300.5")
        }
    }

    @Test(
        "Of an instance that several rows of an import changed what was before them all comes back")
    func severalRows() async throws {
        try await World.with(.loose) { world in
            _ = try await world.run(request(parts(3, price: 0)))
            let text = "id,name,price\n1,a,5.5\n2,b,6.5\n1,c,7.5\n1,d,8.5\n"
            let id = try await imported(request(text, .upsert), world)
            #expect(try await data("1", world)["name"] == "d")
            let undone = try await world.run(UndoImport(database: "shop", importID: id))
            #expect([undone.restored, undone.unchanged, undone.keptCount] == [2, 2, 0])
            try await world.settled()
            #expect(try await data("1", world)["name"] == "n1")
            #expect(try await data("2", world)["price"]?.plainText == "2.5")
        }
    }

    @Test("What somebody changed since, or changes meanwhile, stays and is named")
    func touched() async throws {
        try await withStore { world, store in
            let id = try await imported(request(parts(400, price: 0)), world)
            let change = { (key: String) in
                SubmitCommand(
                    type: .updateInstance, database: "shop", className: "part", key: key,
                    payload: ["price": 1])
            }
            _ = try await world.run(change("5"))
            try await world.settled()
            store.stop(at: 1)
            async let report = world.run(UndoImport(database: "shop", importID: id))
            while !store.isStopped { await Task.yield() }
            _ = try await world.run(change("7"))
            store.goOn()
            let undone = try await report
            #expect([undone.deleted, undone.keptCount] == [398, 2])
            #expect(Set(undone.kept.map(\.instance)) == ["part/5", "part/7"])
            #expect(try await count(world) == 2)
        }
    }

    @Test("A store that is busy is waited for; an undo that broke off is finished by the next")
    func brokenOff() async throws {
        try await withStore { world, store in
            let id = try await imported(request(parts(1500, price: 0)), world)
            store.refuse([1: .busy(retryAfterSeconds: 1), 3: .unavailable("pulled out")])
            let undo = UndoImport(database: "shop", importID: id)
            #expect(try await world.refusal(undo).code == .unavailable)
            let list = try await world.run(ListImports(database: "shop"))
            #expect(list.items.first?.isUndone == false)
            store.refuse([:])
            let undone = try await world.run(undo)
            #expect(undone.deleted + undone.unchanged == 1500)
            #expect(undone.unchanged == 511, "rows 2 to 512")
            #expect(try await count(world) == 0)
            #expect(
                try await world.run(ListImports(database: "shop")).items.first?.isUndone == true)
        }
    }

    @Test("An undo that is cancelled says what is done and how to go on")
    func cancelled() async throws {
        try await withStore { world, store in
            let id = try await imported(request(parts(1500, price: 0)), world)
            store.stop(at: 2)
            let task = Task { try await world.refusal(UndoImport(database: "shop", importID: id)) }
            while !store.isStopped { await Task.yield() }
            task.cancel()
            store.goOn()
            let error = try await task.value
            #expect(error.code == .cancelled)
            #expect(
                error.message.contains("1023 instances were taken back now"), "\(error.message)")
            #expect(error.message.contains("spice imports undo \(id) --db shop"))
            let rest = try await world.run(UndoImport(database: "shop", importID: id))
            #expect([rest.deleted, rest.unchanged] == [477, 1023])
        }
    }
}
