// Lists of the past: the same pages, words, conditions and orders as those of the present, over what was there then.

import Engine
import EventSourcing
import JSONText
import Ontology
import TestSupport
import Testing

@Suite struct AsOfListTests {
    /// Products a, b, c; then b is changed, c deleted and d created. Answers the position before that.
    private func story(_ world: World) async throws -> String {
        try await world.openShop()
        try await world.done(Shop.create("Maker", ["id": "m", "name": "Ada"]))
        for (key, name, price) in [("a", "red tea", 3), ("b", "green tea", 1), ("c", "cup", 2)] {
            try await world.done(
                Shop.product(key, ("name", .string(name)), ("price", .integer(price))))
        }
        let position = try await world.run(FollowLog(after: nil)).position
        try await world.done(Shop.update("Product", "b", ["name": "coffee", "price": 9]))
        try await world.done(Shop.delete("Product", "c"))
        try await world.done(Shop.product("d", ("name", "green tea"), ("price", 4)))
        return position
    }

    @Test("A list, a count and a query are what they were", arguments: AdapterKind.allCases)
    func answers(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            let then = try await story(world)
            let list = ListInstances(database: Shop.name, className: "Product", asOf: then)
            let page = try await world.run(list)
            #expect(page.items.map(\.key) == ["a", "b", "c"])
            #expect(page.asOf?.position == then)
            #expect(
                page.items.map(\.badge.reason) == [nil, "changed_since", "deleted_since"])
            #expect(page.items[1].data["name"] == "green tea")
            let now = try await world.run(
                ListInstances(database: Shop.name, className: "Product"))
            #expect(now.items.map(\.key) == ["a", "b", "d"])
            #expect(now.asOf == nil)
            let count = CountInstances(
                database: Shop.name, className: "Product", asOf: then)
            #expect(try await world.run(count) == 3)
            let query = QueryInstances(
                database: Shop.name, className: "Product",
                conditions: [Condition("price", .lt, 3)], order: .property("price"),
                isDescending: true, asOf: then)
            let rows = try await world.run(query)
            #expect(rows.items.map(\.key) == ["c", "b"])
            #expect(rows.total == 2)
            #expect(rows.asOf?.position == then)
        }
    }

    @Test func wordsAreFoundInWhatTheTextsWere() async throws {
        try await World.with(.embedded) { world in
            let then = try await story(world)
            func keys(_ words: String, _ asOf: String?) async throws -> [String] {
                try await world.run(
                    ListInstances(
                        database: Shop.name, className: "Product", search: words, asOf: asOf)
                ).items.map(\.key)
            }
            #expect(try await keys("green", then) == ["b"])
            #expect(try await keys("green", nil) == ["d"])
            #expect(try await keys("TEA red", then) == ["a"])
            #expect(try await keys("te", then) == [])
            #expect(try await keys("coffee", then) == [])
        }
    }

    @Test func pagesOfAllClassesGoOnWhereTheyWere() async throws {
        try await World.with(.embedded) { world in
            let then = try await story(world)
            var request = ListInstances(
                database: Shop.name, className: nil, limit: 1, asOf: then)
            var ids: [String] = []
            while true {
                let page = try await world.run(request)
                ids += page.items.map(\.id)
                guard let next = page.next else { break }
                request.after = next
            }
            #expect(ids == ["Maker/m", "Product/a", "Product/b", "Product/c"])
            var bad = request
            bad.asOf = "99999999"
            #expect(try await world.refusal(bad).code == .invalidRequest)
        }
    }

    @Test func anInstanceKnowsWhenItWasMadeAndChangedThen() async throws {
        try await World.with(.embedded) { world in
            _ = try await story(world)
            let steps = try await world.run(
                TraceLineage(database: Shop.name, className: "Product", key: "b")
            ).steps
            for (step, changed) in [(steps[0], 0), (steps[1], 1)] {
                let item = try #require(
                    try await world.run(
                        ListInstances(
                            database: Shop.name, className: "Product",
                            equals: ["id": "b"], asOf: step.position)
                    ).items.first)
                #expect(item.createdAt == steps[0].occurredAt)
                #expect(item.updatedAt == steps[changed].occurredAt)
            }
        }
    }
}
