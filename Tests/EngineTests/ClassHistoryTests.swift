// How a class became what it is.

import Engine
import EventSourcing
import JSONText
import Ontology
import Testing

@Suite struct ClassHistoryTests {
    @Test(
        "Every change of a class says what differs, newest first", arguments: AdapterKind.allCases)
    func changes(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            let before = try await world.run(
                GetClass(database: Shop.name, className: "Product"))
            let price: JSON = ["name": "discount", "type": "decimal", "label": "Discount"]
            let properties = (before.definition["properties"]?.array ?? []) + [price]
            let updated = try await world.run(
                SubmitCommand(
                    type: .updateClass, database: Shop.name, className: "Product",
                    payload: ["properties": .array(properties), "label": "Ware"]))
            try await world.ended(updated)
            let history = try await world.run(
                TraceClass(database: Shop.name, className: "Product"))
            #expect(history.steps.count == 2)
            let newest = try #require(history.steps.first)
            #expect(newest.commandID == updated.commandID && newest.actor == "tester")
            #expect(newest.changes.contains("+ discount decimal"))
            #expect(newest.changes.contains { $0.hasSuffix("→ Ware") })
            #expect(history.steps[1].changes.contains { $0.hasPrefix("+ ") })
            let error = try await world.refusal(
                TraceClass(database: Shop.name, className: "Nothing"))
            #expect(error.code == .classNotFound)
        }
    }
}
