// Which stored values a changed rule would not let through.

import JSONText
import Testing

@testable import Engine

@Suite struct CheckDefinitionTests {
    @Test func valuesThatBreakARuleAreCountedWithTheirReasons() async throws {
        try await World.with(.loose) { world in
            let text = "id,price,name\n1,5,pen\n2,50,ink\n3,500,paper\n4,,blank\n"
            _ = try await world.run(
                ImportFiles(
                    database: "shop",
                    files: [FileInput(name: "Item.csv", content: Base64.encode(Array(text.utf8)))]))
            let item = try await world.run(GetClass(database: "shop", className: "Item"))
            var definition = try #require(item.definition.object)
            definition["properties"] = .array(
                (definition["properties"]?.array ?? []).map { property in
                    guard property["name"] == "price", var changed = property.object else {
                        return property
                    }
                    changed["constraints"] = ["maximum": 40]
                    return .object(changed)
                })
            let check = CheckDefinition(
                database: "shop", className: "Item", definition: .object(definition),
                property: "price")
            let fit = try await world.run(check)
            #expect(fit.looked == 4 && fit.misfits == 2 && !fit.isCut)
            #expect(fit.examples.map(\.key) == ["2", "3"])
            #expect(fit.examples.allSatisfy { $0.reason.contains("40") })
            var other = check
            other.property = "name"
            #expect(try await world.run(other).misfits == 0)
            other.definition = ["id": 5]
            await #expect(throws: EngineError.self) { try await world.run(other) }
        }
    }
}
