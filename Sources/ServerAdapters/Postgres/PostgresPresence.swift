// Shows other processes that this one lives: a lock of the database session, which the server frees the moment the
// connection ends. So what a dead process left behind is taken over at once, not when its lease runs out.

internal import Dispatch
internal import Foundation
internal import Synchronization

/// Holds a lock with a number of its own, on a connection of its own. Close it before letting go of it.
package final class PostgresPresence: Sendable {
    private struct State {
        var id: Int64?
        var isClosed = false
    }

    private let state = Mutex(State())
    private let settings: PostgresSettings
    private let ending = DispatchSemaphore(value: 0)

    package init(_ settings: PostgresSettings) {
        self.settings = settings
        let thread = Thread { self.serve() }
        thread.name = "postgres presence"
        thread.start()
    }

    /// The number whose lock is held now; nil while there is no connection: then only leases count.
    package var id: Int64? { state.withLock { $0.id } }

    /// Frees the lock. Harmless when repeated.
    package func close() {
        state.withLock { $0.isClosed = true }
        ending.signal()
    }

    /// Once a second it looks whether the connection is still there; a new one gets a new number.
    private func serve() {
        var connection: PostgresConnection?
        while !state.withLock({ $0.isClosed }) {
            if connection?.isAlive() != true {
                state.withLock { $0.id = nil }
                connection = appear()
            }
            _ = ending.wait(timeout: .now() + 1)
        }
        state.withLock { $0.id = nil }
    }

    private func appear() -> PostgresConnection? {
        guard let connection = try? PostgresConnection(settings) else { return nil }
        let id = Int64.random(in: 1...Int64.max)
        let lock = PostgresStatement("SELECT pg_advisory_lock($1)", [.integer(id)])
        guard (try? connection.run([lock], deadlineSeconds: settings.statementSeconds)) != nil
        else { return nil }
        state.withLock { $0.id = id }
        return connection
    }
}
