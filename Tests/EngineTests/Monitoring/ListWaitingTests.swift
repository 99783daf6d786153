// From a lag to the events that make it up.

import Engine
import EventSourcing
import JSONText
import TestSupport
import Testing

@Suite struct ListWaitingTests {
    @Test("A paused worker's next events are told in their order, with their commands")
    func next() async throws {
        try await World.with(.embedded, settings: .impatient) { world in
            try await world.openShop()
            let before = try await world.run(ListWaiting(worker: "graph"))
            #expect(before.letters.isEmpty)
            try await world.pause(.graph)
            var commands: [String] = []
            for key in ["1", "2", "3"] {
                commands.append(try await world.run(Shop.product(key)).commandID)
            }
            try await eventually("all three are decided and wait") {
                try await world.run(ListWaiting(worker: "graph")).events.count == 3
            }
            let waiting = try await world.run(ListWaiting(worker: "graph"))
            #expect(waiting.events.map(\.aggregate) == ["Product/1", "Product/2", "Product/3"])
            #expect(waiting.events.map(\.commandID) == commands)
            #expect(waiting.events.allSatisfy { $0.eventType == "INSTANCE_CREATED" })
            #expect(try await world.run(ListWaiting(worker: "graph", limit: 1)).events.count == 1)
            #expect(try await world.refusal(ListWaiting(worker: "nobody")).code == .notFound)
        }
    }
}
