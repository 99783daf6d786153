// Lists in an order and with conditions: pages join on exactly, from either end, also where many have the same value.

import Engine
import JSONText
import Ontology
import TestSupport
import Testing

@Suite struct OrderedInstancesTests {
    /// Twelve products: prices that repeat, one without a price, names with numbers in them.
    private func open(_ world: World) async throws {
        try await world.openShop()
        let prices: [Int?] = [5, 12, 5, 999, nil, 5, 12, 0, 5, 100, 12, 5]
        for (number, price) in prices.enumerated() {
            let name = ("name", JSON.string("i-\(number)"))
            let rest = price.map { [("price", JSON.integer($0))] } ?? []
            let data = JSONObject([("id", .string("k\(number)")), name] + rest)
            try await world.done(Shop.create("Product", .object(data)))
        }
    }

    /// Page by page, as keys; every page but the last is full.
    private func keys(
        _ world: World, _ order: InstanceOrdering?, _ conditions: [Condition]? = nil, limit: Int
    ) async throws -> [String] {
        var keys: [String] = []
        var after: String?
        repeat {
            let page = try await world.run(
                ListInstances(
                    database: Shop.name, className: "Product", conditions: conditions,
                    order: order, limit: limit, after: after))
            keys += page.items.map(\.key)
            after = page.next
            #expect(after == nil || page.items.count == limit)
        } while after != nil
        return keys
    }

    @Test(
        "Equal values go by key, what is absent last, from either end",
        arguments: AdapterKind.allCases)
    func pages(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await open(world)
            let up = ["k7", "k0", "k11", "k2", "k5", "k8", "k1", "k10", "k6", "k9", "k3", "k4"]
            let down = ["k3", "k9", "k1", "k10", "k6", "k0", "k11", "k2", "k5", "k8", "k7", "k4"]
            for limit in [1, 2, 3, 5, 12, 100] {
                for (isDescending, wanted) in [(false, up), (true, down)] {
                    let order = InstanceOrdering(by: "price", isDescending: isDescending)
                    #expect(try await keys(world, order, limit: limit) == wanted)
                    var back = order
                    back.isFromEnd = true
                    #expect(try await keys(world, back, limit: limit) == wanted.reversed())
                }
            }
            let named = try await keys(world, InstanceOrdering(by: "name"), limit: 4)
            #expect(named == (0..<12).map { "k\($0)" }, "i-2 before i-10")
            let last = try await keys(world, InstanceOrdering(isFromEnd: true), limit: 5)
            #expect(last == (0..<12).map { "k\($0)" }.reversed())
        }
    }

    @Test(
        "Conditions hold on every page, with an order and without", arguments: AdapterKind.allCases)
    func filtered(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await open(world)
            let conditions = [Condition("price", .le, .string("12")), Condition("price", .gt, 0)]
            for limit in [1, 2, 4, 50] {
                #expect(
                    try await keys(world, nil, conditions, limit: limit)
                        == ["k0", "k1", "k10", "k11", "k2", "k5", "k6", "k8"])
                #expect(
                    try await keys(
                        world, InstanceOrdering(text: "-price"), conditions, limit: limit)
                        == ["k1", "k10", "k6", "k0", "k11", "k2", "k5", "k8"])
            }
            let one = [Condition("name", .eq, .string("i-7"))]
            #expect(try await keys(world, nil, one, limit: 3) == ["k7"])
            #expect(try await keys(world, nil, [Condition("price", .isNull)], limit: 3) == ["k4"])
        }
    }

    /// What is changed between two pages is neither repeated nor does it push others out.
    @Test func aPageGoesOnAfterTheLastOneWhateverCameOrWent() async throws {
        try await World.with(.embedded) { world in
            try await open(world)
            let order = InstanceOrdering(by: "price")
            var request = ListInstances(
                database: Shop.name, className: "Product", order: order, limit: 3)
            let first = try await world.run(request)
            #expect(first.items.map(\.key) == ["k7", "k0", "k11"])
            try await world.done(Shop.delete("Product", "k11"))
            try await world.done(Shop.product("k00", ("name", "new"), ("price", 5)))
            try await world.done(Shop.product("k12", ("name", "new"), ("price", 5)))
            request.after = first.next
            #expect(try await world.run(request).items.map(\.key) == ["k12", "k2", "k5"])
        }
    }

    @Test func whatCannotBeIsRefusedWithTheReason() async throws {
        try await World.with(.embedded) { world in
            try await open(world)
            var request = ListInstances(
                database: Shop.name, className: "Product", order: InstanceOrdering(by: "price"),
                limit: 2)
            let cursor = try await world.run(request).next
            request.order = InstanceOrdering(by: "price", isDescending: true)
            request.after = cursor
            await #expect(throws: EngineError.self) { try await world.run(request) }
            request.after = nil
            request.order = InstanceOrdering(by: "weight")
            let error = await #expect(throws: EngineError.self) { try await world.run(request) }
            #expect(error?.message.contains("weight") == true && error?.code == .invalidRequest)
            request = ListInstances(
                database: Shop.name, className: nil, order: InstanceOrdering(), limit: 2)
            await #expect(throws: EngineError.self) { try await world.run(request) }
            request = ListInstances(
                database: Shop.name, className: "Product", conditions: [Condition("price", .gt, 1)],
                after: "{}")
            await #expect(throws: EngineError.self) { try await world.run(request) }
        }
    }
}
