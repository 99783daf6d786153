// Many writers at one aggregate: exactly one gets through where only one may, and the others are told the truth.

import Engine
import EventSourcing
import JSONText
import Ontology
import Testing

@Suite struct ConcurrencyTests {
    /// Sends all at once; answers what became of each.
    private func race(_ world: World, _ commands: [SubmitCommand]) async
        -> [Result<AcceptedCommand, EngineError>]
    {
        await withTaskGroup(of: Result<AcceptedCommand, EngineError>.self) { group in
            for command in commands {
                group.addTask {
                    do throws(EngineError) {
                        return .success(
                            try await world.client.run(
                                command, CallContext(.localAdmin("tester"))))
                    } catch {
                        return .failure(error)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func refusals(_ results: [Result<AcceptedCommand, EngineError>]) -> [EngineError] {
        results.compactMap { result in
            if case .failure(let error) = result { return error }
            return nil
        }
    }

    /// The sequences of the stream's events.
    private func sequences(_ world: World, _ className: String, _ key: String) async throws
        -> [Int]
    {
        try await world.ports.store.read(
            world.stream(className, key).stream, after: .none, limit: 1000
        ).map(\.sequence.value)
    }

    @Test(
        "Of 50 creates of one key one is accepted, and 49 hear the sequence that is there",
        arguments: AdapterKind.allCases)
    func creates(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            let results = await race(
                world, (0..<50).map { Shop.product("1", ("name", .string("Tea \($0)"))) })
            let refused = refusals(results)
            #expect(refused.count == 49)
            try await world.settled()
            let sequences = try await sequences(world, "Product", "1")
            #expect(sequences.count == 2)
            for error in refused {
                #expect(error.code == .conflict)
                #expect(error.details["expected_seq"] == 0)
                #expect(sequences.contains(error.details["actual_seq"]?.integer ?? -1))
                #expect(error.details["aggregate_id"] == "shop:Product:1")
            }
        }
    }

    @Test("Of eight writers who saw the same sequence one wins", arguments: AdapterKind.allCases)
    func sameSequence(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            try await world.done(Shop.product("1", ("stock", 0)))
            let seen = try #require(try await sequences(world, "Product", "1").last)
            let results = await race(
                world,
                (1...8).map {
                    Shop.update("Product", "1", ["stock": .integer($0)], expecting: seen)
                })
            let refused = refusals(results)
            #expect(refused.count == 7)
            try await world.settled()
            let sequences = try await sequences(world, "Product", "1")
            #expect(sequences.count == 4)
            for error in refused {
                #expect(error.code == .conflict)
                #expect(error.details["expected_seq"] == .integer(seen))
                #expect(
                    sequences.filter { $0 > seen }.map(JSON.integer).contains(
                        error.details["actual_seq"] ?? .null))
            }
        }
    }

    @Test("Patches that expect nothing all survive", arguments: AdapterKind.allCases)
    func patches(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            try await world.done(Shop.product("1", ("name", "Tea")))
            let results = await race(
                world,
                [
                    Shop.update("Product", "1", ["stock": 7]),
                    Shop.update("Product", "1", ["price": .number("1.50")]),
                ])
            #expect(refusals(results) == [])
            let view = try await world.run(
                GetInstance(database: Shop.name, className: "Product", key: "1"))
            #expect(
                view.data.canonicalText
                    == #"{"id":"1","name":"Tea","price":1.50,"stock":7}"#)
        }
    }

    @Test(
        "A key can be used again after its instance was deleted",
        arguments: AdapterKind.allCases)
    func createAgain(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            // Without any wait: each is accepted on what the one before will leave.
            let commands = [
                Shop.product("1", ("name", "Tea")), Shop.delete("Product", "1"),
                Shop.product("1", ("stock", 3)),
            ]
            for command in commands {
                let accepted = try await world.run(command)
                #expect(!accepted.isDuplicate)
            }
            let view = try await world.run(
                GetInstance(database: Shop.name, className: "Product", key: "1"))
            #expect(view.data.canonicalText == #"{"id":"1","stock":3}"#)
            #expect(view.badge == Badge(.full))
            try await world.done(Shop.delete("Product", "1"))
            let error = try await world.refusal(
                GetInstance(database: Shop.name, className: "Product", key: "1"))
            #expect(error.code == .instanceNotFound)
            #expect(try await sequences(world, "Product", "1").count == 8)
        }
    }
}
