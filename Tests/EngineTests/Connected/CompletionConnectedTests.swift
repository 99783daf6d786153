// That a command is COMPLETED is noted in Postgres, when its event is in the graph. Where the graph is a file, its
// checkpoint may be ahead of that note: Postgres did not answer in between. The note is made up for all the same.

import Engine
import EventSourcing
import Foundation
import JSONText
import Ontology
import ServerAdapters
import Synchronization
import TestSupport
import Testing

@Suite(
    "Commands whose end Postgres does not take down", .serialized,
    .enabled(if: ServersState.areThere)
)
struct CompletionConnectedTests {
    enum Afterwards: CaseIterable { case theEngineGoesOn, theEngineIsStartedAgain }

    /// Postgres is gone the moment that the graph has an instance.
    private final class Trap: Sendable {
        private let way: SlowWay
        private let isSet = Mutex(false)
        private let strikes = Counter()

        init(_ way: SlowWay) { self.way = way }

        var hasSnapped: Bool { strikes.value > 0 }
        func set() { isSet.withLock { $0 = true } }

        func see(_ changes: [GraphChange]) {
            guard !changes.isEmpty, isSet.withLock({ $0 }) else { return }
            isSet.withLock { $0 = false }
            way.cause(.refuse)
            strikes.add()
        }
    }

    /// With servers behind it, an engine tells what it knew while one does not answer.
    private static let settings = EngineSettings(
        version: "test", mode: "connected", processID: 1, readYourWritesSeconds: 20,
        servers: [ServerProbe("Postgres") { "a way to it" }])

    @Test(arguments: Afterwards.allCases)
    func theNoteIsMadeUpForThoughTheGraphIsAheadOfIt(_ afterwards: Afterwards) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try await ServersState.with(over: .postgres, graphFile: folder.file("graph.db")) { state in
            let way = try #require(state.way)
            let trap = Trap(way)
            let adjust: @Sendable (inout EnginePorts) -> Void = { ports in
                ports.graph = WatchedGraph(base: ports.graph) { trap.see($0) }
            }
            try await World.on(state, settings: Self.settings, adjust: adjust) { world in
                try await world.openShop()
                try await world.settled()
                let before = try await world.ports.graph.checkpoint()
                _ = try await patiently("all is well") { try await world.run(PipelineStatus()) }
                trap.set()
                let written = try await patiently("a write is taken") {
                    try await world.run(Shop.product("1", ("stock", 1)))
                }
                try await eventually("the graph has it") { trap.hasSnapped }
                try await eventually("the worker cannot go on") {
                    try await world.run(PipelineStatus()).workers
                        .contains { $0.name == WorkerKind.graph.name && $0.state == "failing" }
                }
                // The file says that this is done, and nobody else does.
                let ahead = try await world.ports.graph.checkpoint()
                #expect(ahead != before)
                if afterwards == .theEngineIsStartedAgain { await world.stop() }
                way.cause(nil)
                if afterwards == .theEngineIsStartedAgain { try await world.start() }

                #expect(try await world.ended(written).status == "COMPLETED")
                try await world.settled()
                #expect(try await world.ports.graph.checkpoint() == ahead)
                let drifts = try await patiently("the read models are compared") {
                    try await world.run(VerifyReadModels()).driftCount
                }
                #expect(drifts == 0)
            }
        }
    }
}
