// A rebuild of read models on which workers of several processes stand: one at a time among all processes, by a lease, and
// all workers of these models stand still from before it empties anything until it is done, by what the board wants of
// them. That outlives this process: a model that was emptied and not filled keeps its workers still, with words that say
// so, until a rebuild comes to its end. A model that is made beside the old one leaves that one as it was.

internal import EventSourcing
internal import Synchronization

final class SharedRebuild: Sendable {
    static let leaseName = "rebuild"
    static let leaseSeconds = 30.0
    /// For the batches that are under way, in all processes.
    static let patienceSeconds = 60.0
    static let lookSeconds = 0.2

    private struct State {
        /// Emptied and not filled.
        var open: Set<WorkerKind> = []
        var renewed: Double
    }

    private let ports: EnginePorts
    private let lease: Lease
    /// What was wanted of each worker before.
    private let before: [WorkerKind: DesiredState]
    private let state: Mutex<State>

    private init(_ ports: EnginePorts, _ lease: Lease, _ before: [WorkerKind: DesiredState]) {
        self.ports = ports
        self.lease = lease
        self.before = before
        state = Mutex(State(renewed: ports.clock.uptimeSeconds()))
    }

    /// Returns when no process works on these models any more.
    static func begin(_ kinds: [WorkerKind], _ ports: EnginePorts, _ call: CallContext)
        async throws(EngineError) -> SharedRebuild
    {
        let lease = try await wrap { () async throws(OperationsStoreError) in
            try await ports.leases.acquire(
                leaseName, holder: "rebuild:\(ports.ids.next())", seconds: leaseSeconds)
        }
        guard let lease else {
            throw EngineError(
                .busy,
                "another process makes a read model again: wait until it is done, or, if it "
                    + "was killed, half a minute", retryAfterSeconds: 30)
        }
        var before: [WorkerKind: DesiredState] = [:]
        for kind in kinds {
            let state = try? await ports.board.desired(kind.name)
            // One that did not come to its end: this one does.
            before[kind] = state == .paused ? .paused : .running
        }
        let shared = SharedRebuild(ports, lease, before)
        do throws(EngineError) {
            try await shared.stop(kinds, call)
        } catch {
            await shared.end()
            throw error
        }
        return shared
    }

    private func stop(_ kinds: [WorkerKind], _ call: CallContext) async throws(EngineError) {
        try await Self.wrap { () async throws(OperationsStoreError) in
            for kind in kinds { try await ports.board.setDesired(kind.name, .rebuilding) }
        }
        let deadline = ports.clock.uptimeSeconds() + Self.patienceSeconds
        for kind in kinds {
            while try await !standsStill(kind) {
                call.progress(
                    Progress(phase: "waiting for the workers \(kind.name) to stand still", done: 0))
                guard ports.clock.uptimeSeconds() < deadline else {
                    throw EngineError(
                        .busy, "a worker \(kind.name) does not stand still: see spice workers",
                        retryAfterSeconds: 30)
                }
                do { try await ports.clock.sleep(seconds: Self.lookSeconds) } catch {
                    throw EngineError(.cancelled, "the rebuild was cancelled before it began")
                }
            }
        }
    }

    private func standsStill(_ kind: WorkerKind) async throws(EngineError) -> Bool {
        try await Self.wrap { () async throws(OperationsStoreError) in
            try await ports.board.members(of: kind.name)
        }.allSatisfy { [.paused, .stopped].contains($0.state) }
    }

    /// Everything that any worker had handled is before it.
    func end(of store: any EventStore) async throws(EngineError) -> StorePosition {
        try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await store.head()
        }
    }

    /// The model is about to be emptied.
    func opens(_ kind: WorkerKind) { state.withLock { _ = $0.open.insert(kind) } }

    /// The model is whole.
    func closes(_ kind: WorkerKind) { state.withLock { _ = $0.open.remove(kind) } }

    /// Throws when another process may have begun, as after this one hung for long.
    func goesOn() async throws(EngineError) {
        let now = ports.clock.uptimeSeconds()
        guard now - state.withLock(\.renewed) > Self.leaseSeconds / 4 else { return }
        let isOurs = try await Self.wrap { () async throws(OperationsStoreError) in
            try await ports.leases.renew(lease, seconds: Self.leaseSeconds)
        }
        guard isOurs else {
            throw EngineError(.busy, "another process has begun to make a read model again")
        }
        state.withLock { $0.renewed = now }
    }

    /// Lets the workers go on whose models are whole.
    func end() async {
        let open = state.withLock(\.open)
        for (kind, wanted) in before where !open.contains(kind) {
            try? await ports.board.setDesired(kind.name, wanted)
        }
        try? await ports.leases.release(lease)
    }

    private static func wrap<Value>(_ body: () async throws(OperationsStoreError) -> Value)
        async throws(EngineError) -> Value
    {
        try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await body()
        }
    }
}
