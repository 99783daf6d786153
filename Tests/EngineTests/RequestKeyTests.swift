// A request under an idempotency key, asked of two engines on one log: as two processes behind one address.

import Engine
import EventSourcing
import JSONText
import Synchronization
import TestSupport
import Testing

@Suite struct RequestKeyTests {
    private func key(_ name: String, hash: String = "a") -> BeginOnce {
        BeginOnce(scope: "shop", database: "shop", key: name, contentHash: hash)
    }

    /// Another engine on the ports of this one. It runs no workers.
    private func twin(_ world: World, _ adjust: (inout EnginePorts) -> Void = { _ in })
        -> LocalEngine
    {
        var ports = world.ports
        adjust(&ports)
        return LocalEngine(Engine(ports: ports, settings: .patient))
    }

    private func begin(_ request: BeginOnce, _ engine: LocalEngine) async throws -> OnceState {
        try await engine.run(request, CallContext(.localAdmin("tester")))
    }

    @Test(arguments: [AdapterKind.embedded, .loose])
    func whileOneWorksItTheOtherIsToldSoAndThenGetsItsAnswer(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            let other = twin(world)
            let asked = key("k-1")
            try await expect(.first, asked, world.client)
            try await expect(.running, asked, other)
            try await expect(.running, asked, world.client)
            let refusal = await #expect(throws: EngineError.self) {
                _ = try await begin(key("k-1", hash: "b"), other)
            }
            #expect(refusal?.code == .keyReused)
            _ = try await world.run(EndOnce(asked, status: 202, body: ["command_id": "c"]))
            for engine in [other, world.client] {
                let state = try await begin(asked, engine)
                #expect(state.standing == .answered)
                #expect(state.status == 202)
                #expect(state.body == ["command_id": "c"])
            }
            // What ended in a fault may be worked by the other.
            let again = key("k-2")
            try await expect(.first, again, world.client)
            _ = try await world.run(EndOnce(again, status: 503, body: .null))
            try await expect(.first, again, other)
            try await expect(.running, again, world.client)
        }
    }

    private func expect(
        _ standing: OnceState.Standing, _ request: BeginOnce, _ engine: LocalEngine,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let found = try await begin(request, engine)
        #expect(found.standing == standing, sourceLocation: sourceLocation)
    }

    private struct Asked: Sendable {
        var key: String
        var standing: OnceState.Standing
    }

    @Test(arguments: [AdapterKind.embedded, .loose])
    func ofManyThatRaceOneWorksEachKey(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            let engines = [world.client, twin(world), twin(world)]
            let asked = try await withThrowingTaskGroup(of: Asked.self) { group in
                for round in 0..<60 {
                    let (engine, name) = (engines[round % 3], "r-\(round / 6)")
                    let asked = key(name)
                    group.addTask {
                        Asked(key: name, standing: try await begin(asked, engine).standing)
                    }
                }
                return try await group.reduce(into: [Asked]()) { $0.append($1) }
            }
            let first = asked.filter { $0.standing == .first }.map(\.key)
            #expect(first.count == 10)
            #expect(Set(first).count == 10)
        }
    }

    /// The lease of a process whose clock stands still is not renewed: as if it was killed.
    @Test func whatADeadProcessHadBegunIsWorkedAgainWhenItsLeaseIsOver() async throws {
        let servers = FixedClock()
        let leases = LooseWorld(clock: servers).open().leases
        try await World.with(.embedded) { world in
            let dying = twin(world) { ports in
                ports.leases = leases
                ports.clock = FixedClock()
            }
            let living = twin(world) { $0.leases = leases }
            let asked = key("k-3")
            try await expect(.first, asked, dying)
            servers.advance(seconds: 9)
            try await expect(.running, asked, living)
            servers.advance(seconds: 2)
            try await expect(.first, asked, living)
            try await expect(.running, asked, living)
        }
    }
}
