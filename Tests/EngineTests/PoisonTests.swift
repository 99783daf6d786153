// Events that cannot be read: kept with their bytes, in nobody's way but that of their own aggregate.

import Engine
import EventSourcing
import JSONText
import Ontology
import TestSupport
import Testing

@Suite struct PoisonTests {
    /// A domain event of a product as some other writer might put it into the store: without members.
    private func poison(_ world: World, _ key: String) -> Event {
        event(world, key, data: .array([1, 2]))
    }

    private func event(_ world: World, _ key: String, data: JSON) -> Event {
        Event(
            id: world.ports.ids.next(), kind: .domain,
            type: DomainEventType.instanceUpdated.rawValue,
            stream: world.stream("Product", key).stream, occurredAt: world.ports.clock.now(),
            actor: "stranger", topic: .instanceEvents, data: data)
    }

    private func whole(_ world: World, _ key: String, stock: Int) -> Event {
        event(world, key, data: ["id": .string(key), "stock": .integer(stock)])
    }

    private func append(_ world: World, _ events: [Event]) async throws {
        for event in events {
            let answers = try await world.ports.store.append(
                [Submission([event], expecting: .any)], with: nil)
            guard case .appended = answers.first else {
                Issue.record("it was not appended: \(answers)")
                return
            }
        }
    }

    private func letters(_ world: World, _ kind: WorkerKind) async throws -> [DeadLetterView] {
        try await world.run(ListDeadLetters()).items.filter { $0.group == kind.group.name }
    }

    private func stock(_ world: World, _ key: String) async throws -> JSON? {
        try await world.run(
            GetInstance(database: Shop.name, className: "Product", key: key)
        ).data["stock"]
    }

