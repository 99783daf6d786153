// Commands found by the filter language, and what is done about those that wait.

import Engine
import EventSourcing
import JSONText
import Ontology
import Testing

@Suite struct SearchCommandsTests {
    private func found(
        _ filter: String, _ world: World, limit: Int = 100, after: String? = nil,
        stretch: Int = 4000
    ) async throws -> CommandPage {
        try await world.run(
            SearchCommands(
                database: Shop.name, filter: filter, limit: limit, after: after, stretch: stretch))
    }

    @Test("Words, members and ages are looked for in the engine", arguments: AdapterKind.allCases)
    func filters(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            for key in 1...5 { try await world.done(Shop.product("\(key)")) }
            try await world.settled()
            #expect(try await found("class:Product type:create_instance", world).items.count == 5)
            let one = try await found("key:3 class:product", world)
            #expect(one.items.map(\.aggregate) == ["Product/3"])
            #expect(one.next == nil && one.lookedAt > 5)
            #expect(try await found("state:done -class:product", world).items.count > 0)
            #expect(try await found("state:failed", world).items.isEmpty)
            #expect(try await found("age>1d", world).items.isEmpty)
            #expect(try await found("age<1h class:product", world).items.count == 6)
            #expect(try await found("state:lost age<x", world).unknown == ["lost", "age<x"])
        }
    }

    @Test("A stretch that finds nothing says where to look on")
    func stretches() async throws {
        try await World.with(.embedded) { world in
            try await world.openShop()
            try await world.done(Shop.product("old"))
            let rows = (0..<450).map { SubmitBulk.Row(data: ["id": .string("\($0)")]) }
            _ = try await world.run(
                SubmitBulk(database: Shop.name, className: "Product", rows: rows))
            try await world.settled()
            let first = try await found("key:old", world, stretch: 200)
            #expect(first.items.isEmpty && first.lookedAt == 200)
            let next = try #require(first.next)
            let second = try await found("key:old", world, after: next)
            #expect(second.items.map(\.aggregate) == ["Product/old"])
        }
    }

    @Test("What waits is decided anew, or given up by name", arguments: AdapterKind.allCases)
    func parked(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.done(Shop.createDatabase)
            try await world.pause(.ontology)
            _ = try await world.run(Shop.createClass(Shop.product))
            let first = try await world.run(Shop.product("1"))
            let second = try await world.run(Shop.product("2"))
            try await eventually("both are parked") {
                try await world.run(ListParkedWrites()).items.count == 2
            }
            let waiting = try await world.run(ListParkedWrites()).items
            #expect(waiting.allSatisfy { $0.awaits == "decision" && $0.byteCount > 2 })
            #expect(try await world.run(DiscardParkedWrite(id: first.commandID)))
            let failed = try await world.run(GetCommand(id: first.commandID))
            #expect(failed.status == "FAILED" && failed.reason?.contains("given up") == true)
            #expect(try await world.run(RetryParkedWrite(id: second.commandID)))
            let gone = try await world.refusal(DiscardParkedWrite(id: first.commandID))
            #expect(gone.code == .notFound)
            try await world.pause(.ontology, false)
            #expect(try await world.ended(second).status == "COMPLETED")
            #expect(try await world.run(GetCommand(id: first.commandID)).status == "FAILED")
        }
    }

    @Test("An undo shows what stands there now beside what comes back")
    func undoShowsBoth() async throws {
        try await World.with(.embedded) { world in
            try await world.openShop()
            try await world.done(Shop.product("1", ("name", "Tea")))
            let update = try await world.done(Shop.update("Product", "1", ["name": "Chai"]))
            let preview = try await world.run(UndoCommand(id: update.id, isDryRun: true))
            #expect(preview.current == ["name": "Chai"] && preview.payload == ["name": "Tea"])
        }
    }

    @Test("The timeline tells when graph and documents had it")
    func moments() async throws {
        try await World.with(.embedded) { world in
            try await world.openShop()
            let done = try await world.done(Shop.product("1"))
            try await world.settled()
            let stages = try await world.run(GetCommand(id: done.id)).stages
            #expect(stages.map(\.name).suffix(2) == ["graph", "documents"])
            #expect(stages.suffix(2).allSatisfy { $0.at != nil })
        }
    }

    @Test("A profile counts what is absent and what differs")
    func profile() async throws {
        try await World.with(.embedded) { world in
            try await world.openShop()
            try await world.done(Shop.product("1", ("name", "Tea"), ("price", 9)))
            try await world.done(Shop.product("2", ("name", "Tea"), ("price", 10)))
            try await world.done(Shop.product("3"))
            try await world.settled()
            let view = try await world.run(
                ProfileClass(database: Shop.name, className: "Product"))
            #expect(view.instances == 3 && !view.isCut)
            #expect(
                view.property("name")
                    == .init(
                        name: "name", nulls: 1, distinct: 1, minimum: "Tea", maximum: "Tea"))
            let price = try #require(view.property("price"))
            #expect(price.minimum == "9" && price.maximum == "10", "by value, not by text")
            let cut = try await world.run(
                ProfileClass(database: Shop.name, className: "Product", limit: 2))
            #expect(cut.instances == 2 && cut.isCut)
        }
    }

    @Test("A column that is cut is imported as its parts, from a mapping file too")
    func split() async throws {
        try await World.with(.embedded) { world in
            let text = "id,place\n1,\"Reims, France\"\n2,\"Bern, Switzerland\"\n3,Nowhere\n"
            let reading = FileReading(splits: [
                .init(column: "place", separator: ", ", into: ["city", "country"])
            ])
            let mapping = MappingFile(
                database: "shop",
                files: [
                    .init(
                        file: "stop.csv", className: "stop", reading: reading,
                        columns: [
                            .init(column: "id", property: "id"),
                            .init(column: "place", property: nil),
                            .init(column: "city", property: "town"),
                            .init(column: "country", property: "country"),
                        ])
                ])
            let json = try JSONEncoding.encode(mapping)
            var (inputs, targets) = try MappingFile(parsing: Array(json.text.utf8))
                .request(for: ["stop.csv"])
            inputs[0].content = Base64.encode(Array(text.utf8))
            let report = try await world.run(
                ImportFiles(database: "shop", files: inputs, targets: targets))
            #expect(report.tables.first?.accepted == 3)
            let first = try await world.run(
                GetInstance(database: "shop", className: "stop", key: "1")
            ).data
            #expect(first["town"] == "Reims" && first["country"] == "France")
            #expect(first["place"] == nil)
        }
    }
}
