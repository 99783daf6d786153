// Keeps a consumer and the rebuild of its read model out of each other's way. A consumer holds the gate for one batch;
// a rebuild closes it, and when it opens again the consumer starts from the new checkpoint.

internal import Synchronization

package final class RebuildGate: Sendable {
    private struct State {
        var isTaken = false
        var generation = 0
        var wasLeftHalfDone = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    /// Called when a rebuild has to wait for the consumer, which may itself be waiting for something to come.
    private let wanted: @Sendable () -> Void

    package init(wanted: @escaping @Sendable () -> Void = {}) { self.wanted = wanted }

    /// Rises with each rebuild.
    package var generation: Int { state.withLock { $0.generation } }

    /// The last rebuild emptied the effect and did not fill it again.
    package var wasLeftHalfDone: Bool { state.withLock { $0.wasLeftHalfDone } }

    /// Said by the rebuild, while it holds the gate.
    package func leaveHalfDone(_ isHalfDone: Bool) {
        state.withLock { $0.wasLeftHalfDone = isHalfDone }
    }

    package func whileOpen<Value, Failure: Error>(
        _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        await take {}
        defer { give() }
        return try await body()
    }

    package func rebuilding<Value, Failure: Error>(
        _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        await take(wanted)
        defer {
            state.withLock { $0.generation += 1 }
            give()
        }
        return try await body()
    }

    private func take(_ waits: () -> Void) async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.isTaken {
                    state.waiting.append(continuation)
                    return false
                }
                state.isTaken = true
                return true
            }
            if isFree { continuation.resume() } else { waits() }
        }
    }

    private func give() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.waiting.isEmpty {
                state.isTaken = false
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
