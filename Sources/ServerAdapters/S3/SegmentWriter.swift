// Stores submissions: many appends share one segment. One segment of a process is under way at a time; what comes
// meanwhile goes into the next one, so a slow store makes segments larger, not the queue of requests longer.

internal import Dispatch
internal import EventSourcing
internal import Synchronization

final class SegmentWriter: Sendable {
    /// How often in a row a reservation may run out.
    private static let tries = 20
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
    private let reserved: @Sendable () -> Void
    private let state = Mutex(State())

    /// `reserved` is called between a reservation and its segment's way into the object store.
    init(
        _ pool: PostgresPool, _ objects: SegmentObjects, _ reserved: @escaping @Sendable () -> Void
    ) {
        self.pool = pool
        self.objects = objects
        self.reserved = reserved
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
            let outcome = await store(group.flatMap(\.batch))
            var rest = outcome.answers[...]
            for waiting in group {
                let own = Array(rest.prefix(waiting.batch.count))
                rest = rest.dropFirst(own.count)
                // What was stored of it the caller finds there when it sends all of it again.
                waiting.continuation.resume(
                    returning: outcome.failure.flatMap {
                        own.count < waiting.batch.count ? .failure($0) : nil
                    } ?? .success(own))
            }
        }
    }

    private func take() -> [Waiting]? {
        state.withLock { state in
            var count = 0
            var group: [Waiting] = []
            while let next = state.waiting.first, group.isEmpty || count < SegmentBound.events {
                count += next.batch.map(\.events.count).reduce(0, +)
                group.append(next)
                state.waiting.removeFirst()
            }
            if group.isEmpty { state.isWriting = false }
            return group.isEmpty ? nil : group
        }
    }

    private struct Outcome {
        /// One a submission, of the first ones when there is a failure.
        var answers: [ReservedAnswer] = []
        var failure: EventStoreError?
    }

    /// Segment by segment, each within its bounds.
    private func store(_ batch: [Submission]) async -> Outcome {
        var outcome = Outcome()
        for part in SegmentBound.parts(of: batch) {
            var tries = Self.tries
            do throws(EventStoreError) {
                outcome.answers += try await store(part, &tries)
            } catch {
                outcome.failure = error
                return outcome
            }
        }
        return outcome
    }

    /// What takes too long goes in halves: a smaller object is through sooner.
    private func store(_ batch: [Submission], _ tries: inout Int) async throws(EventStoreError)
        -> [ReservedAnswer]
    {
        while tries > 0 {
            tries -= 1
            switch await fly(batch) {
            case .landed(let answers):
                tries = Self.tries
                return answers
            case .failed(let error): throw error
            case .blocked(let segment): try await objects.waitUntilSettled(segment)
            case .lost:
                guard batch.count > 1 else { continue }
                return try await halves(of: batch, &tries)
            case .refused(let reason): return try await sort(batch, reason, &tries)
            }
        }
        throw .unavailable("the object store is too slow: reservations run out before it answers")
    }

    private func halves(of batch: [Submission], _ tries: inout Int) async throws(EventStoreError)
        -> [ReservedAnswer]
    {
        let half = batch.count / 2
        let first = try await store(Array(batch[..<half]), &tries)
        return first + (try await store(Array(batch[half...]), &tries))
    }

    /// Finds out which ones are not taken: the others must not go with them. The refused number is settled by whoever
    /// meets it next.
    private func sort(_ batch: [Submission], _ reason: String, _ tries: inout Int)
        async throws(EventStoreError) -> [ReservedAnswer]
    {
        guard batch.count > 1 else { return batch.map { _ in .refused(.notStorable(reason)) } }
        return try await halves(of: batch, &tries)
    }

    private func fly(_ batch: [Submission]) async -> Flight {
        do throws(PostgresError) {
            return try await pool.run { [objects, reserved] (session) throws(PostgresError) in
                switch try SegmentReservation.make(batch, session) {
                case .blocked(let segment): return .blocked(segment)
                case .decided(let answers): return .landed(answers)
                case .reserved(let number, let segment, let answers):
                    reserved()
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
        case .taken:
            _ = try session.run([SegmentIndex.blocking(number), unlock])
            return .failed(SegmentIndex.isBehind(number))
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
