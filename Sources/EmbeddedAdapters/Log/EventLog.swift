// The event store in one SQLite file. One thread writes (LogWriter), a few read; both answer by continuation, so no
// caller's thread is ever blocked. Positions are row numbers; injected envelopes take numbers of the same series.

package import EventSourcing
import Foundation
import GRDB
import Synchronization

/// The log of an embedded engine: `events.db`.
package final class EventLog: EventStore, Sendable {
    /// Over how many partitions the bus spreads the streams.
    let partitions: Int
    let head: LogHead
    /// What is new, for those who keep up.
    let tail = LogTail()
    let streamEnds = StreamEnds()
    let groupCommits = GroupCommits()
    let readers: DatabaseThreads
    /// For the checkpointer of the directory.
    let file: SQLiteFile
    private let queue = LogQueue()
    /// The writing thread has written everything; it still has the file open.
    private let drained = ThreadEnd()
    private let writerEnd = ThreadEnd()
    /// SQLite moves the WAL into the file when the last connection closes and only if that one may write.
    private let readersAreClosed = DispatchSemaphore(value: 0)

    /// Opens or creates the file. Throws `unavailable` when it was written by a newer version or is no database.
    init(
        path: String, clock: any Clock = SystemClock(), partitions: Int = 1, readerCount: Int = 3
    ) throws(StorageFailure) {
        precondition(partitions > 0, "a bus has at least one partition")
        file = SQLiteFile(path: path, durability: .full)
        self.partitions = partitions
        head = LogHead(clock: clock)
        let connection = try file.openWriter(migrations: LogMigrations.all)
        var connections: [DatabaseQueue] = []
        for _ in 0..<readerCount { connections.append(try file.openReader()) }
        readers = DatabaseThreads(name: "spice-log-reader", connections: connections)
        try startWriter(connection, file)
    }

    /// Letting go of a log without `close` ends its threads all the same, at some later time.
    deinit {
        queue.close()
        head.close()
        readers.endWhenIdle()
        readersAreClosed.signal()
    }

    private func startWriter(
        _ connection: DatabaseQueue, _ file: SQLiteFile
    ) throws(StorageFailure) {
        let started = DispatchSemaphore(value: 0)
        let failure = FailureBox()
        let thread = Thread {
            [
                queue, head, tail, streamEnds, groupCommits, partitions, drained, writerEnd,
                readersAreClosed
            ] in
            connection.inDatabase { database in
                do {
                    let writer = try LogWriter(
                        database, file: file, partitions: partitions, queue: queue, head: head,
                        tail: tail, streamEnds: streamEnds,
                        groupCommits: groupCommits)
                    started.signal()
                    writer.serve()
                } catch {
                    failure.set(StorageFailure(error))
                    started.signal()
                }
            }
            drained.reach()
            if failure.value == nil { readersAreClosed.wait() }
            try? connection.close()
            writerEnd.reach()
        }
        thread.name = "spice-log-writer"
        thread.start()
        started.wait()
        if let failure = failure.value { throw failure }
    }

    /// Writes what waits, keeps an audit head, closes the file. Harmless when repeated.
    package func close() async {
        queue.close()
        await drained.wait()
        head.close()
        await readers.close()
        readersAreClosed.signal()
        await writerEnd.wait()
    }

    package func append(
        _ batch: [Submission], with commit: GroupCommit?
    ) async throws(EventStoreError) -> [AppendAnswer] {
        let submissions = batch.map(PreparedSubmission.init)
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<AppendCall.Answer, Never>) in
            let call = AppendCall(submissions: submissions, commit: commit) {
                continuation.resume(returning: $0)
            }
            do throws(LogQueue.Refusal) {
                try queue.put(.append(call))
            } catch {
                continuation.resume(
                    returning: .failure(error == .full ? .busy(retryAfterSeconds: 1) : .closed))
            }
        }
        return try result.get()
    }

    /// Keeps a group's commit with whatever is written next; readers see it at once. For groups that find where they
    /// are without it: power loss may undo it.
    func keepLater(_ commit: GroupCommit) {
        groupCommits.note(commit)
        queue.putLater(commit)
    }

    /// Runs `body` on the writing thread, in a commit that others may share.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StorageFailure) -> Value {
        try await write(injecting: { _ in nil }, body)
    }

    /// As `write`, for a body whose value holds the last position that it used up.
    func write<Value: Sendable>(
        injecting position: @escaping @Sendable (Value) -> Int64?,
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StorageFailure) -> Value {
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<Value, StorageFailure>, Never>) in
            let job = LogJob { database in
                let result = Result { try database.valueInSavepoint(body) }
                    .mapError(StorageFailure.init)
                let value = try? result.get()
                return LogJob.Outcome(
                    failure: value == nil ? Self.failure(of: result) : nil,
                    injected: value.flatMap(position)
                ) { failure in
                    continuation.resume(returning: failure.map { .failure($0) } ?? result)
                }
            } refuse: { failure in
                continuation.resume(returning: .failure(failure))
            }
            do throws(LogQueue.Refusal) {
                try queue.put(.job(job))
            } catch {
                continuation.resume(returning: .failure(Self.failure(of: error)))
            }
        }
        return try result.get()
    }

    /// Keeps an audit head for everything appended before.
    func anchor() async throws(StorageFailure) -> AuditHead {
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<AuditHead, StorageFailure>, Never>) in
            do throws(LogQueue.Refusal) {
                try queue.put(.anchor { continuation.resume(returning: $0) })
            } catch {
                continuation.resume(returning: .failure(Self.failure(of: error)))
            }
        }
        return try result.get()
    }

    private static func failure(of refusal: LogQueue.Refusal) -> StorageFailure {
        refusal == .closed ? .closed : .unavailable("too many writes are waiting")
    }

    private static func failure<Value>(
        of result: Result<Value, StorageFailure>
    ) -> StorageFailure? {
        if case .failure(let failure) = result { return failure }
        return nil
    }
}

/// Why a thread could not start.
private final class FailureBox: Sendable {
    private let stored = Mutex<StorageFailure?>(nil)

    var value: StorageFailure? { stored.withLock { $0 } }

    func set(_ failure: StorageFailure) { stored.withLock { $0 = failure } }
}

extension Database {
    /// Runs `body` in a savepoint: all of it, or nothing when it throws.
    func valueInSavepoint<Value>(_ body: (Database) throws -> Value) throws -> Value {
        var value: Value?
        try inSavepoint {
            value = try body(self)
            return .commit
        }
        guard let value else { throw StorageFailure.unavailable("the job gave no value") }
        return value
    }
}

extension EventLog {
    /// The position of the last event, as a number that read models of the same directory can be held against.
    package var headPosition: Int64 { head.ends.event }
}
