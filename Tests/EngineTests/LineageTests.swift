// From a node or an edge back to the file and the row that it came from.

import Engine
import EventSourcing
import JSONText
import Ontology
import TestSupport
import Testing

@Suite struct LineageTests {
    @Test("A node names the file and the row that made it", arguments: AdapterKind.allCases)
    func node(_ kind: AdapterKind) async throws {
        let imported = try #require(try await Imported.shared(kind, .northwind))
        let table = try #require(imported.raw.tables["Product"])
        for row in [0, 41, 76] {
            let key = table.rows[row][0]
            let view = try await imported.world.run(
                TraceLineage(database: Imported.database, className: "Product", key: key))
            let step = try #require(view.steps.first)
            #expect(view.steps.count == 1 && view.isLive)
            #expect(step.file == "Product.csv")
            #expect(step.row == row + 2, "the header is row 1")
            #expect(step.eventType == "INSTANCE_CREATED")
            #expect(step.commandType == "CREATE_INSTANCE")
            #expect(step.actor == "tester")
            #expect(
                view.effects.contains { $0.kind == "link out" && $0.text.contains("Category/") })
            let provenance = try await imported.world.run(
                GraphQuery(
                    database: Imported.database, startClass: "Product", hops: [],
                    filters: ["entityId": .string(key)], includeProvenance: true)
            ).nodes.first?.provenance
            #expect(provenance?.file == "Product.csv")
            #expect(provenance?.row == row + 2)
            #expect(provenance?.eventID == step.eventID)
        }
    }

    @Test(
        "An edge names the change that brought it, and an update is one more step",
        arguments: AdapterKind.allCases)
    func edge(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            for maker in ["a", "b"] {
                _ = try await world.run(Shop.create("Maker", ["id": .string(maker)]))
            }
            var create = Shop.product("1", ("makerId", "a"))
            create.metadata = ["source": ["file": "p.csv", "sha256": "ab", "row": 2]]
            let created = try await world.run(create)
            let renamed = try await world.run(Shop.update("Product", "1", ["name": "Tea"]))
            let old = try await world.run(trace("Maker/a"))
            #expect(old.subject == "Product/1 -madeBy-> Maker/a")
            #expect(old.steps.map(\.commandID) == [created.commandID])
            #expect(old.steps.first?.row == 2 && old.steps.first?.file == "p.csv")
            let moved = try await world.run(Shop.update("Product", "1", ["makerId": "b"]))
            let new = try await world.run(trace("Maker/b"))
            #expect(new.steps.map(\.commandID) == [moved.commandID])
            #expect(new.steps.first?.file == nil)
            #expect(try await world.refusal(trace("Maker/a")).code == .notFound)
            let node = try await world.run(
                TraceLineage(database: Shop.name, className: "Product", key: "1"))
            #expect(
                node.steps.map(\.commandID)
                    == [created.commandID, renamed.commandID, moved.commandID])
            try await world.done(Shop.delete("Product", "1"))
            let gone = try await world.run(
                TraceLineage(database: Shop.name, className: "Product", key: "1"))
            #expect(!gone.isLive)
            #expect(gone.steps.last?.eventType == "INSTANCE_DELETED")
        }
    }

    private func trace(_ target: String) -> TraceLineage {
        TraceLineage(
            database: Shop.name, className: "Product", key: "1", predicate: "madeBy",
            target: target)
    }
}
