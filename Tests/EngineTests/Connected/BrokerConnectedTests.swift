// The engine on a Kafka broker that loses what it acknowledged, or refuses a record: it mends itself, and everything else
// goes on meanwhile.

import Engine
import EventSourcing
import Foundation
import JSONText
import Ontology
import TestSupport
import Testing

@Suite("A broker that fails the engine", .serialized, .enabled(if: TestService.isAvailable))
struct BrokerConnectedTests {
    private func documents(_ world: World) async throws -> Int {
        let scope = world.stream("Product", "1").scope
        return try await world.ports.documents.count(
            DocumentQuery(kind: .instance, scope: scope, className: "Product"))
    }

    private func create(_ keys: Range<Int>, in world: World) async throws -> [AcceptedCommand] {
        var accepted: [AcceptedCommand] = []
        for key in keys {
            accepted.append(try await world.run(Shop.product("\(key)", ("stock", .integer(key)))))
        }
        return accepted
    }

    private func complete(_ commands: [AcceptedCommand], in world: World) async throws {
        for command in commands { #expect(try await world.ended(command).status == "COMPLETED") }
    }

    private func everythingIsThere(_ count: Int, in world: World) async throws {
        try await eventually("all documents are there", within: 60) {
            try await documents(world) == count
        }
        try await world.settled()
        #expect(try await world.run(VerifyReadModels()).driftCount == 0)
        #expect(try await world.run(ListDeadLetters()).items.isEmpty)
    }

    @Test func itsEndIsLostAndPublishedAgain() async throws {
        let state = try KafkaState()
        defer { state.remove() }
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try await World.on(state) { world in
            try await world.openShop()
            try await complete(try await create(0..<10, in: world), in: world)
            try await world.settled()
            try state.snapshot(to: folder)
            // What the documents have not read yet, and all others have.
            try await world.pause(.documents)
            try await complete(try await create(10..<30, in: world), in: world)
            try state.fallBack(to: folder)
            try await world.pause(.documents, false)
            try await everythingIsThere(30, in: world)
            try await complete(try await create(30..<40, in: world), in: world)
            try await everythingIsThere(40, in: world)
        }
    }

    @Test func itComesBackWithNothingAndIsFilledAgain() async throws {
        let state = try KafkaState()
        defer { state.remove() }
        try await World.on(state) { world in
            try await world.openShop()
            try await world.pause(.documents)
            try await complete(try await create(0..<20, in: world), in: world)
            try state.loseEverything()
            try await world.pause(.documents, false)
            try await everythingIsThere(20, in: world)
            try await complete(try await create(20..<30, in: world), in: world)
            try await everythingIsThere(30, in: world)
        }
    }

    /// Field case eng-21a, with every other record of the topic below its limit.
    @Test func aRecordThatIsTooLargeForItsTopicWaitsWithThoseBehindIt() async throws {
        let state = try KafkaState()
        defer { state.remove() }
        try await World.on(state) { world in
            try await world.openShop()
            try await complete(try await create(1..<2, in: world), in: world)
            let topic = Topic.instanceCommands.name
            try state.broker.set("max.message.bytes", "4000", ofTopic: topic)
            // Hardly compressible.
            var chance = SeededGenerator(seed: 7)
            let noise = (0..<1000).map { _ in String(chance.next(), radix: 36) }.joined()
            let first = try await world.run(
                Shop.update("Product", "1", ["name": .string(noise)]))
            let second = try await world.run(Shop.update("Product", "1", ["stock": 2]))
            let third = try await world.run(Shop.update("Product", "1", ["stock": 3]))
            try await complete(try await create(2..<52, in: world), in: world)

            let letters = try await world.run(ListDeadLetters()).items
            #expect(letters.map(\.eventID) == [first.commandID])
            #expect(letters.first?.code == "refused_by_bus")
            #expect(letters.first?.cause.contains("bytes for the topic instance_commands") == true)
            let parked = try await world.run(ListParkedWrites()).items
            #expect(Set(parked.map(\.commandID)) == [second.commandID, third.commandID])
            #expect(try await world.run(GetCommand(id: first.commandID)).status == "RETRYING")

            try state.broker.set("max.message.bytes", "1000000", ofTopic: topic)
            try await complete([first, second, third], in: world)
            let view = try await world.run(
                GetInstance(database: Shop.name, className: "Product", key: "1"))
            #expect(view.data["stock"] == 3 && view.data["name"] == .string(noise))
            try await everythingIsThere(51, in: world)
            #expect(try await world.run(ListParkedWrites()).items.isEmpty)
        }
    }
}
