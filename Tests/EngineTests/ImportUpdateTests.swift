// Rows that change what is there: many in one append, each on what was read, and what somebody else wrote in between is
// not lost.

import Engine
import EventSourcing
import JSONText
import Ontology
import Testing

@Suite struct ImportUpdateTests {
    private func request(_ text: String, _ mode: ImportMode) -> ImportFiles {
        ImportFiles(
            database: "shop",
            files: [FileInput(name: "part.csv", content: Base64.encode(Array(text.utf8)))],
            targets: [ImportTarget(file: "part.csv", className: "part", columns: [])], mode: mode)
    }

    private func parts(_ count: Int, price: Int) -> String {
        "id,name,price\n" + (1...count).map { "\($0),n\($0),\(price + $0).5\n" }.joined()
    }

    private func data(_ key: String, _ world: World) async throws -> JSON {
        try await world.run(GetInstance(database: "shop", className: "part", key: key)).data
    }

    private func withStore(_ body: @escaping (World, BulkStore) async throws -> Void) async throws {
        try await World.with(
            .loose, adjust: { $0.store = BulkStore($0.store) },
            { world in
                try await body(world, try #require(world.ports.store as? BulkStore))
            })
    }

    @Test("Updates go into the log in batches, and again change nothing")
    func batches() async throws {
        try await withStore { world, store in
            _ = try await world.run(request(parts(220, price: 0), .insert))
            store.refuse([:])
            let report = try await world.run(request(parts(220, price: 7), .update))
            #expect(report.tables.first?.updated == 220)
            #expect(store.bulkAppends == 1)
            #expect(try await data("220", world)["price"]?.plainText == "227.5")
            try await world.settled()
            let head = try await world.ports.store.head()
            let again = try await world.run(request(parts(220, price: 7), .update))
            #expect(again.tables.first?.unchanged == 220)
            try await world.settled()
            #expect(try await world.ports.store.head() == head)
        }
    }

    @Test("Rows of an upsert that are there already are changed together")
    func upsert() async throws {
        try await withStore { world, store in
            _ = try await world.run(request(parts(210, price: 0), .insert))
            store.refuse([:])
            let report = try await world.run(request(parts(310, price: 7), .upsert))
            let table = try #require(report.tables.first)
            #expect([table.accepted, table.updated, table.rejected] == [100, 210, 0])
            // Once to create all, once to change those that were there.
            #expect(store.bulkAppends == 2)
        }
    }

    @Test("A row whose instance somebody changes in between is decided again by itself")
    func lostRace() async throws {
        try await withStore { world, store in
            _ = try await world.run(request(parts(210, price: 0), .insert))
            store.stop(at: 1)
            async let report = world.run(request(parts(210, price: 7), .update))
            while !store.isStopped { await Task.yield() }
            _ = try await world.run(
                SubmitCommand(
                    type: .updateInstance, database: "shop", className: "part", key: "7",
                    payload: ["price": 1]))
            store.goOn()
            #expect(try await report.tables.first?.updated == 210)
            try await world.settled()
            #expect(try await data("7", world)["price"]?.plainText == "14.5")
            #expect(try await data("8", world)["price"]?.plainText == "15.5")
        }
    }

    @Test("Of rows with the same key each is decided on what the one before leaves")
    func sameKey() async throws {
        try await World.with(.loose) { world in
            _ = try await world.run(request(parts(2, price: 0), .insert))
            let text = "id,name,price\n1,n1,5.5\n1,n1,5.5\n2,n2,8.25\n1,n1,6.5\n"
            let report = try await world.run(request(text, .update))
            let table = try #require(report.tables.first)
            #expect([table.updated, table.unchanged, table.rejected] == [3, 1, 0])
            #expect(try await data("1", world)["price"]?.plainText == "6.5")
        }
    }

    @Test("An update needs only the key and what it changes")
    func fewColumns() async throws {
        try await World.with(.loose) { world in
            _ = try await world.run(request(parts(2, price: 0), .insert))
            _ = try await world.run(
                SubmitCommand(
                    type: .updateClass, database: "shop", className: "part",
                    payload: [
                        "properties": [
                            ["name": "id", "type": "integer", "required": true],
                            ["name": "name", "type": "string", "required": true],
                            ["name": "price", "type": "decimal"],
                        ]
                    ]))
            let report = try await world.run(request("id,price\n1,5.5\n2,6.5\n", .update))
            #expect(report.rejections == [])
            #expect(report.tables.first?.updated == 2)
            #expect(try await data("2", world)["name"]?.plainText == "n2")
        }
    }
}
