// Commands sent again, and taken back: what was before stands again, unless somebody has gone on from there.

import Engine
import EventSourcing
import JSONText
import Ontology
import Testing

@Suite struct UndoTests {
    private func undo(_ world: World, _ id: String) async throws -> CommandView {
        let undo = try await world.run(UndoCommand(id: id))
        return try await world.ended(try #require(undo.accepted))
    }

    private func data(_ world: World, _ key: String = "1") async throws -> JSON {
        try await world.run(GetInstance(database: Shop.name, className: "Product", key: key)).data
    }

    @Test("An update is undone by the former values", arguments: AdapterKind.allCases)
    func update(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            try await world.done(Shop.product("1", ("name", "Tea"), ("stock", 1)))
            let former = try await data(world)
            let update = try await world.done(
                Shop.update("Product", "1", ["name": "Chai", "price": 4, "stock": 1]))
            let preview = try await world.run(UndoCommand(id: update.id, isDryRun: true))
            #expect(preview.type == "UPDATE_INSTANCE")
            #expect(preview.aggregate == "Product/1")
            #expect(preview.payload == ["name": "Tea", "price": .null])
            #expect(preview.accepted == nil)
            #expect(try await data(world)["name"] == "Chai", "a dry run changes nothing")
            let undone = try await undo(world, update.id)
            #expect(undone.status == "COMPLETED", "\(undone.reason ?? "")")
            let now = try await data(world)
            for name in ["id", "name", "stock"] { #expect(now[name] == former[name], "\(name)") }
            #expect(now["price"]?.isNull != false)
        }
    }

    @Test(
        "A create is undone by a delete, and that by a create with the former values",
        arguments: AdapterKind.allCases)
    func createAndDelete(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            let create = try await world.done(Shop.product("1", ("name", "Tea")))
            let former = try await data(world)
            let removed = try await undo(world, create.id)
            #expect(removed.type == "DELETE_INSTANCE")
            let gone = try await world.refusal(
                GetInstance(database: Shop.name, className: "Product", key: "1"))
            #expect(gone.code == .instanceNotFound)
            let back = try await undo(world, removed.id)
            #expect(back.type == "CREATE_INSTANCE")
            #expect(try await data(world) == former)
        }
    }

    @Test("Undoing twice asks once")
    func twice() async throws {
        try await World.with(.embedded) { world in
            try await world.openShop()
            try await world.done(Shop.product("1", ("stock", 1)))
            let update = try await world.done(Shop.update("Product", "1", ["stock": 2]))
            let first = try await undo(world, update.id)
            let head = try await world.ports.store.head()
            let again = try await world.run(UndoCommand(id: update.id))
            #expect(again.accepted?.commandID == first.id)
            #expect(again.accepted?.isDuplicate == true)
            #expect(try await world.ports.store.head() == head)
        }
    }

    @Test("What has moved on since is not undone, and the later change is named")
    func movedOn() async throws {
        try await World.with(.embedded) { world in
            try await world.openShop()
            try await world.done(Shop.product("1", ("stock", 1)))
            let first = try await world.done(Shop.update("Product", "1", ["stock": 2]))
            let second = try await world.done(Shop.update("Product", "1", ["stock": 3]))
            for isDryRun in [true, false] {
                let refusal = try await world.refusal(
                    UndoCommand(id: first.id, isDryRun: isDryRun))
                #expect(refusal.code == .conflict)
                #expect(refusal.message.contains("INSTANCE_UPDATED at sequence"))
            }
            #expect(try await data(world)["stock"] == 3)
            // The later one first, then the earlier one.
            #expect(try await undo(world, second.id).status == "COMPLETED")
            #expect(try await data(world)["stock"] == 2)
        }
    }

    @Test(
        "A command that is still undecided stands in the way of an undo, and is not undone itself")
    func undecided() async throws {
        try await World.with(.embedded) { world in
            try await world.openShop()
            let create = try await world.done(Shop.product("1", ("stock", 1)))
            try await world.pause(.instance)
            let waiting = try await world.run(Shop.update("Product", "1", ["stock": 2]))
            #expect(try await world.refusal(UndoCommand(id: create.id)).code == .conflict)
            let refusal = try await world.refusal(UndoCommand(id: waiting.commandID))
            #expect(refusal.code == .notApplicable)
            try await world.pause(.instance, false)
        }
    }

    @Test("Of two who undo at once one wins, and the other gets its answer or a conflict")
    func race() async throws {
        try await World.with(.embedded) { world in
            try await world.openShop()
            try await world.done(Shop.product("1", ("stock", 1)))
            let update = try await world.done(Shop.update("Product", "1", ["stock": 2]))
            let answers = await withTaskGroup(of: Result<UndoView, EngineError>.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        do throws(EngineError) {
                            return .success(
                                try await world.client.run(
                                    UndoCommand(id: update.id),
                                    CallContext(.localAdmin("tester"))))
                        } catch { return .failure(error) }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let winners = answers.filter { (try? $0.get())?.accepted?.isDuplicate == false }
            #expect(winners.count == 1)
            for case .failure(let error) in answers { #expect(error.code == .conflict) }
            try await world.settled()
            #expect(try await data(world)["stock"] == 1)
        }
    }

    @Test("Classes are undone as well, and not while they have instances; databases never")
    func classes() async throws {
        try await World.with(.embedded) { world in
            let database = try await world.done(Shop.createDatabase)
            let create = try await world.done(Shop.createClass(Shop.maker))
            let update = try await world.done(
                SubmitCommand(
                    type: .updateClass, database: Shop.name, className: "Maker",
                    payload: ["label": "Producer"]))
            #expect(try await undo(world, update.id).status == "COMPLETED")
            let view = try await world.run(GetClass(database: Shop.name, className: "Maker"))
            #expect(view.label == "Maker")
            #expect(try await world.refusal(UndoCommand(id: create.id)).code == .conflict)
            #expect(try await world.refusal(UndoCommand(id: database.id)).code == .notApplicable)
            let other = try await world.done(Shop.createClass(Shop.review))
            try await world.done(Shop.create("Review", ["id": "r"]))
            #expect(try await world.refusal(UndoCommand(id: other.id)).code == .alreadyExists)
        }
    }

    @Test("A failed command is sent again once, and one that did not fail is not")
    func retry() async throws {
        try await World.with(.embedded) { world in
            try await world.openShop()
            let create = try await world.done(Shop.product("1", ("stock", 1)))
            #expect(try await world.refusal(RetryCommand(id: create.id)).code == .notApplicable)
            #expect(try await world.refusal(RetryCommand(id: "x")).code == .invalidRequest)
            let unknown = world.ports.ids.next().description
            #expect(try await world.refusal(RetryCommand(id: unknown)).code == .notFound)

            // Both were accepted while neither was decided; the class is gone when the second is.
            try await world.pause(.instance)
            let late = try await world.run(Shop.create("Maker", ["id": "m"]))
            try await world.done(
                SubmitCommand(type: .deleteClass, database: Shop.name, className: "Maker"))
            try await world.pause(.instance, false)
            #expect(try await world.ended(late).status == "FAILED")

            try await world.done(Shop.createClass(Shop.maker))
            let again = try await world.run(RetryCommand(id: late.commandID))
            #expect(!again.isDuplicate)
            #expect(try await world.ended(again).status == "COMPLETED")
            let repeated = try await world.run(RetryCommand(id: late.commandID))
            #expect(repeated.commandID == again.commandID)
            #expect(repeated.isDuplicate)
            #expect(try await world.refusal(UndoCommand(id: late.commandID)).code == .notApplicable)
        }
    }
}
