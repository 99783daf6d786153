// Who looks on is told when the log grows, and need not ask in between.

import Engine
import EventSourcing
import JSONText
import Synchronization
import TestSupport
import Testing

@Suite struct AwaitChangeTests {
    @Test func aChangeIsToldAtOnceAndSilenceAfterTheTime() async throws {
        try await World.with(.embedded) { world in
            try await world.openShop()
            let here = try await world.run(AwaitChange(after: nil, seconds: 0)).position
            let silence = try await world.run(AwaitChange(after: here, seconds: 0.05))
            #expect(silence.position == here)
            // Far longer than the test may take: it ends because something comes.
            async let told = world.run(AwaitChange(after: here, seconds: 60))
            try await world.done(Shop.create("Maker", ["id": "m", "name": "Ada"]))
            let there = try await told.position
            #expect(StorePosition(there)! > StorePosition(here)!)
            // Whoever comes late is told of what was.
            let late = try await world.run(AwaitChange(after: here, seconds: 60))
            #expect(StorePosition(late.position)! >= StorePosition(there)!)
        }
    }

    @Test func whileNothingComesItGivesSignsOfLife() async throws {
        try await World.with(.embedded) { world in
            let here = try await world.run(AwaitChange(after: nil, seconds: 0)).position
            let beats = Mutex(0)
            let call = CallContext(.localAdmin("ana")) { _ in beats.withLock { $0 += 1 } }
            let request = AwaitChange(after: here, seconds: 0.6, beatSeconds: 0.5)
            _ = try await world.client.run(request, call)
            #expect(beats.withLock { $0 } > 0)
            let silent = AwaitChange(after: here, seconds: 0.05)
            beats.withLock { $0 = 0 }
            _ = try await world.client.run(silent, call)
            #expect(beats.withLock { $0 } == 0, "nobody asked for any")
        }
    }

    @Test func whatIsNoPositionIsRefused() async throws {
        try await World.with(.embedded) { world in
            await #expect(throws: EngineError.self) {
                try await world.run(AwaitChange(after: "yesterday", seconds: 1))
            }
        }
    }
}
