// Links of a node whose other ends satisfy conditions: pages go on behind the last one shown, whatever was read for them.

import Engine
import JSONText
import TestSupport
import Testing

@Suite struct NeighboursWhereTests {
    private func openShop(_ world: World) async throws {
        try await world.openShop()
        try await world.done(Shop.create("Maker", ["id": "m"]))
        for number in 1...9 {
            try await world.done(
                Shop.product(
                    String(number), ("makerId", "m"), ("stock", .number(String(number % 2)))))
        }
        try await world.settled()
    }

    private func products(
        _ world: World, _ text: String, limit: Int = 20, after: String? = nil
    ) async throws -> Neighbourhood.Bundle? {
        let conditions = try ConditionText.all(text)
        return try await world.run(
            ExploreNode(
                database: Shop.name, className: "Maker", key: "m", predicate: "madeBy",
                direction: "in", otherClass: "Product", limit: limit, after: after,
                conditions: conditions)
        ).bundles.first
    }

    @Test(arguments: AdapterKind.allCases)
    func pagesHoldWhatMatchesAndMissNothing(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await openShop(world)
            var keys: [String] = []
            var after: String?
            repeat {
                let page = try #require(
                    try await products(world, "stock=1", limit: 2, after: after))
                #expect(page.nodes.count <= 2)
                keys += page.nodes.map(\.key)
                after = page.next
            } while after != nil && keys.count < 20
            #expect(keys == ["1", "3", "5", "7", "9"])
            let both = try #require(try await products(world, "stock>=1 and id!=3"))
            #expect(both.nodes.map(\.key) == ["1", "5", "7", "9"])
            #expect(both.looked == 9)
            let none = try #require(try await products(world, "stock=7"))
            #expect(none.nodes.isEmpty && none.next == nil)
        }
    }

    @Test func aConditionThatCannotHoldIsRefused() async throws {
        try await World.with(.loose) { world in
            try await openShop(world)
            for text in ["colour=red", "stock>many"] {
                let request = ExploreNode(
                    database: Shop.name, className: "Maker", key: "m", predicate: "madeBy",
                    conditions: try ConditionText.all(text))
                #expect(try await world.refusal(request).code == .invalidRequest)
            }
            let everywhere = ExploreNode(
                database: Shop.name, className: "Maker", key: "m",
                conditions: try ConditionText.all("stock=1"))
            #expect(try await world.refusal(everywhere).code == .invalidRequest)
        }
    }
}
