// A bus that will never take one record: that one waits as a dead letter of the relay, those behind it in its stream wait
// for it, in their order, and everything else flows.

import Engine
import EventSourcing
import JSONText
import Ontology
import TestSupport
import Testing

/// Refuses commands whose data holds a word, as a broker refuses what is too large.
private struct PickyBus: WrappedBus {
    let base: any EventBus
    let word: String
    let outage: Outage

    func publish(_ events: [RecordedEvent]) async throws(EventBusError) -> BusPosition {
        guard outage.isActive else { return try await base.publish(events) }
        var reasons: [EventID: String] = [:]
        var followers: Set<EventID> = []
        var blocked: Set<StreamID> = []
        var free: [RecordedEvent] = []
        for event in events {
            let stream = event.event.stream
            if event.event.kind == .command, event.event.data.text.contains(word) {
                reasons[event.event.id] = "too large, says the test"
                blocked.insert(stream)
            } else if event.event.kind == .command, blocked.contains(stream) {
                followers.insert(event.event.id)
            } else {
                free.append(event)
            }
        }
        let ends = try await base.publish(free)
        if reasons.isEmpty { return ends }
        throw .refused(RefusedRecords(reasons: reasons, followers: followers, published: ends))
    }
}

@Suite struct RefusedByBusTests {
    private func with(
        _ body: @Sendable (World, Outage) async throws -> Void
    ) async throws {
        let outage = Outage()
        outage.begin()
        let adjust = { @Sendable (ports: inout EnginePorts) in
            ports.bus = PickyBus(base: ports.bus, word: "HUGE", outage: outage)
        }
        try await World.with(.loose, settings: .impatient, adjust: adjust) { world in
            try await world.openShop()
            try await world.done(Shop.product("1", ("stock", 1)))
            try await body(world, outage)
        }
    }

    private func stock(_ world: World) async throws -> JSON? {
        try await world.run(
            GetInstance(database: Shop.name, className: "Product", key: "1")
        ).data["stock"]
    }

    /// The refused one, and two behind it.
    private func three(_ world: World) async throws -> [AcceptedCommand] {
        [
            try await world.run(Shop.update("Product", "1", ["name": "HUGE", "stock": 2])),
            try await world.run(Shop.update("Product", "1", ["stock": 3])),
            try await world.run(Shop.update("Product", "1", ["stock": 4])),
        ]
    }

    private func holds(_ world: World, _ commands: [AcceptedCommand]) async throws
        -> DeadLetterView
    {
        try await eventually("one is a letter and two wait") {
            let letters = try await world.run(ListDeadLetters()).items
            let parked = try await world.run(ListParkedWrites()).items
            return letters.map(\.eventID) == [commands[0].commandID]
                && Set(parked.map(\.commandID)) == Set(commands[1...].map(\.commandID))
        }
        return try #require(try await world.run(ListDeadLetters()).items.first)
    }

    @Test func theOthersFlowAndTheThreeArriveInOrderOnceItIsTaken() async throws {
        try await with { world, outage in
            let commands = try await three(world)
            for key in 2..<12 { try await world.done(Shop.product("\(key)")) }
            let letter = try await holds(world, commands)
            #expect(letter.code == "refused_by_bus" && letter.cause == "too large, says the test")
            #expect(letter.content.contains("HUGE"))
            let waiting = try await world.run(GetCommand(id: commands[0].commandID))
            #expect(waiting.status == "RETRYING", "\(waiting)")
            // One more comes later, and a relay that starts anew knows of all of them.
            try await world.restart()
            let fourth = try await world.run(Shop.update("Product", "1", ["stock": 5]))
            try await world.done(Shop.product("12"))
            #expect(try await stock(world) == 1)
            outage.end()
            #expect(try await world.run(RetryDeadLetter(id: letter.id)))
            for command in commands + [fourth] {
                #expect(try await world.ended(command).status == "COMPLETED")
            }
            try await world.settled()
            #expect(try await stock(world) == 5)
            #expect(try await world.run(ListDeadLetters()).items.isEmpty)
            #expect(try await world.run(VerifyReadModels()).driftCount == 0)
        }
    }

    @Test func itIsTriedAgainWithoutAnybody() async throws {
        try await with { world, outage in
            let commands = try await three(world)
            _ = try await holds(world, commands)
            outage.end()
            for command in commands {
                #expect(try await world.ended(command).status == "COMPLETED")
            }
        }
    }

    @Test func whenItIsGivenUpThoseBehindItGoOn() async throws {
        try await with { world, _ in
            let commands = try await three(world)
            let letter = try await holds(world, commands)
            #expect(try await world.run(DiscardDeadLetter(id: letter.id)))
            for command in commands[1...] {
                #expect(try await world.ended(command).status == "COMPLETED")
            }
            #expect(try await world.ended(commands[0]).status == "FAILED")
            try await world.settled()
            #expect(try await stock(world) == 4)
        }
    }
}
