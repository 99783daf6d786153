// Ready means that what is asked for can be done: each dependency by itself, reading and writing.

import Engine
import EventSourcing
import Synchronization
import Testing

@Suite struct ReadinessTests {
    @Test func aLogThatIsReadAndNotWrittenIsNotReady() async throws {
        let flag = Flag()
        let adjust: @Sendable (inout EnginePorts) -> Void = { ports in
            ports.store = WatchedStore(
                base: ports.store,
                appending: { _ async throws(EventStoreError) in
                    if flag.isRaised { throw .writingStopped("the disk is gone") }
                })
        }
        try await World.with(.embedded, adjust: adjust) { world in
            try await world.openShop()
            let ready = try await world.run(CheckReadiness())
            #expect(ready.isReady, "\(ready.parts)")
            #expect(Set(ready.parts.map(\.name)).isSuperset(of: ["log", "writes", "graph"]))
            flag.raise()
            let stopped = try await world.run(CheckReadiness())
            #expect(!stopped.isReady)
            let unready = stopped.parts.filter { !$0.isReady }
            #expect(unready.map(\.name) == ["writes"])
            #expect(unready.first?.detail.contains("the disk is gone") == true)
        }
    }

    private final class Flag: Sendable {
        private let value = Mutex(false)
        var isRaised: Bool { value.withLock { $0 } }
        func raise() { value.withLock { $0 = true } }
    }
}
