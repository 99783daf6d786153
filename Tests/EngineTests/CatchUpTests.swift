// Waiting for workers ends when one of them stands still.

import EventSourcing
import Ontology
import TestSupport
import Testing

@testable import Engine

@Suite struct CatchUpTests {
    @Test("A worker that stands still is named, and how far it is behind")
    func standstill() async throws {
        let state = EmbeddedState(folder: try TemporaryFolder(), partitions: 1)
        var open = try await state.open()
        // Rests take no time.
        open.ports.clock = FixedClock(movesItself: true)
        // Nobody runs it.
        let engine = Engine(ports: open.ports, settings: .impatient)
        _ = try await LocalEngine(engine).run(
            Shop.createDatabase, CallContext(.localAdmin("tester")))
        let catchUp = CatchUp(
            ports: open.ports, coverage: Coverage(ports: open.ports), patienceSeconds: 5)
        let error = await #expect(throws: EngineError.self) { try await catchUp.wait() }
        #expect(error?.code == .busy)
        #expect(
            error?.message.contains("the worker ontology stands still, 1 event behind") == true)
        await open.close()
        state.remove()
    }
}
