// Which requests under a key this process works, and that it lives: a lease in the process's own name, held for as long as
// it works any. Who meets a request that another process has begun looks whether that one's lease still stands, by the
// clock of the lease's store. The fence of two that work one request is its ids: what both write is one event.

internal import EventSourcing
internal import Synchronization

final class RequestWorks: Sendable {
    static let leaseSeconds = 10.0
    private static let askingSeconds = 1.0

    private struct State {
        var running: Set<StreamID> = []
        var name: String?
        var renewed: Double?
        var isKept = false
    }

    private let leases: any Leases
    private let clock: any Clock
    private let ids: any IDs
    private let state = Mutex(State())

    init(leases: any Leases, clock: any Clock, ids: any IDs) {
        self.leases = leases
        self.clock = clock
        self.ids = ids
    }

    /// What this process calls itself in facts: another name after every start.
    var name: String {
        state.withLock { state in
            if let name = state.name { return name }
            let name = ids.next().description
            state.name = name
            return name
        }
    }

    /// False when this process works it already. Whoever gets true says `end`.
    func begin(_ stream: StreamID) async throws(EngineError) -> Bool {
        guard state.withLock({ $0.running.insert(stream).inserted }) else { return false }
        do throws(EngineError) { try await hold() } catch {
            end(stream)
            throw error
        }
        let isFirst = state.withLock { state in
            defer { state.isKept = true }
            return !state.isKept
        }
        if isFirst { Task { await keep() } }
        return true
    }

    func end(_ stream: StreamID) {
        state.withLock { _ = $0.running.remove(stream) }
    }

    /// Whether the process of that name still holds its lease.
    func lives(_ other: String) async throws(EngineError) -> Bool {
        guard other != name else { return true }
        let taken = try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await leases.acquire(
                RequestWorks.lease(of: other), holder: name, seconds: RequestWorks.askingSeconds)
        }
        guard let taken else { return true }
        // Left to run out when it cannot be given back: it lasts a second.
        try? await leases.release(taken)
        return false
    }

    /// Renewed when a third of it is over.
    private func hold() async throws(EngineError) {
        let now = clock.uptimeSeconds()
        let last = state.withLock(\.renewed)
        if let last, now - last < RequestWorks.leaseSeconds / 3 { return }
        let own = name
        let lease = try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await leases.acquire(
                RequestWorks.lease(of: own), holder: own, seconds: RequestWorks.leaseSeconds)
        }
        guard lease != nil else {
            throw EngineError(
                .busy, "another process looks whether this one lives; try again in 1 s",
                retryAfterSeconds: 1)
        }
        state.withLock { $0.renewed = now }
    }

    /// Until nothing is worked any more. A store that does not answer is asked again: the lease outlasts two tries.
    private func keep() async {
        while true {
            do throws(CancellationError) {
                try await clock.sleep(seconds: RequestWorks.leaseSeconds / 3)
            } catch {
                return
            }
            let isOver = state.withLock { state in
                if state.running.isEmpty { state.isKept = false }
                return state.running.isEmpty
            }
            if isOver { return }
            try? await hold()
        }
    }

    private static func lease(of name: String) -> String { "requests of \(name)" }
}
