// Lets the registry forget claims on events that were done long ago, and leases that ended a day ago, now and then while a
// process runs. Any number of processes may do so at once: they pass over what another is deleting.

internal import Synchronization

/// Stop it before the pool is closed.
package final class RegistryRetention: Sendable {
    private static let firstAfterSeconds = 60.0
    private static let everySeconds = 3600.0
    private static let leaseSeconds = 86_400.0

    private let effects: PostgresEffectGuard
    private let leases: PostgresLeases
    private let seconds: Double?
    private let task = Mutex<Task<Void, Never>?>(nil)

    /// `seconds`: how long claims are kept, nil: for ever. It must be longer than a bus keeps records.
    package init(_ registry: PostgresRegistry, seconds: Double?) {
        effects = registry.effects
        leases = registry.leases
        self.seconds = seconds
    }

    /// Begins a minute from now, so that a command that only asks something does not come to it.
    package func start() {
        task.withLock { task in
            guard task == nil else { return }
            task = Task { [effects, leases, seconds] in
                var pause = Self.firstAfterSeconds
                while (try? await Task.sleep(for: .seconds(pause))) != nil {
                    // What failed is tried again in an hour; nothing depends on it but room.
                    if let seconds { _ = try? await effects.forget(olderThanSeconds: seconds) }
                    _ = try? await leases.forget(endedForSeconds: Self.leaseSeconds)
                    pause = Self.everySeconds
                }
            }
        }
    }

    /// Harmless when repeated.
    package func stop() async {
        let running = task.withLock { task in
            defer { task = nil }
            return task
        }
        running?.cancel()
        await running?.value
    }
}
