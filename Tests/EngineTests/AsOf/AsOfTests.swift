// Reads of the past with known answers: created, changed, linked, unlinked, deleted and created again.

import Engine
import EventSourcing
import JSONText
import Ontology
import TestSupport
import Testing

@Suite struct AsOfTests {
    /// Makers a and b; product 1 of a, then of b, then deleted, then created again. Where each step stands.
    private struct Story {
        var made = ""
        var moved = ""
        var deleted = ""
        var again = ""

        init(_ world: World) async throws {
            try await world.openShop()
            for maker in ["a", "b"] {
                try await world.done(Shop.create("Maker", ["id": .string(maker)]))
            }
            try await world.done(Shop.product("1", ("makerId", "a"), ("price", 5)))
            try await world.done(Shop.update("Product", "1", ["makerId": "b"]))
            try await world.done(Shop.delete("Product", "1"))
            try await world.done(Shop.product("1", ("makerId", "a"), ("price", 7)))
            let steps = try await world.run(
                TraceLineage(database: Shop.name, className: "Product", key: "1")
            ).steps.map { $0.position ?? "" }
            try #require(steps.count == 4)
            (made, moved, deleted, again) = (steps[0], steps[1], steps[2], steps[3])
        }
    }

    private static func products(of maker: String, _ asOf: String?) -> GraphQuery {
        GraphQuery(
            database: Shop.name, startClass: "Maker",
            hops: [.init(predicate: "madeBy", targetClass: "Product", direction: "in")],
            filters: ["id": .string(maker)], asOf: asOf)
    }

    private static func product(_ asOf: String?) -> GetInstance {
        GetInstance(database: Shop.name, className: "Product", key: "1", asOf: asOf)
    }

    @Test(
        "An instance, a hop against a link and one along it are what they were",
        arguments: AdapterKind.allCases)
    func answers(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            let story = try await Story(world)
            for (asOf, maker, price) in [
                (story.made, "a", 5), (story.moved, "b", 5), (story.again, "a", 7),
            ] {
                let instance = try await world.run(AsOfTests.product(asOf))
                #expect(instance.data["makerId"]?.string == maker)
                #expect(instance.data["price"]?.integer == price)
                #expect(instance.asOf?.position == asOf)
                for name in ["a", "b"] {
                    let answer = try await world.run(AsOfTests.products(of: name, asOf))
                    let expected = name == maker ? ["Maker/\(name)", "Product/1"] : []
                    #expect(answer.nodes.map(\.id) == expected)
                }
                let around = try await world.run(
                    ExploreNode(
                        database: Shop.name, className: "Product", key: "1", asOf: asOf))
                #expect(around.bundles.map { $0.nodes.map(\.id) } == [["Maker/\(maker)"]])
            }
            let gone = try await world.refusal(AsOfTests.product(story.deleted))
            #expect(gone.code == .instanceNotFound && gone.message.contains("as of"))
            for name in ["a", "b"] {
                let answer = try await world.run(AsOfTests.products(of: name, story.deleted))
                #expect(answer.nodes.isEmpty)
            }
        }
    }

    @Test("A badge of the past says what has changed since")
    func badges() async throws {
        try await World.with(.embedded) { world in
            let story = try await Story(world)
            let old = try await world.run(AsOfTests.products(of: "a", story.made))
            #expect(old.nodes[0].badge == Badge(.full))
            #expect(old.nodes[1].badge.status == .partial)
            #expect(old.nodes[1].badge.reason == "changed_since")
            #expect(old.nodes[1].data?["price"]?.integer == 5)
            let new = try await world.run(AsOfTests.products(of: "a", story.again))
            #expect(new.nodes.map(\.badge) == [Badge(.full), Badge(.full)])
            try await world.done(Shop.delete("Product", "1"))
            let deleted = try await world.run(AsOfTests.product(story.again))
            #expect(deleted.badge.reason == "deleted_since")
            #expect(deleted.data["price"]?.integer == 7)
        }
    }

    @Test("Lineage of the past tells what was known then, and an edge that is gone")
    func lineage() async throws {
        try await World.with(.embedded) { world in
            let story = try await Story(world)
            let node = try await world.run(
                TraceLineage(
                    database: Shop.name, className: "Product", key: "1", asOf: story.moved))
            #expect(node.steps.map(\.position) == [story.made, story.moved])
            #expect(node.effects.contains { $0.text == "madeBy → Maker/b" })
            let edge = TraceLineage(
                database: Shop.name, className: "Product", key: "1", predicate: "madeBy",
                target: "Maker/b", asOf: story.moved)
            #expect(try await world.run(edge).steps.map(\.position) == [story.moved])
            var now = edge
            now.asOf = nil
            #expect(try await world.refusal(now).code == .notFound)
        }
    }

    @Test("A class is what it was: a link that it did not have yet cannot be followed")
    func classes() async throws {
        try await World.with(.embedded) { world in
            try await world.openShop()
            try await world.done(Shop.create("Maker", ["id": "a"]))
            let before = try await world.run(
                TraceLineage(database: Shop.name, className: "Maker", key: "a"))
            try await world.done(Shop.createClass(Shop.review))
            var query = GraphQuery(database: Shop.name, startClass: "Review", hops: [])
            #expect(try await world.run(query).nodes.isEmpty)
            query.asOf = before.steps[0].position
            let refusal = try await world.refusal(query)
            #expect(refusal.code == .classNotFound && refusal.message.contains("as of"))
        }
    }

    @Test("Before the first event, in the future and nonsense are refused with what is there")
    func refusals() async throws {
        try await World.with(.embedded) { world in
            _ = try await Story(world)
            for (asOf, words) in [
                ("2001-01-01", "its first event is at position"), ("9999-01-01", "in the future"),
                ("999999", "the log ends at position"), ("0", "its first event"),
                ("yesterday", "is a time"),
            ] {
                let refusal = try await world.refusal(AsOfTests.product(asOf))
                #expect(refusal.code == .invalidRequest, "\(asOf)")
                #expect(refusal.message.contains(words), "\(refusal.message)")
            }
        }
    }

    @Test("A time stands for the state before the first change after it")
    func times() async throws {
        try await World.with(.embedded) { world in
            let story = try await Story(world)
            let steps = try await world.run(
                TraceLineage(database: Shop.name, className: "Product", key: "1")
            ).steps
            let instance = try await world.run(AsOfTests.product(steps[1].occurredAt))
            #expect(instance.asOf?.position == story.moved)
            #expect(instance.data["makerId"]?.string == "b")
        }
    }

    @Test("A database that was deleted and created again keeps its first life in the past")
    func secondLife() async throws {
        try await World.with(.embedded) { world in
            let story = try await Story(world)
            try await world.done(SubmitCommand(type: .deleteDatabase, database: Shop.name))
            try await world.openShop()
            let old = try await world.run(AsOfTests.product(story.made))
            #expect(old.data["price"]?.integer == 5 && old.badge.reason == "deleted_since")
            #expect(try await world.refusal(AsOfTests.product(nil)).code == .instanceNotFound)
        }
    }
}
