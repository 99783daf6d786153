// Reads two logs side by side and tallies both; facts of a takeover that only the target has are passed.

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
        while let found = try await other.next() {
            outcome.open.add(found.event)
            let wanted = try await one.peek()
            if Takeover.isFact(found.event.event), wanted?.event.event.id != found.event.event.id {
                continue
            }
            outcome.target.add(found)
            if let wanted { outcome.source.add(wanted) }
            outcome.lastOfSource = wanted?.event.position ?? outcome.lastOfSource
            _ = try await one.next()
            guard outcome.source.hash == outcome.target.hash else {
                throw EngineError(
                    .corrupt,
                    "the copy differs from its source at event \(outcome.target.events) "
                        + "(\(found.event.event.type)): remove the target and copy again")
            }
            if outcome.target.events % LogCursor.pageSize == 0 {
                try LogCopy.checkCancelled()
            }
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
}
