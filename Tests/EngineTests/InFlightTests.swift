// Commands that depend on others still on their way: nobody needs to wait between them, and who has to wait shows why.

import Engine
import EventSourcing
import JSONText
import Ontology
import Testing

@Suite struct InFlightTests {
    /// A worker strikes a parked write off its list after it has written the answer.
    private func nothingParked(_ world: World) async throws {
        try await eventually("nothing is parked any more") {
            try await world.run(ListParkedWrites()).items.isEmpty
        }
    }

    @Test(
        "Database, class and instance sent without any wait all complete",
        arguments: AdapterKind.allCases)
    func inOneGo(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            let commands = [
                Shop.createDatabase, Shop.createClass(Shop.maker), Shop.createClass(Shop.product),
                Shop.create("Maker", ["id": "m", "name": "Maker"]),
                Shop.product("1", ("makerId", "m")), Shop.update("Product", "1", ["stock": 2]),
            ]
            var accepted: [AcceptedCommand] = []
            for command in commands { accepted.append(try await world.run(command)) }
            for command in accepted {
                let view = try await world.ended(command)
                #expect(view.status == "COMPLETED", "\(view.type): \(view.reason ?? "")")
            }
            try await nothingParked(world)
        }
    }

    @Test("Who writes and asks at once sees what was written", arguments: AdapterKind.allCases)
    func readYourWrites(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            _ = try await world.run(Shop.create("Maker", ["id": "m"]))
            for number in 1...10 {
                _ = try await world.run(
                    Shop.product(String(number), ("makerId", "m"), ("stock", .integer(number))))
                let answer = try await world.run(
                    GraphQuery(
                        database: Shop.name, startClass: "Product",
                        hops: [GraphQuery.Hop(predicate: "madeBy", targetClass: "Maker")]))
                #expect(answer.rows == number)
                #expect(answer.nodes.allSatisfy { $0.badge == Badge(.full) })
            }
        }
    }

    @Test(
        "What one process wrote as its last is what the next one reads first",
        arguments: AdapterKind.allCases)
    func readTheWritesOfTheProcessBefore(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.done(Shop.createDatabase)
            for number in 1...8 {
                _ = try await world.run(
                    Shop.createClass(["id": .string("Kind\(number)"), "label": "Kind"]))
                try await world.restart()
                let classes = try await world.run(ListClasses(database: Shop.name)).items
                #expect(classes.count == number)
            }
            _ = try await world.run(
                SubmitCommand(type: .createDatabase, database: "next", payload: ["name": "next"]))
            let names = try await world.run(ListDatabases()).items.map(\.name)
            #expect(names.contains("next"))
        }
    }

    @Test(
        "An instance of a class in flight is parked with its reason, and goes on by itself",
        arguments: AdapterKind.allCases)
    func parked(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.done(Shop.createDatabase)
            try await world.pause(.ontology)
            _ = try await world.run(Shop.createClass(Shop.product))
            let create = try await world.run(Shop.product("1", ("name", "Tea")))
            let update = try await world.run(Shop.update("Product", "1", ["stock": 1]))
            try await eventually("both are parked") {
                try await world.run(ListParkedWrites()).items.count == 2
            }
            let parked = try await world.run(ListParkedWrites()).items
            let first = try #require(parked.first { $0.commandID == create.commandID })
            #expect(first.reason.contains("class Product is being created"))
            #expect(first.aggregate == "Product/1")
            let waiting = try await world.run(GetCommand(id: create.commandID))
            #expect(waiting.status == "PENDING")
            #expect(waiting.reason?.contains("class Product is being created") == true)
            try await world.pause(.ontology, false)
            for command in [create, update] {
                #expect(try await world.ended(command).status == "COMPLETED")
            }
            try await nothingParked(world)
            let view = try await world.run(
                GetInstance(database: Shop.name, className: "Product", key: "1"))
            #expect(view.data["stock"] == 1)
        }
    }

    @Test("A parked write survives a restart", arguments: AdapterKind.allCases)
    func restart(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.done(Shop.createDatabase)
            try await world.pause(.ontology)
            _ = try await world.run(Shop.createClass(Shop.product))
            let create = try await world.run(Shop.product("1"))
            try await eventually("it is parked") {
                try await world.run(ListParkedWrites()).items.count == 1
            }
            try await world.restart()
            #expect(
                try await world.run(ListParkedWrites()).items.map(\.commandID)
                    == [create.commandID])
            try await world.pause(.ontology, false)
            #expect(try await world.ended(create).status == "COMPLETED")
            try await nothingParked(world)
        }
    }

    @Test(
        "When the awaited class is not made, what waits for it fails",
        arguments: AdapterKind.allCases)
    func dependencyFails(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.done(Shop.createDatabase)
            try await world.pause(.ontology)
            // The class is deleted again before it is ever decided, so the instance finds none.
            _ = try await world.run(Shop.createClass(Shop.product))
            let create = try await world.run(Shop.product("1"))
            try await eventually("it is parked") {
                try await world.run(ListParkedWrites()).items.count == 1
            }
            _ = try await world.run(
                SubmitCommand(type: .deleteClass, database: Shop.name, className: "Product"))
            try await world.pause(.ontology, false)
            let view = try await world.ended(create)
            #expect(view.status == "FAILED")
            #expect(view.code == "dependency_failed")
            try await nothingParked(world)
        }
    }

    @Test(
        "When the awaited database is deleted again, what waits for its class fails",
        arguments: AdapterKind.allCases.filter(\.isEmbedded))
    func databaseDeleted(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.pause(.ontology)
            _ = try await world.run(Shop.createDatabase)
            let ontologyClass = try await world.run(Shop.createClass(Shop.product))
            let create = try await world.run(Shop.product("1"))
            try await eventually("the instance is parked") {
                try await world.run(ListParkedWrites()).items
                    .contains { $0.commandID == create.commandID }
            }
            _ = try await world.run(SubmitCommand(type: .deleteDatabase, database: Shop.name))
            try await world.pause(.ontology, false)
            // Commands come in the order of the log here, so the class stood for a moment; over topics of their own the
            // deletion may come after the instance.
            try await world.ended(ontologyClass)
            let view = try await world.ended(create)
            #expect(view.status == "FAILED")
            #expect(view.code == "dependency_failed")
        }
    }

    @Test("Whoever takes over looks once at what many wait for")
    func looksOnce() async throws {
        let looks = Counter()
        let watching: @Sendable (inout EnginePorts) -> Void = { ports in
            ports.store = WatchedStore(
                base: ports.store,
                reading: { stream in
                    if stream.type == .ontologyClass, stream.className == "Product" { looks.add() }
                })
        }
        try await World.with(.embedded, adjust: watching) { world in
            try await world.done(Shop.createDatabase)
            try await world.pause(.ontology)
            _ = try await world.run(Shop.createClass(Shop.product))
            let rows = (0..<200).map { SubmitBulk.Row(data: ["id": .string("p\($0)")]) }
            _ = try await world.run(
                SubmitBulk(database: Shop.name, className: "Product", rows: rows))
            try await eventually("all are parked") {
                try await world.ports.parkedWrites.list(PageRequest(limit: 1000)).items.count == 200
            }
            await world.stop()
            looks.reset()
            try await world.start()
            try await eventually("the worker has looked at everything") {
                try await world.run(PipelineStatus()).workers
                    .contains { $0.name == WorkerKind.instance.name && $0.state == "idle" }
            }
            #expect(looks.value < 20)
            try await world.pause(.ontology, false)
            try await nothingParked(world)
        }
    }
}
