// Keeps a part of the registry for each month to come, and lets it forget claims on events and states of commands that came to their end long ago, and leases that ended
// a day ago, now and then while a process runs. Any number of processes may do so at once: they pass over what another is
// deleting.

package import EventSourcing
internal import Synchronization

/// Stop it before the pool is closed.
package final class RegistryRetention: Sendable {
    private static let firstAfterSeconds = 60.0
    private static let everySeconds = 3600.0
    private static let leaseSeconds = 86_400.0

    private let effects: PostgresEffectGuard
    private let leases: PostgresLeases
    private let status: PostgresCommandStatus
    private let clock: any Clock
    private let seconds: Double?
    private let task = Mutex<Task<Void, Never>?>(nil)

    /// `seconds`: how long claims and states are kept, nil: for ever. It must be longer than a bus keeps records.
    package init(_ registry: PostgresRegistry, clock: any Clock, seconds: Double?) {
        effects = registry.effects
        leases = registry.leases
        status = registry.status
        self.clock = clock
        self.seconds = seconds
    }

    /// Begins a minute from now, so that a command that only asks something does not come to it.
    package func start() {
        task.withLock { task in
            guard task == nil else { return }
            task = Task { [effects, leases, status, clock, seconds] in
                var pause = Self.firstAfterSeconds
                while (try? await Task.sleep(for: .seconds(pause))) != nil {
                    // What failed is tried again in an hour; nothing depends on it but room.
                    _ = try? await effects.keepMonths()
                    if let seconds {
                        _ = try? await effects.forgetMonths(olderThanSeconds: seconds)
                        _ = try? await effects.forget(olderThanSeconds: seconds)
                        _ = try? await status.forget(
                            endedBefore: Timestamp(
                                microseconds: clock.now().microseconds
                                    - Int64(seconds * 1_000_000)))
                    }
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
