// How much of a node is there, and why not more.

import Engine
import EventSourcing
import JSONText
import Ontology
import Testing

@Suite struct BadgeTests {
    /// Products, each with its badge.
    private func badges(
        _ world: World, hops: [GraphQuery.Hop] = [], documents: Bool = true
    ) async throws -> [String: Badge] {
        let answer = try await world.run(
            GraphQuery(
                database: Shop.name, startClass: "Product", hops: hops,
                includeDocuments: documents))
        return Dictionary(
            answer.nodes.map { ($0.id, $0.badge) }, uniquingKeysWith: { first, _ in first })
    }

    private let toMaker = [GraphQuery.Hop(predicate: "madeBy", targetClass: "Maker")]

    @Test("A node without its document is missing, with the lag", arguments: AdapterKind.allCases)
    func notIndexed(_ kind: AdapterKind) async throws {
        try await World.with(kind, settings: .impatient) { world in
            try await world.openShop()
            try await world.settled()
            try await world.pause(.documents)
            try await world.done(Shop.product("1", ("name", "Tea")))
            let badge = try #require(try await badges(world)["Product/1"])
            #expect(badge.status == .missing)
            #expect(badge.reason == "not_indexed_yet")
            #expect(badge.detail?.contains("1 events behind") == true || !kind.isEmbedded)
            try await world.pause(.documents, false)
            try await eventually("the document comes") {
                try await badges(world)["Product/1"] == Badge(.full)
            }
        }
    }

    @Test("A node ahead of its document is partial: stale", arguments: AdapterKind.allCases)
    func stale(_ kind: AdapterKind) async throws {
        try await World.with(kind, settings: .impatient) { world in
            try await world.openShop()
            try await world.done(Shop.product("1", ("name", "Tea")))
            try await world.settled()
            try await world.pause(.documents)
            try await world.done(Shop.update("Product", "1", ["name": "Coffee"]))
            let answer = try await world.run(
                GraphQuery(database: Shop.name, startClass: "Product", hops: []))
            let node = try #require(answer.nodes.first)
            #expect(node.badge.status == .partial)
            #expect(node.badge.reason == "stale")
            #expect(node.data?["name"] == "Tea")
            #expect(try #require(node.documentSequence) < #require(node.sequence))
        }
    }

    @Test("Without documents every node is partial: not requested")
    func notRequested() async throws {
        try await World.with(.embedded) { world in
            try await world.openShop()
            try await world.done(Shop.product("1", ("name", "Tea")))
            let badges = try await badges(world, documents: false)
            #expect(badges == ["Product/1": Badge(.partial, reason: "not_requested")])
        }
    }

    @Test(
        "A link to nothing ends at a missing node until its target comes",
        arguments: AdapterKind.allCases)
    func dangling(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            try await world.done(Shop.product("1", ("makerId", "m")))
            let before = try #require(try await badges(world, hops: toMaker)["Maker/m"])
            #expect(before.status == .missing)
            #expect(before.reason == "dangling")
            try await world.done(Shop.create("Maker", ["id": "m"]))
            #expect(try await badges(world, hops: toMaker)["Maker/m"] == Badge(.full))
        }
    }

    @Test("A link that several nodes match is ambiguous", arguments: AdapterKind.allCases)
    func ambiguous(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            _ = try await world.run(Shop.createClass(Shop.review))
            for maker in ["a", "b"] {
                _ = try await world.run(Shop.create("Maker", ["id": .string(maker), "name": "X"]))
            }
            try await world.done(Shop.create("Review", ["id": "r", "makerName": "X"]))
            let answer = try await world.run(
                GraphQuery(
                    database: Shop.name, startClass: "Review",
                    hops: [GraphQuery.Hop(predicate: "about", targetClass: "Maker")]))
            #expect(answer.rows == 1)
            let end = try #require(answer.nodes.last)
            #expect(end.badge.status == .missing)
            #expect(end.badge.reason == "ambiguous")
            try await world.done(Shop.delete("Maker", "a"))
            let after = try await world.run(
                GraphQuery(
                    database: Shop.name, startClass: "Review",
                    hops: [GraphQuery.Hop(predicate: "about", targetClass: "Maker")]))
            #expect(after.nodes.last?.id == "Maker/b")
        }
    }

    @Test(
        "A document index that does not answer makes nodes partial, not the query fail",
        arguments: AdapterKind.allCases)
    func indexDown(_ kind: AdapterKind) async throws {
        let outage = Outage()
        let adjust: @Sendable (inout EnginePorts) -> Void = {
            $0.documents = FailingDocuments(base: $0.documents, outage: outage)
        }
        try await World.with(kind, adjust: adjust) { world in
            try await world.openShop()
            try await world.done(Shop.product("1", ("name", "Tea")))
            #expect(try await badges(world) == ["Product/1": Badge(.full)])
            outage.begin()
            let badge = try #require(try await badges(world)["Product/1"])
            #expect(badge.status == .partial)
            #expect(badge.reason == "index_down")
            outage.end()
            #expect(try await badges(world) == ["Product/1": Badge(.full)])
        }
    }

    @Test(
        "Hops go on without the document index, and say that subclasses may be missing",
        arguments: AdapterKind.allCases)
    func hopsWithoutIndex(_ kind: AdapterKind) async throws {
        let outage = Outage()
        let adjust: @Sendable (inout EnginePorts) -> Void = {
            $0.documents = FailingDocuments(base: $0.documents, outage: outage)
        }
        try await World.with(kind, adjust: adjust) { world in
            try await world.openShop()
            try await world.done(Shop.create("Maker", ["id": "m1"]))
            try await world.done(Shop.product("1", ("makerId", "m1")))
            outage.begin()
            defer { outage.end() }
            for isOptional in [nil, true] as [Bool?] {
                let hop = GraphQuery.Hop(
                    predicate: "madeBy", targetClass: "Maker", optional: isOptional)
                let answer = try await world.run(
                    GraphQuery(database: Shop.name, startClass: "Product", hops: [hop]))
                #expect(answer.nodes.map(\.id).sorted() == ["Maker/m1", "Product/1"])
                #expect(answer.nodes.allSatisfy { $0.badge.reason == "index_down" })
                #expect(answer.warnings == ["subclasses_unknown(class=Maker)"])
            }
        }
    }
}
