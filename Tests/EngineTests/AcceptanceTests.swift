// What the door refuses, and what it lets in a second time.

import Engine
import EventSourcing
import JSONText
import Ontology
import Testing

@Suite struct AcceptanceTests {
    @Test("What is not there is not found", arguments: AdapterKind.allCases)
    func unknown(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            let nowhere = try await world.refusal(Shop.product("1"))
            #expect(nowhere.code == .databaseNotFound)
            try await world.openShop()
            let unknownClass = try await world.refusal(Shop.create("Ghost", ["id": "1"]))
            #expect(unknownClass.code == .classNotFound)
            for command in [
                Shop.update("Product", "9", ["name": "Tea"]), Shop.delete("Product", "9"),
            ] {
                let error = try await world.refusal(command)
                #expect(error.code == .instanceNotFound)
            }
            let head = try await world.ports.store.head()
            _ = try await world.refusal(Shop.delete("Product", "9"))
            #expect(try await world.ports.store.head() == head, "a refusal writes nothing")
        }
    }

    @Test("Data that its class does not allow is refused by name and path")
    func violations() async throws {
        try await World.with(.embedded) { world in
            try await world.openShop()
            let cases: [(JSON, String)] = [
                (["id": "1", "price": "dear"], "price"), (["id": "1", "stock": "many"], "stock"),
                (["id": "1", "stock": .number("1.5")], "stock"), (["name": "Tea"], "id"),
                (["id": "1", "colour": "red"], "colour"),
            ]
            for (data, property) in cases {
                let error = try await world.refusal(Shop.create("Product", data))
                #expect(error.code == .invalidData, "\(data.text)")
                let text = (error.details["path"]?.string ?? "") + error.message
                #expect(text.contains(property), "\(data.text): \(error.message)")
            }
            try await world.done(Shop.product("1"))
            let patch = try await world.refusal(Shop.update("Product", "1", ["stock": "many"]))
            #expect(patch.code == .invalidData)
            let moved = try await world.refusal(Shop.update("Product", "1", ["id": "2"]))
            #expect(moved.code == .invalidData)
        }
    }

    @Test("A command sent twice under its id is one command", arguments: AdapterKind.allCases)
    func sameID(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            let id = "0198c0de-0000-7000-8000-000000000001"
            let command = Shop.create("Product", ["id": "1", "name": "Tea"], id: id)
            let first = try await world.run(command)
            let second = try await world.run(command)
            #expect(second.isDuplicate && !first.isDuplicate)
            #expect(second.sequence == first.sequence)
            try await world.ended(first)
            let third = try await world.run(command)
            #expect(third.isDuplicate)
            let other = try await world.refusal(
                Shop.create("Product", ["id": "1", "name": "Coffee"], id: id))
            #expect(other.code == .otherContent)
            let elsewhere = try await world.refusal(
                Shop.create("Product", ["id": "2", "name": "Tea"], id: id))
            #expect(elsewhere.code == .otherContent)
            let events = try await world.ports.store.read(
                world.stream("Product", "1").stream, after: .none, limit: 10)
            #expect(events.count == 2)
        }
    }

    @Test(
        "An Idempotency-Key stands for one request, also after a restart",
        arguments: AdapterKind.allCases)
    func idempotencyKey(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            var command = Shop.product("1", ("name", "Tea"))
            command.idempotencyKey = "order 1"
            let first = try await world.run(command)
            #expect(try await world.run(command).commandID == first.commandID)
            try await world.ended(first)
            try await world.restart()
            let again = try await world.run(command)
            #expect(again.isDuplicate && again.commandID == first.commandID)
            command.payload = ["id": "1", "name": "Coffee"]
            let other = try await world.refusal(command)
            #expect(other.code == .keyReused)
        }
    }

    @Test(
        "Of two bulk rows with one key the first is taken and the second named",
        arguments: AdapterKind.allCases)
    func bulk(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            let rows: [JSON] = [
                ["id": "1", "name": "a"], ["id": "2"], ["id": "1", "name": "b"],
                ["id": "3", "stock": "many"],
            ]
            let receipt = try await world.run(
                SubmitBulk(
                    database: Shop.name, className: "Product",
                    rows: rows.map { SubmitBulk.Row(data: $0) }))
            #expect(receipt.accepted == 2)
            #expect(receipt.refused.map(\.row) == [2, 3])
            #expect(
                receipt.refused.map(\.code) == [
                    EngineError.Code.conflict.rawValue, EngineError.Code.invalidData.rawValue,
                ])
            try await world.settled()
            let count = try await world.run(
                CountInstances(database: Shop.name, className: "Product"))
            #expect(count == 2)
            let view = try await world.run(
                GetInstance(database: Shop.name, className: "Product", key: "1"))
            #expect(view.data["name"] == "a")
        }
    }
}
