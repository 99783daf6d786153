// Servers behind the ports that do not answer: the pipeline's status goes on, and readiness says which.

import Engine
import EventSourcing
import TestSupport
import Testing

@Suite struct SilentServerTests {
    private struct Down: Error, CustomStringConvertible { let description = "connection refused" }

    private static let settings = EngineSettings(
        version: "test", mode: "embedded", processID: 1, readYourWritesSeconds: 20,
        servers: [ServerProbe("Postgres") { throw Down() }])

    @Test func aLogThatDoesNotTellItsEndLeavesTheStatusOfThePipeline() async throws {
        let outage = Outage()
        let adjust: @Sendable (inout EnginePorts) -> Void = { ports in
            ports.store = WatchedStore(
                base: ports.store,
                heading: { () async throws(EventStoreError) in
                    if outage.isActive { throw .unavailable("out of order") }
                })
        }
        try await World.with(.embedded, settings: Self.settings, adjust: adjust) { world in
            try await world.openShop()
            outage.begin()
            let status = try await world.run(PipelineStatus())
            #expect(status.workers.contains { $0.name == "graph" })
            outage.end()
        }
    }

    @Test func whoIsBoundToDatabasesIsToldThatAServerIsDown() async throws {
        try await World.with(.embedded, settings: Self.settings) { world in
            let bound = Principal(actor: "bound", roles: [.reader], databases: ["acme"])
            let view = try await world.client.run(CheckReadiness(), CallContext(bound))
            #expect(!view.isReady)
            #expect(view.parts.map(\.name).contains("Postgres"))
        }
    }
}
