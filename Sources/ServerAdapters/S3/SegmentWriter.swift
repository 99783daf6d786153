// Stores submissions: many appends share one segment. One segment of a process is under way at a time; what comes
// meanwhile goes into the next one, so a slow store makes segments larger, not the queue of requests longer.

internal import Dispatch
internal import EventSourcing
internal import Synchronization

final class SegmentWriter: Sendable {
    /// Events and bytes of data, roughly, that go into one segment.
    private static let segmentEvents = 500
    /// How many submissions may wait.
    private static let capacity = 20_000

    private typealias Answer = Result<[ReservedAnswer], EventStoreError>

    private struct Waiting {
        var batch: [Submission]
        var continuation: CheckedContinuation<Answer, Never>
    }

    private struct State {
        var waiting: [Waiting] = []
        var isWriting = false
    }

    private enum Flight: Sendable {
        case landed([ReservedAnswer])
        case blocked(Int64)
        /// Another process closed the reservation: it took too long.
        case lost
        /// The object store does not take what is in the segment.
        case refused(String)
        case failed(EventStoreError)
    }

    private let pool: PostgresPool
    private let objects: SegmentObjects
    private let state = Mutex(State())

    init(_ pool: PostgresPool, _ objects: SegmentObjects) {
        self.pool = pool
        self.objects = objects
    }

    /// One answer a submission. O(batch), and a share of one round trip to the object store.
    func append(_ batch: [Submission]) async throws(EventStoreError) -> [ReservedAnswer] {
        let answer = await withCheckedContinuation {
            (continuation: CheckedContinuation<Answer, Never>) in
            let (isFull, isFirst) = state.withLock { state -> (Bool, Bool) in
                guard state.waiting.count < Self.capacity else { return (true, false) }
                state.waiting.append(Waiting(batch: batch, continuation: continuation))
                defer { state.isWriting = true }
                return (false, !state.isWriting)
            }
            if isFull { continuation.resume(returning: .failure(.busy(retryAfterSeconds: 1))) }
            if isFirst { Task { await self.write() } }
        }
        return try answer.get()
    }

    private func write() async {
        while let group = take() {
            let batch = group.flatMap(\.batch)
            do throws(EventStoreError) {
                var rest = try await store(batch)[...]
                for waiting in group {
                    waiting.continuation.resume(
                        returning: .success(Array(rest.prefix(waiting.batch.count))))
                    rest = rest.dropFirst(waiting.batch.count)
                }
            } catch {
                for waiting in group { waiting.continuation.resume(returning: .failure(error)) }
            }
        }
    }

    private func take() -> [Waiting]? {
        state.withLock { state in
            var count = 0
            var group: [Waiting] = []
            while let next = state.waiting.first, group.isEmpty || count < Self.segmentEvents {
                count += next.batch.map(\.events.count).reduce(0, +)
                group.append(next)
                state.waiting.removeFirst()
            }
            if group.isEmpty { state.isWriting = false }
            return group.isEmpty ? nil : group
        }
    }

    private func store(_ batch: [Submission]) async throws(EventStoreError) -> [ReservedAnswer] {
        for _ in 0..<20 {
            switch await fly(batch) {
            case .landed(let answers): return answers
            case .failed(let error): throw error
            case .blocked(let segment): try await objects.waitUntilSettled(segment)
            case .lost: continue
            case .refused(let reason): return try await sort(batch, reason)
            }
        }
        throw .unavailable("the object store is too slow: reservations run out before it answers")
    }

    /// Finds out which ones are not taken: the others must not go with them. The refused number is settled by whoever
    /// meets it next.
    private func sort(_ batch: [Submission], _ reason: String) async throws(EventStoreError)
        -> [ReservedAnswer]
    {
        guard batch.count > 1 else { return batch.map { _ in .refused(.notStorable(reason)) } }
        let half = batch.count / 2
        let first = try await store(Array(batch[..<half]))
        return first + (try await store(Array(batch[half...])))
    }

    private func fly(_ batch: [Submission]) async -> Flight {
        do throws(PostgresError) {
            return try await pool.run { [objects] (session) throws(PostgresError) in
                switch try SegmentReservation.make(batch, session) {
                case .blocked(let segment): return .blocked(segment)
                case .decided(let answers): return .landed(answers)
                case .reserved(let number, let segment, let answers):
                    // The connection holds the reservation's lock meanwhile.
                    let put = blocking { await objects.store(segment, at: number) }
                    return try Self.land(number, put, answers, session)
                }
            }
        } catch {
            return .failed(error.asStore)
        }
    }

    private static func land(
        _ number: Int64, _ put: SegmentObjects.Stored, _ answers: [ReservedAnswer],
        _ session: PostgresSession
    ) throws(PostgresError) -> Flight {
        let unlock = PostgresStatement(
            "SELECT pg_advisory_unlock(\(SegmentIndex.lockSpace), ($1::bigint % 2147483647)::int)",
            [.integer(number)])
        switch put {
        case .there:
            _ = try session.run(SegmentIndex.settling(number, isRecorded: true) + [unlock])
            return .landed(answers)
        case .closed:
            _ = try session.run(SegmentIndex.settling(number, isRecorded: false) + [unlock])
            return .lost
        case .refused(let reason):
            _ = try session.run([unlock])
            return .refused(reason)
        case .failed(let error):
            // Nobody knows whether it is there: whoever comes next settles it.
            _ = try session.run([unlock])
            return .failed(error)
        }
    }
}

/// Waits on a thread that may block for what only tasks can do.
private func blocking<Answer: Sendable>(_ body: @escaping @Sendable () async -> Answer) -> Answer {
    let done = DispatchSemaphore(value: 0)
    let box = Box<Answer>()
    Task {
        let answer = await body()
        box.value.withLock { $0 = answer }
        done.signal()
    }
    while true {
        done.wait()
        if let answer = box.value.withLock({ $0 }) { return answer }
    }
}

private final class Box<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
}
