// Reads two logs side by side and tallies both; facts of a takeover that only one of them has are passed.

internal import EventSourcing

struct LogComparison: Sendable {
    let source: any EventStore
    let target: any EventStore
    let meter: ProgressMeter
    let total: Int

    struct Outcome: Sendable {
        var source = LogTally()
        var target = LogTally()
        /// Of the target, with the facts that only it has.
        var open = OpenCommands()
        var lastOfSource = StorePosition.start
    }

    func run() async throws(EngineError) -> Outcome {
        var outcome = Outcome()
        var (one, other) = (LogCursor(source), LogCursor(target))
        while let found = try await other.peek() {
            let wanted = try await one.peek()
            if let wanted, LogCopy.isSame(wanted, found) {
                outcome.source.add(wanted)
                outcome.target.add(found)
            }
            guard outcome.source.hash == outcome.target.hash,
                let next = LogComparison.next(wanted, found)
            else { throw LogComparison.difference(outcome.target.events, found.event.event) }
            if next.target {
                outcome.open.add(found.event)
                _ = try await other.next()
            }
            if next.source, let passed = try await one.next() {
                outcome.lastOfSource = passed.event.position
            }
            if outcome.target.events % LogCursor.pageSize == 0 { try LogCopy.checkCancelled() }
            meter.tell(done: outcome.target.events, total: total)
        }
        guard try await one.next() == nil else {
            throw EngineError(
                .busy,
                "the source has grown while it was copied: stop whatever writes to it and "
                    + "run it again")
        }
        return outcome
    }

    /// Which of the two to pass; nil when they differ.
    private static func next(_ wanted: LogCursor.Entry?, _ found: LogCursor.Entry)
        -> (source: Bool, target: Bool)?
    {
        if let wanted, LogCopy.isSame(wanted, found) { return (true, true) }
        if Takeover.isFact(found.event.event) { return (false, true) }
        if let wanted, Takeover.isFact(wanted.event.event) { return (true, false) }
        return nil
    }

    private static func difference(_ count: Int, _ event: Event) -> EngineError {
        EngineError(
            .corrupt,
            "the copy differs from its source after \(count) events, at its \(event.type): remove "
                + "the target and copy again")
    }
}
