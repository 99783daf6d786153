// Records that come again, owners that die between effect and note: every effect happens once.

import Engine
import EventSourcing
import JSONText
import Ontology
import TestSupport
import Testing

@Suite struct RedeliveryTests {
    /// Domain events of the whole store by the command that they answer.
    private func answers(_ world: World) async throws -> [EventID: [RecordedEvent]] {
        var position = StorePosition.start
        var answers: [EventID: [RecordedEvent]] = [:]
        while true {
            let events = try await world.ports.store.read(after: position, limit: 1000)
            guard let last = events.last else { return answers }
            for event in events {
                if let cause = event.event.cause {
                    answers[cause, default: []].append(event)
                } else {
                    answers[event.event.id] = answers[event.event.id] ?? []
                }
            }
            position = last.position
        }
    }

    @Test(
        "However often records come, each command is answered once and ends",
        arguments: [UInt64(1), 2, 3])
    func onceEach(_ seed: UInt64) async throws {
        var options = LooseWorld.Options()
        options.seed = seed
        options.redeliversOneIn = 2
        try await World.with(LooseState(options)) { world in
            try await world.openShop()
            var accepted: [AcceptedCommand] = []
            for number in 0..<20 {
                let key = String(number % 5)
                let command =
                    number < 5
                    ? Shop.product(key, ("stock", 0))
                    : Shop.update("Product", key, ["stock": .integer(number)])
                accepted.append(try await world.run(command))
            }
            for command in accepted {
                #expect(try await world.ended(command).status == "COMPLETED")
            }
            try await world.settled()
            for (command, events) in try await answers(world) {
                #expect(events.count == 1, "\(command): \(events.map(\.event.type))")
            }
            for key in 0..<5 {
                let view = try await world.run(
                    GetInstance(database: Shop.name, className: "Product", key: String(key)))
                #expect(view.data["stock"] == .integer(15 + key))
                #expect(view.badge == Badge(.full))
            }
            #expect(try await world.run(VerifyReadModels()).drifts == [])
        }
    }

    @Test("A command that comes again after its claim was forgotten keeps its answer")
    func expired() async throws {
        let expired = Counter()
        let adjust: @Sendable (inout EnginePorts) -> Void = {
            $0.guards = ExpiredGuard(base: $0.guards, expired: expired)
        }
        try await World.with(LooseState(), adjust: adjust) { world in
            try await world.openShop()
            for number in 0..<20 {
                let created = Shop.product("k\(number)", ("stock", .integer(number)))
                _ = try await world.ended(try await world.run(created))
            }
            let log = try await world.ports.store.read(after: .start, limit: 1000)
            let commands = log.filter { $0.event.kind == .command }
            expired.reset()
            _ = try await world.ports.bus.publish(commands)
            try await eventually("all came again") { expired.value >= commands.count }
            try await world.settled()
            for (command, events) in try await answers(world) {
                #expect(events.count == 1, "\(command): \(events.map(\.event.type))")
            }
            #expect(try await world.run(VerifyReadModels()).drifts == [])
        }
    }

    @Test("What comes again is counted, and nothing else is")
    func counted() async throws {
        var options = LooseWorld.Options()
        options.redeliversOneIn = 0
        try await World.with(LooseState(options)) { world in
            func counts() async throws -> [String: Int] {
                let workers = try await world.run(PipelineStatus()).workers
                let told = workers.compactMap { worker in
                    worker.redelivered.map { (worker.name, $0) }
                }
                return Dictionary(told, uniquingKeysWith: max)
            }
            try await world.openShop()
            for number in 0..<5 { try await world.done(Shop.product("k\(number)")) }
            try await world.settled()
            #expect(try await counts() == ["instance": 0, "ontology": 0])
            let log = try await world.ports.store.read(after: .start, limit: 1000)
            let commands = log.filter { $0.event.kind == .command }
            _ = try await world.ports.bus.publish(commands)
            try await eventually("all came again") {
                try await counts().values.reduce(0, +) == commands.count
            }
            #expect(try await counts()["instance"] == 5)
        }
    }

    @Test(
        "An owner that dies after the effect and before the note leaves one answer",
        arguments: AdapterKind.allCases)
    func forgotten(_ kind: AdapterKind) async throws {
        let outage = Outage()
        let adjust: @Sendable (inout EnginePorts) -> Void = {
            $0.guards = ForgetfulGuard(base: $0.guards, outage: outage)
        }
        try await World.with(kind, adjust: adjust) { world in
            try await world.openShop()
            outage.begin()
            var accepted: [AcceptedCommand] = []
            for command in [
                Shop.createClass(Shop.review), Shop.product("1", ("stock", 1)),
                Shop.update("Product", "1", ["stock": 2]), Shop.delete("Product", "1"),
                Shop.product("2"),
            ] { accepted.append(try await world.run(command)) }
            for command in accepted {
                let id = try #require(EventID(command.commandID))
                try await eventually("\(command.type) is decided") {
                    try await !world.ports.store.answers(to: id).isEmpty
                }
            }
            try await world.restart()
            outage.end()
            for command in accepted {
                let view = try await world.ended(command)
                #expect(view.status == "COMPLETED", "\(command.type) \(view.reason ?? "")")
            }
            try await world.settled()
            for (command, events) in try await answers(world) {
                #expect(events.count == 1, "\(command): \(events.map(\.event.type))")
            }
        }
    }

    @Test(
        "An engine that is closed in the middle goes on where it was",
        arguments: AdapterKind.allCases)
    func restarts(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            let rows = (0..<300).map { SubmitBulk.Row(data: ["id": .string("p\($0)")]) }
            let receipt = try await world.run(
                SubmitBulk(database: Shop.name, className: "Product", rows: rows))
            #expect(receipt.accepted == 300)
            try await world.restart()
            try await world.settled()
            let count = try await world.run(
                CountInstances(database: Shop.name, className: "Product"))
            #expect(count == 300)
            for (command, events) in try await answers(world) {
                #expect(events.count == 1, "\(command): \(events.map(\.event.type))")
            }
            #expect(try await world.run(VerifyReadModels()).drifts == [])
        }
    }
}
