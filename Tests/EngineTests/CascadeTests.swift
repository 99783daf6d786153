// Deleting a class with its instances: counted before, done by commands, resumable, and links to them dangle.

import Engine
import EventSourcing
import JSONText
import Ontology
import Testing

@Suite struct CascadeTests {
    private func openShop(_ world: World, products: Int = 5) async throws {
        try await world.openShop()
        for key in ["m", "n"] { try await world.done(Shop.create("Maker", ["id": .string(key)])) }
        for number in 0..<products {
            try await world.done(
                Shop.product(String(number), ("makerId", .string(number == 0 ? "n" : "m"))))
        }
    }

    private func classes(_ world: World) async throws -> [String] {
        try await world.run(ListClasses(database: Shop.name)).items.map(\.id)
    }

    @Test("Without cascade the count is the reason to refuse; a preview changes nothing")
    func refused() async throws {
        try await World.with(.embedded) { world in
            try await openShop(world)
            let refusal = try await world.refusal(
                DeleteClass(database: Shop.name, className: "Maker"))
            #expect(refusal.code == .alreadyExists)
            #expect(refusal.message.contains("2 instances"))
            let head = try await world.ports.store.head()
            let preview = try await world.run(
                DeleteClass(
                    database: Shop.name, className: "Maker", cascade: true, isDryRun: true))
            #expect(preview.instances == 2)
            #expect(preview.incomingLinks == 5)
            #expect(preview.deleted == 0)
            #expect(preview.accepted == nil)
            #expect(try await world.ports.store.head() == head)
            let unknown = try await world.refusal(
                DeleteClass(database: Shop.name, className: "Nobody", cascade: true))
            #expect(unknown.code == .classNotFound)
        }
    }

    @Test(
        "With cascade instances and class go, and links to them dangle",
        arguments: AdapterKind.allCases)
    func cascade(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await openShop(world)
            let deletion = try await world.run(
                DeleteClass(database: Shop.name, className: "Maker", cascade: true))
            #expect(deletion.deleted == 2)
            let view = try await world.ended(try #require(deletion.accepted))
            #expect(view.status == "COMPLETED", "\(view.reason ?? "")")
            #expect(try await classes(world) == ["Product"])
            let product = try await world.run(
                ExploreNode(database: Shop.name, className: "Product", key: "1"))
            let makers = product.bundles.filter { $0.predicate == "madeBy" }.flatMap(\.nodes)
            #expect(makers.map(\.id) == ["Maker/m"])
            #expect(makers.allSatisfy { $0.badge.status == .missing })
            #expect(makers.allSatisfy { $0.badge.reason == "dangling" })
        }
    }

    @Test("A call that ended early is finished by the next one")
    func resumed() async throws {
        try await World.with(.embedded) { world in
            try await openShop(world)
            // As if the call before had come so far: some are deleted, of one the deletion is only asked for.
            try await world.done(Shop.delete("Product", "0"))
            _ = try await world.run(Shop.delete("Product", "1"))
            let deletion = try await world.run(
                DeleteClass(database: Shop.name, className: "Product", cascade: true))
            #expect(deletion.deleted <= 4)
            #expect(try await world.ended(try #require(deletion.accepted)).status == "COMPLETED")
            #expect(try await classes(world) == ["Maker"])
            let again = try await world.refusal(
                DeleteClass(database: Shop.name, className: "Product", cascade: true))
            #expect(again.code == .classNotFound)
            try await world.done(Shop.createClass(Shop.product))
            let count = try await world.run(
                CountInstances(database: Shop.name, className: "Product"))
            #expect(count == 0, "a class of the same name starts empty")
        }
    }

    @Test("A sequence that is not the class's stops it before the first instance goes")
    func sequence() async throws {
        try await World.with(.embedded) { world in
            try await openShop(world)
            let head = try await world.ports.store.head()
            let refusal = try await world.refusal(
                DeleteClass(
                    database: Shop.name, className: "Product", cascade: true, expectedSequence: 99))
            #expect(refusal.code == .conflict)
            #expect(try await world.ports.store.head() == head)
        }
    }
}
