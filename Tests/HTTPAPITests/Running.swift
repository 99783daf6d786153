// One service on a free port of this host, for as long as a test asks it.

import Engine
import HTTPAPI
import ServiceLifecycle

/// Runs the service that `choose` makes while `body` runs; `body` gets its address.
func running(
    _ engine: any EngineClient, doors: Doors? = nil,
    limits: ConnectionLimits = ConnectionLimits(), _ choose: (Services) -> any Service,
    _ body: @Sendable (String) async throws -> Void
) async throws {
    let (ready, feed) = AsyncStream.makeStream(of: String.self)
    let services = Services(
        engine: engine, doors: doors, limits: limits, logger: quiet, now: { noon },
        onReady: { _, place in
            feed.yield(place)
            feed.finish()
        })
    let group = ServiceGroup(services: [choose(services)], logger: quiet)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        for await place in ready {
            let result: Result<Void, any Error>
            do { result = .success(try await body(place)) } catch { result = .failure(error) }
            await group.triggerGracefulShutdown()
            try result.get()
        }
        try await tasks.waitForAll()
    }
}
