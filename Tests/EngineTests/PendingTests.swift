// Commands are there to be seen from the moment they are accepted, and no id can stand for two things.

import Engine
import EventSourcing
import JSONText
import Ontology
import Testing

@Suite struct PendingTests {
    @Test("Undecided commands are listed as PENDING", arguments: AdapterKind.allCases)
    func listed(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            try await world.pause(.instance)
            let single = try await world.run(Shop.product("1"))
            let bulk = try await world.run(
                SubmitBulk(
                    database: Shop.name, className: "Product",
                    rows: [.init(data: ["id": "2"]), .init(data: ["id": "3"])]))
            #expect(bulk.accepted == 2)
            let pending = try await world.run(
                ListCommands(database: Shop.name, statuses: ["PENDING"])
            ).items
            #expect(pending.map(\.aggregate) == ["Product/3", "Product/2", "Product/1"])
            #expect(pending.last?.id == single.commandID)
            try await world.pause(.instance, false)
            #expect(try await world.ended(single).status == "COMPLETED")
            try await world.settled()
            let left = try await world.run(ListCommands(statuses: ["PENDING"])).items
            #expect(left.isEmpty)
        }
    }

    @Test("A parked command is listed with what it waits for", arguments: AdapterKind.allCases)
    func reasons(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.done(Shop.createDatabase)
            try await world.pause(.ontology)
            _ = try await world.run(Shop.createClass(Shop.product))
            let create = try await world.run(Shop.product("1"))
            try await eventually("it is parked") {
                try await !world.run(ListParkedWrites()).items.isEmpty
            }
            let listed = try await world.run(ListCommands(statuses: ["PENDING"])).items
            let own = try #require(listed.first { $0.id == create.commandID })
            #expect(own.reason?.contains("class Product is being created") == true)
            try await world.pause(.ontology, false)
        }
    }

    @Test(
        "A command id that stands for a domain event is refused", arguments: AdapterKind.allCases)
    func domainID(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            let create = try await world.done(Shop.product("1"))
            let cause = try #require(EventID(create.id))
            let answer = try #require(try await world.ports.store.answers(to: cause).first)
            let taken = answer.event.id.description
            let single = try await world.refusal(
                Shop.create("Product", ["id": "2"], id: taken))
            #expect(single.code == .otherContent)
        }
    }
}
