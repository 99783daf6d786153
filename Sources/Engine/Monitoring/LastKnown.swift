// Keeps screens alive while a server hangs: a value that does not come in time is answered as it was last known, and
// comes in the background. At most one fetch of a key runs at a time.

internal import EventSourcing
internal import Synchronization

final class LastKnown: Sendable {
    private let clock: any Clock
    private let patienceSeconds: Double
    private let running = Mutex<Set<String>>([])
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
        let isFree = running.withLock { $0.insert(key).inserted }
        if isFree {
            let waiting = Task { [clock, patienceSeconds] in
                try? await clock.sleep(seconds: patienceSeconds)
            }
            Task {
                if let value = try? await fetch() {
                    self.known.withLock { $0[key] = value }
                }
                self.running.withLock { _ = $0.remove(key) }
                waiting.cancel()
            }
            _ = await waiting.value
        }
        return known.withLock { $0[key] as? Value }
    }
}
