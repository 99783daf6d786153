// Copies a log into another store, event by event in its order: ids, sequences, times, actors and idempotency keys stay,
// positions are the target's own. What the target holds of it already is compared and passed, which is also how a copy
// that was interrupted goes on. A target that holds anything else is refused before anything is written.

internal import EventSourcing
internal import JSONText

struct LogCopy: Sendable {
    /// Of content, roughly, that are appended together.
    private static let batchBytes = 4_000_000

    let source: any EventStore
    let target: any EventStore
    let meter: ProgressMeter
    /// Events of the source.
    let total: Int
    let batchEvents: Int

    struct Outcome: Sendable {
        var there = 0
        var copied = 0
    }

    /// `beforeWriting` is called once, when something is about to be written.
    func run(_ beforeWriting: () async throws(EngineError) -> Void)
        async throws(EngineError) -> Outcome
    {
        var rest = LogCursor(source)
        var outcome = Outcome(there: try await passWhatIsThere(&rest))
        while true {
            let batch = try await batch(&rest)
            if batch.isEmpty { return outcome }
            if outcome.copied == 0 { try await beforeWriting() }
            outcome.copied += try await append(batch)
            meter.tell(done: outcome.there + outcome.copied, total: total, phase: "copying events")
        }
    }

    /// How many events of the source the target has; leaves the cursor behind them.
    func passWhatIsThere(_ source: inout LogCursor) async throws(EngineError) -> Int {
        var target = LogCursor(target)
        var count = 0
        while let found = try await target.peek() {
            let wanted = try await source.peek()
            if let wanted, LogCopy.isSame(wanted, found) {
                _ = try await source.next()
                _ = try await target.next()
                count += 1
                if count % LogCursor.pageSize == 0 { try LogCopy.checkCancelled() }
                meter.tell(done: count, total: total, phase: "comparing what is there")
            } else if Takeover.isFact(found.event.event) {
                _ = try await target.next()
            } else if let wanted, Takeover.isFact(wanted.event.event) {
                // The target went on without this fact, which is about its own former heads.
                _ = try await source.next()
            } else {
                throw LogCopy.otherData(count, found.event, isPastEnd: wanted == nil)
            }
        }
        return count
    }

    static func isSame(_ one: LogCursor.Entry, _ other: LogCursor.Entry) -> Bool {
        one.event.sequence == other.event.sequence && one.event.event == other.event.event
    }

    /// Whole submissions: the events of a key stay together.
    private func batch(_ cursor: inout LogCursor) async throws(EngineError) -> [Submission] {
        var batch: [Submission] = []
        var (count, bytes) = (0, 0)
        while count < batchEvents, bytes < LogCopy.batchBytes,
            let first = try await cursor.next()
        {
            var events = [first.event]
            for _ in 1..<max(1, first.key?.count ?? 1) {
                guard let more = try await cursor.next() else { break }
                events.append(more.event)
            }
            batch.append(
                Submission(
                    events.map(\.event), expecting: .any, idempotencyKey: first.key?.key,
                    sequences: events.map(\.sequence)))
            count += events.count
            bytes += events.reduce(0) { $0 + $1.event.data.bytes.count }
        }
        return batch
    }

    private func append(_ batch: [Submission]) async throws(EngineError) -> Int {
        try LogCopy.checkCancelled()
        let answers = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await target.append(batch, with: nil)
        }
        var count = 0
        for (submission, answer) in zip(batch, answers) {
            guard case .appended(let events, _) = answer,
                events.map(\.sequence) == submission.sequences
            else {
                throw EngineError(
                    .notApplicable,
                    "the target has taken in something else meanwhile (\(answer)): nobody may write "
                        + "to it while a log is copied into it; use an empty target")
            }
            count += events.count
        }
        return count
    }

    static func checkCancelled() throws(EngineError) {
        guard Task.isCancelled else { return }
        throw EngineError(
            .cancelled, "interrupted; what is copied stays: run it again and it goes on from there")
    }

    private static func otherData(_ count: Int, _ found: RecordedEvent, isPastEnd: Bool)
        -> EngineError
    {
        let what = "\(found.event.type) of \(EngineError.quoted(found.event.stream.wireID))"
        let reason =
            isPastEnd
            ? "the target holds all of the source and goes on (with \(what)): an engine has worked "
                + "on it since, so it is the newer of the two"
            : "the target holds other data: after \(count) events that are the same comes \(what)"
        return EngineError(
            .notApplicable,
            reason + "; nothing was changed. Use an empty target: another --data-dir, or another "
                + "SPICE_NAMESPACE and Postgres database")
    }
}
