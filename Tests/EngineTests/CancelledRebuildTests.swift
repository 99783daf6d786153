// A rebuild that is cancelled in the middle: nobody gets in before it has ended, and the model becomes whole again.

import EventSourcing
import JSONText
import Ontology
import Synchronization
import Testing

@testable import Engine

@Suite struct CancelledRebuildTests {
    /// Cancels the rebuild of the documents when they are empty, and then knocks at their gate.
    private final class Canceller: Sendable {
        private struct State {
            var task: Task<Void, any Error>?
            var gate: RebuildGate?
            var visitor: Task<Void, Never>?
        }

        private let state = Mutex(State())
        private let visits = Counter()
        /// Visits while the rebuild was still at work.
        let early = Counter()

        func run(
            _ gate: RebuildGate, _ rebuild: @escaping @Sendable () async throws -> Void
        ) async throws {
            let task = state.withLock { state in
                let task = Task { try await rebuild() }
                (state.task, state.gate) = (task, gate)
                return task
            }
            defer { state.withLock { $0.task = nil } }
            try await task.value
        }

        /// Returns when whoever knocked has been let in.
        func wait() async { await state.withLock(\.visitor)?.value }

        func wasReset() async {
            let (task, gate) = state.withLock { ($0.task, $0.gate) }
            guard let task, let gate else { return }
            task.cancel()
            let visits = visits
            let visitor = Task { await gate.whileOpen { () async in visits.add() } }
            state.withLock { $0.visitor = visitor }
            for _ in 0..<20_000 where visits.value == 0 { await Task.yield() }
            if visits.value > 0 { early.add() }
        }
    }

    @Test(
        "A cancelled rebuild keeps its gate shut until it has ended, and then the worker makes the model whole",
        arguments: AdapterKind.allCases)
    func cancelled(_ kind: AdapterKind) async throws {
        let canceller = Canceller()
        let watching: @Sendable (inout EnginePorts) -> Void = { ports in
            ports.documents = WatchedDocuments(
                base: ports.documents, wasReset: { await canceller.wasReset() })
        }
        try await World.with(kind, adjust: watching) { world in
            try await world.openShop()
            for key in 0..<20 { _ = try await world.run(Shop.product(String(key))) }
            try await world.settled()
            let before = try await world.export(.documents, Shop.name, isPortable: false)
            // A paused worker does not stand at the gate, so whoever knocks comes next.
            try await world.pause(.documents)
            let gate = world.client.engine.crew.gate(.documents)
            let error = await #expect(throws: EngineError.self) {
                try await canceller.run(gate) {
                    _ = try await world.run(RebuildReadModel(models: [.documents]))
                }
            }
            #expect(error?.code == .cancelled)
            await canceller.wait()
            #expect(canceller.early.value == 0)
            try await world.pause(.documents, false)
            try await eventually("the documents are what the log says") {
                (try? await world.run(VerifyReadModels()))?.drifts == []
            }
            try await world.settled()
            let after = try await world.export(.documents, Shop.name, isPortable: false)
            #expect(after.count == 20 && after == before)
        }
    }
}
