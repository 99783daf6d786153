// Dedicated threads, each with a connection of its own, so that SQLite never blocks Swift's small thread pool.
// One connection makes a writer whose jobs run one after the other; several make a pool of readers.

import Foundation
import GRDB
import Synchronization

/// Runs jobs on threads that own a connection. Close it before letting go of it.
final class DatabaseThreads: Sendable {
    private typealias Job = @Sendable (Database) -> Void

    private struct Ending {
        var running: Int
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let inbox: Inbox<Job>
    private let ending: Mutex<Ending>

    /// Starts one thread for each connection. `capacity`: how many jobs may wait before more are refused.
    init(name: String, connections: [DatabaseQueue], capacity: Int = 10_000) {
        inbox = Inbox(capacity: capacity)
        ending = Mutex(Ending(running: connections.count))
        for connection in connections {
            let thread = Thread { self.serve(connection) }
            thread.name = name
            thread.start()
        }
    }

    /// Runs `body` on one of the threads, outside of a transaction.
    func run<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StorageFailure) -> Value {
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<Value, StorageFailure>, Never>) in
            let job: Job = { database in
                continuation.resume(
                    returning: Result { try body(database) }.mapError(StorageFailure.init))
            }
            do throws(Inbox<Job>.Refusal) {
                try inbox.put(job)
            } catch {
                let failure: StorageFailure =
                    error == .closed ? .closed : .unavailable("too many requests are waiting")
                continuation.resume(returning: .failure(failure))
            }
        }
        return try result.get()
    }

    /// Runs `body` in one transaction that takes the write lock first: all of it, or nothing when it throws.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StorageFailure) -> Value {
        try await run { database in
            var value: Value?
            try database.inTransaction(.immediate) {
                value = try body(database)
                return .commit
            }
            guard let value else {
                throw StorageFailure.unavailable("the transaction gave nothing")
            }
            return value
        }
    }

    /// Runs `body` on one snapshot of the file.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StorageFailure) -> Value {
        try await run { database in
            var value: Value?
            try database.inTransaction(.deferred) {
                value = try body(database)
                return .commit
            }
            guard let value else {
                throw StorageFailure.unavailable("the transaction gave nothing")
            }
            return value
        }
    }

    /// Lets the jobs that wait finish, ends the threads and closes their connections. Harmless when repeated.
    func close() async {
        inbox.close()
        await withCheckedContinuation { continuation in
            let isOver = ending.withLock { ending in
                if ending.running > 0 { ending.waiters.append(continuation) }
                return ending.running == 0
            }
            if isOver { continuation.resume() }
        }
    }

    /// As `close`, without waiting for it.
    func endWhenIdle() { inbox.close() }

    private func serve(_ connection: DatabaseQueue) {
        while let job = inbox.take() { connection.inDatabase(job) }
        try? connection.close()
        let waiters = ending.withLock { ending in
            ending.running -= 1
            defer { if ending.running == 0 { ending.waiters = [] } }
            return ending.running == 0 ? ending.waiters : []
        }
        for waiter in waiters { waiter.resume() }
    }
}