    @Test(
        "What cannot be projected is kept, what follows in its stream waits, the rest goes on",
        arguments: AdapterKind.allCases)
    func waits(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            try await world.done(Shop.product("1", ("stock", 1)))
            let bad = poison(world, "1")
            try await append(
                world, [bad, whole(world, "1", stock: 3), whole(world, "1", stock: 4)])
            try await world.done(Shop.product("2", ("stock", 2)))
            try await world.settled()
            for kind in WorkerKind.readModels {
                let letters = try await letters(world, kind)
                #expect(letters.map(\.eventID) == [bad.id.description], "\(kind.name)")
                #expect(letters.first?.aggregate == "Product/1")
                #expect(letters.first?.content == "[1,2]")
                let parked = try await world.run(ListParkedWrites()).items
                    .filter { $0.group == kind.group.name }
                #expect(parked.count == 2, "\(kind.name)")
            }
            #expect(try await stock(world, "1") == 1)
            #expect(try await stock(world, "2") == 2)
            try await world.restart()
            #expect(try await letters(world, .graph).map(\.eventID) == [bad.id.description])

            // Given up: what waited behind it goes on.
            for kind in WorkerKind.readModels {
                let letter = try #require(try await letters(world, kind).first)
                #expect(try await world.run(DiscardDeadLetter(id: letter.id)))
            }
            try await eventually("what waited goes on") {
                let parked = try await world.run(ListParkedWrites()).items
                return try await stock(world, "1") == 4 && parked.isEmpty
            }
            #expect(try await world.run(ListDeadLetters()).items.isEmpty)
        }
    }

    @Test("A retry that fails again keeps everything waiting", arguments: AdapterKind.allCases)
    func retryFails(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            try await world.done(Shop.product("1", ("stock", 1)))
            try await append(world, [poison(world, "1"), whole(world, "1", stock: 3)])
            try await world.settled()
            let letter = try #require(try await letters(world, .graph).first)
            #expect(try await world.run(RetryDeadLetter(id: letter.id)))
            try await eventually("it is tried again") {
                try await letters(world, .graph).first?.attempts ?? 0 > letter.attempts
            }
            try await world.settled()
            let after = try await letters(world, .graph)
            #expect(after.map(\.id) == [letter.id])
            #expect(after.first?.state == "waiting")
            let parked = try await world.run(ListParkedWrites()).items
            #expect(parked.contains { $0.group == WorkerKind.graph.group.name && !$0.isReady })
            #expect(try await stock(world, "1") == 1)
            let unknown = try await world.refusal(
                RetryDeadLetter(id: "0198c0de-0000-7000-8000-000000000001"))
            #expect(unknown.code == .notFound)
        }
    }

    @Test(
        "A second bad event behind the first holds back what follows it",
        arguments: AdapterKind.allCases)
    func twice(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            try await world.done(Shop.product("1", ("stock", 1)))
            let second = poison(world, "1")
            try await append(
                world,
                [
                    poison(world, "1"), whole(world, "1", stock: 3), second,
                    whole(world, "1", stock: 5),
                ])
            try await world.settled()
            let first = try #require(try await letters(world, .graph).first)
            #expect(try await world.run(DiscardDeadLetter(id: first.id)))
            try await eventually("the second is kept too") {
                try await letters(world, .graph).map(\.eventID) == [second.id.description]
            }
            try await eventually("the event between them is in the graph") {
                try await world.ports.graph.nodes([world.stream("Product", "1")])
                    .first?.data["stock"] == 3
            }
            try await eventually("only the last waits") {
                try await world.run(ListParkedWrites()).items
                    .count { $0.group == WorkerKind.graph.group.name } == 1
            }
            let letter = try #require(try await letters(world, .graph).first)
            #expect(try await world.run(DiscardDeadLetter(id: letter.id)))
            try await eventually("the last is in the graph") {
                try await world.ports.graph.nodes([world.stream("Product", "1")])
                    .first?.data["stock"] == 5
            }
        }
    }

    @Test(
        "A command on the bus whose content nobody understands ends FAILED, others go on",
        arguments: AdapterKind.allCases)
    func foreignContent(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            let stream = world.stream("Product", "9").stream
            let strange = Event(
                id: world.ports.ids.next(), kind: .command, type: "DANCE_REQUESTED",
                stream: stream, occurredAt: world.ports.clock.now(), actor: "stranger",
                topic: .instanceCommands, data: ["payload": ["id": "9"]])
            _ = try await world.ports.store.append(
                [Submission([strange], expecting: .any)], with: nil)
            let view = try await world.ended(strange.id.description)
            #expect(view.status == "FAILED")
            #expect(view.code == "unknown_command")
            #expect(try await world.done(Shop.product("2")).status == "COMPLETED")
        }
    }

    @Test(
        "A valid command that comes over the bus alone is decided once",
        arguments: AdapterKind.allCases)
    func injected(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            try await world.settled()
            let command = Event(
                id: world.ports.ids.next(), kind: .command,
                type: CommandType.createInstance.eventType,
                stream: world.stream("Product", "7").stream,
                occurredAt: world.ports.clock.now(), actor: "stranger", topic: .instanceCommands,
                data: [
                    "command_type": "CREATE_INSTANCE", "payload": ["id": "7", "stock": 7],
                ])
            let envelope = RecordedEvent(
                event: command, sequence: SequenceNumber(1),
                position: StorePosition(segment: 1_000_000))
            for _ in 0..<3 { _ = try await world.ports.bus.publish([envelope]) }
            try await eventually("it is in the graph") {
                try await !world.ports.graph.nodes([world.stream("Product", "7")]).isEmpty
            }
            try await world.settled()
            let events = try await world.ports.store.read(
                command.stream, after: .none, limit: 10)
            #expect(events.map(\.event.type) == [DomainEventType.instanceCreated.rawValue])
        }
    }

    @Test("Bytes on the bus that are no event are kept as they came, and nothing stops")
    func unreadable() async throws {
        let state = LooseState()
        try await World.with(state) { world in
            try await world.openShop()
            let bytes: [UInt8] = [0xFF, 0x00, 0x7B] + Array("no event".utf8)
            for topic in [Topic.instanceEvents, .instanceCommands] {
                state.world.publishUnreadable(bytes, on: TopicPartition(topic, 2))
            }
            for kind in [WorkerKind.instance] + WorkerKind.readModels {
                try await eventually("\(kind.name) keeps it") {
                    try await letters(world, kind).count == 1
                }
            }
            let page = try await world.ports.deadLetters.list(PageRequest(limit: 100))
            #expect(page.items.count == 4)
            #expect(page.items.allSatisfy { $0.bytes == bytes && $0.event == nil })
            let letter = try #require(try await letters(world, .instance).first)
            #expect(letter.byteCount == bytes.count)
            let retry = try await world.refusal(RetryDeadLetter(id: letter.id))
            #expect(retry.code == .invalidRequest)
            #expect(try await world.run(DiscardDeadLetter(id: letter.id)))
            for key in 0..<8 {
                #expect(try await world.done(Shop.product(String(key))).status == "COMPLETED")
            }
            #expect(try await letters(world, .instance).isEmpty)
        }
    }
}
