// A few connections, each with a thread of its own, so that libpq never blocks Swift's small thread pool. Connections
// are made when needed and made again when they broke, so the pool outlives a restart of the server.

internal import Dispatch
internal import Foundation
internal import Synchronization

/// What a job sees: statements of one connection, run at once.
package struct PostgresSession {
    let connection: PostgresConnection
    let deadlineSeconds: Double

    /// One round trip. Outside of `transaction` the statements are one transaction by themselves.
    package func run(_ statements: [PostgresStatement]) throws(PostgresError) -> [PostgresRows] {
        try connection.run(statements, deadlineSeconds: deadlineSeconds)
    }

    package func run(_ sql: String, _ values: [PostgresValue] = []) throws(PostgresError)
        -> PostgresRows
    {
        try run([PostgresStatement(sql, values)])[0]
    }

    /// Several round trips as one transaction: all of it, or nothing when it throws.
    package func transaction<Answer>(
        _ body: (PostgresSession) throws(PostgresError) -> Answer
    ) throws(PostgresError) -> Answer {
        _ = try run("BEGIN")
        do throws(PostgresError) {
            let answer = try body(self)
            _ = try run("COMMIT")
            return answer
        } catch {
            if !error.endsConnection { _ = try? run("ROLLBACK") }
            throw error
        }
    }
}

/// Close it before letting go of it: its threads keep it alive.
package final class PostgresPool: Sendable {
    private typealias Job = @Sendable (Result<PostgresSession, PostgresError>) -> PostgresError?

    private struct State {
        var jobs: [Job] = []
        var first = 0
        var isClosed = false
    }

    package let settings: PostgresSettings
    private let state = Mutex(State())
    private let arrivals = DispatchSemaphore(value: 0)

    package init(_ settings: PostgresSettings) {
        self.settings = settings
        for number in 1...max(1, settings.connections) {
            let thread = Thread { self.serve() }
            thread.name = "postgres \(number)"
            thread.start()
        }
    }

    /// Runs `body` on one connection. A collision with another transaction is tried again.
    package func run<Answer: Sendable>(
        _ body: @escaping @Sendable (PostgresSession) throws(PostgresError) -> Answer
    ) async throws(PostgresError) -> Answer {
        for _ in 0..<20 {
            do throws(PostgresError) {
                return try await once(body)
            } catch {
                guard case .collision = error else { throw error }
            }
        }
        throw .unavailable("Postgres: other transactions were in the way twenty times")
    }

    /// One round trip with one statement.
    package func run(_ sql: String, _ values: [PostgresValue] = []) async throws(PostgresError)
        -> PostgresRows
    {
        try await run { (session) throws(PostgresError) in try session.run(sql, values) }
    }

    /// Ends the threads after the jobs that wait. Harmless when repeated.
    package func close() {
        let isFirst = state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
        if isFirst { arrivals.signal() }
    }

    private func once<Answer: Sendable>(
        _ body: @escaping @Sendable (PostgresSession) throws(PostgresError) -> Answer
    ) async throws(PostgresError) -> Answer {
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<Answer, PostgresError>, Never>) in
            let job: Job = { session in
                let answer = session.flatMap { session in
                    Result { () throws(PostgresError) in try body(session) }
                }
                continuation.resume(returning: answer)
                if case .failure(let error) = answer { return error }
                return nil
            }
            let isTaken = state.withLock { state in
                if !state.isClosed { state.jobs.append(job) }
                return !state.isClosed
            }
            if isTaken { arrivals.signal() } else { _ = job(.failure(.closed)) }
        }
        return try result.get()
    }

    private func serve() {
        var connection: PostgresConnection?
        while let job = take() {
            if connection?.isAlive() == false { connection = nil }
            do throws(PostgresError) {
                let open = if let connection { connection } else { try connect() }
                connection = open
                let session = PostgresSession(
                    connection: open, deadlineSeconds: settings.statementSeconds)
                if let error = job(.success(session)), error.endsConnection { connection = nil }
            } catch {
                _ = job(.failure(error))
            }
            if connection?.isBroken == true { connection = nil }
        }
    }

    /// Nil at the end.
    private func take() -> Job? {
        arrivals.wait()
        let job = state.withLock { state -> Job? in
            guard state.first < state.jobs.count else { return nil }
            let job = state.jobs[state.first]
            state.first += 1
            if state.first == state.jobs.count {
                state.jobs.removeAll(keepingCapacity: true)
                state.first = 0
            }
            return job
        }
        // Let the other threads see the end too.
        if job == nil { arrivals.signal() }
        return job
    }

    private func connect() throws(PostgresError) -> PostgresConnection {
        let end = Date().addingTimeInterval(settings.patienceSeconds)
        while true {
            do throws(PostgresError) {
                return try PostgresConnection(settings)
            } catch {
                guard case .unavailable = error, Date() < end,
                    !state.withLock({ $0.isClosed })
                else { throw error }
                Thread.sleep(forTimeInterval: 0.1)
            }
        }
    }
}
