// Keeps screens alive while a server hangs: a value that does not come in time is answered as it was last known, and
// comes in the background. At most one fetch of a key runs at a time; whoever asks meanwhile waits for the same one, no
// longer than the first.

internal import EventSourcing
internal import Synchronization

final class LastKnown: Sendable {
    private let clock: any Clock
    private let patienceSeconds: Double
    /// What to wait for, of the keys that are being fetched.
    private let running = Mutex<[String: Task<Void, Never>]>([:])
    private let known = Mutex<[String: any Sendable]>([:])

    init(clock: any Clock, patienceSeconds: Double = 0.3) {
        self.clock = clock
        self.patienceSeconds = patienceSeconds
    }

    /// Nil: never known, and not known in time.
    func value<Value: Sendable>(
        _ key: String, _ fetch: @escaping @Sendable () async throws -> Value
    )
        async -> Value?
    {
        let waiting = running.withLock { running -> Task<Void, Never> in
            if let waiting = running[key] { return waiting }
            let waiting = Task<Void, Never> { [clock, patienceSeconds] in
                try? await clock.sleep(seconds: patienceSeconds)
            }
            running[key] = waiting
            Task {
                if let value = try? await fetch() {
                    self.known.withLock { $0[key] = value }
                }
                self.running.withLock { $0[key] = nil }
                waiting.cancel()
            }
            return waiting
        }
        await waiting.value
        return known.withLock { $0[key] as? Value }
    }
}
