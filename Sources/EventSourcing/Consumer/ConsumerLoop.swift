// The loop that every consumer runs: poll, handle, commit; again without limit while something it needs is down, so
// that nothing is passed over. What one event does wrong is the handler's to sort out; only what concerns all of them
// comes up here.

package struct ConsumerLoop<Handler: BatchHandler>: SteppableLoop {
    private static var longestBackOff: Double { 5 }
    private static var pauseSeconds: Double { 0.1 }
    /// How long a batch in hand may still take once the process was told to stop; requests over HTTP have as long.
    private static var drainSeconds: Double { 10 }
    /// Between two looks at work that is ready and could not be done.
    private static var leftSeconds: Double { 0.5 }
    /// So many failures in a row, about a minute of them, and a new member is tried.
    private static var patientFailures: Int { 15 }

    private let bus: any EventBus
    private let checkpoints: any RelayCheckpoints
    private let board: any WorkerBoard
    private let handler: Handler
    private let meter: WorkerMeter
    private let gate: RebuildGate
    /// Nil until the group is joined, and again after the bus failed.
    private var member: (any BusMember)?
    private var reading = Reading()
    private var generation = 0
    private var failures = 0

    package init(
        bus: any EventBus, checkpoints: any RelayCheckpoints, board: any WorkerBoard,
        handler: Handler, meter: WorkerMeter, gate: RebuildGate
    ) {
        self.bus = bus
        self.checkpoints = checkpoints
        self.board = board
        self.handler = handler
        self.meter = meter
        self.gate = gate
    }

    /// What a member reads, and whether it has to go back to what is done first.
    private struct Reading: Sendable {
        var assigned: Set<TopicPartition> = []
        var mustSeek = false
        var hasBegun = false
    }

    private enum StepFailure: Error {
        /// A poll had no answer: whatever was assigned with it is not known.
        case poll(EventBusError)
        case bus(EventBusError)
        case handler(HandlerFailure)
    }

    package var name: String { handler.kind.name }
    package var patienceSeconds: Double { bus.pollSeconds }

    package mutating func step(patienceSeconds: Double) async -> Pace {
        let joined: any BusMember
        do throws(EventBusError) {
            joined = try await join()
        } catch {
            return backOff("the event bus does not answer: \(error)")
        }
        switch try? await board.desired(handler.kind.name) {
        case nil, .running: break
        case .paused:
            meter.paused()
            return .after(seconds: ConsumerLoop.pauseSeconds)
        case .rebuilding:
            // A rebuild of this process holds the gate as well, and says when it is over.
            meter.paused(
                because:
                    "it waits for a rebuild; if none is under way, one did not come to its end: "
                    + "spice rebuild \(handler.kind.name)")
            return .after(seconds: ConsumerLoop.pauseSeconds)
        }
        let (handlerLoop, gate) = (self, gate)
        var (reading, generation) = (reading, generation)
        do throws(StepFailure) {
            let pace = try await gate.whileOpen { () async throws(StepFailure) in
                // Looked at in here: a rebuild may have been what this waited for.
                if gate.generation != generation {
                    (reading.mustSeek, generation) = (true, gate.generation)
                }
                return try await handlerLoop.turn(joined, &reading, patienceSeconds)
            }
            (self.reading, self.generation) = (reading, generation)
            failures = 0
            return pace
        } catch {
            (self.reading, self.generation) = (reading, generation)
            return await mend(error)
        }
    }

    package mutating func end() async {
        await member?.leave()
        member = nil
        meter.stopped()
    }

    private mutating func join() async throws(EventBusError) -> any BusMember {
        if let member { return member }
        let joined = try await bus.join(handler.kind.group, topics: handler.kind.topics)
        member = joined
        reading = Reading()
        generation = gate.generation
        return joined
    }

    private mutating func mend(_ failure: StepFailure) async -> Pace {
        switch failure {
        case .poll(let error):
            await member?.leave()
            member = nil
            return backOff("the event bus does not answer: \(error)")
        case .bus(let error):
            (reading.mustSeek, reading.hasBegun) = (true, false)
            // A member finds back by itself when the bus answers again. One that leaves while it does not is not heard, and
            // its partitions wait until its session is over; so do those of one that the bus takes in afterwards.
            if error == .closed || (failures + 1).isMultiple(of: ConsumerLoop.patientFailures) {
                await member?.leave()
                member = nil
            }
            return backOff("the event bus does not answer: \(error)")
        case .handler(.unavailable(let reason)):
            // What was begun may be half done: as after a death.
            (reading.mustSeek, reading.hasBegun) = (true, false)
            return backOff(reason)
        case .handler(.held(let seconds)):
            reading.mustSeek = true
            return .after(seconds: seconds)
        }
    }

    private func turn(
        _ member: any BusMember, _ reading: inout Reading, _ patienceSeconds: Double
    ) async throws(StepFailure) -> Pace {
        if !reading.hasBegun {
            try await failing { () async throws(HandlerFailure) in try await handler.begin() }
            reading.hasBegun = true
        }
        let ready = try await failing { () async throws(HandlerFailure) in
            try await handler.handleReady()
        }
        if reading.mustSeek, !reading.assigned.isEmpty {
            try await seek(member, reading.assigned)
            reading.mustSeek = false
        }
        let poll: BusPoll
        do throws(EventBusError) {
            poll = try await member.poll(
                limit: handler.batchSize, timeoutSeconds: patience(ready, patienceSeconds))
        } catch { throw .poll(error) }
        // In this order: what was lost and got again since the last poll stands in both.
        reading.assigned.subtract(poll.revoked)
        reading.assigned.formUnion(poll.assigned)
        // Whoever had them before may have left something half done.
        if !poll.assigned.isEmpty { reading.hasBegun = false }
        if try await follows(member, reading.assigned) {
            reading.mustSeek = true
            return .again
        }
        if !poll.assigned.isEmpty, try await keepsCheckpoint() {
            reading.mustSeek = true
            return .again
        }
        guard !poll.position.offsets.isEmpty else {
            meter.idle()
            return ready.done > 0 ? .again : .idle
        }
        try await shielded(forSeconds: ConsumerLoop.drainSeconds) {
            await finish(poll, of: member)
        }.get()
        meter.handled(poll.records.count)
        return .again
    }

    /// Handles what was polled and commits it.
    private func finish(_ poll: BusPoll, of member: any BusMember) async
        -> Result<Void, StepFailure>
    {
        do throws(StepFailure) {
            try await failing { () async throws(HandlerFailure) in
                try await handler.handle(poll.records, poll.position)
            }
            handler.willCommit()
            try await busFailing { () async throws(EventBusError) in
                try await member.commit(ours: poll.position)
            }
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    private func patience(_ ready: ReadyWork, _ seconds: Double) -> Double {
        if ready.done > 0 { return 0 }
        return ready.left > 0 ? min(seconds, ConsumerLoop.leftSeconds) : seconds
    }

    /// Goes back where the bus lost its end and was filled again. True: the group's commits are lower now, and what was
    /// just polled may be of the records that were lost. Nothing is handled before this was looked at.
    private func follows(_ member: any BusMember, _ assigned: Set<TopicPartition>)
        async throws(StepFailure) -> Bool
    {
        let kind = handler.kind
        let notes = try await busFailing { () async throws(EventBusError) in
            try await checkpoints.rewinds(for: kind.group, in: kind.topics)
        }.filter { assigned.contains($0.place) }
        if notes.isEmpty { return false }
        let ends = BusPosition(
            Dictionary(notes.map { ($0.place, $0.end) }, uniquingKeysWith: min))
        try await failing { () async throws(HandlerFailure) in try await handler.goBack(to: ends) }
        try await busFailing { () async throws(EventBusError) in
            let committed = try await bus.standing(of: kind.group, topics: kind.topics)
            let beyond = committed.filter { progress in
                progress.hasCommitted && progress.committed > ends.offsets[progress.place] ?? .max
            }
            let lower = beyond.map { ($0.place, ends.offsets[$0.place] ?? 0) }
            do throws(EventBusError) {
                if !lower.isEmpty {
                    try await member.commit(BusPosition(Dictionary(uniqueKeysWithValues: lower)))
                }
            } catch {
                // Its new member follows the note.
                guard case .notAssigned = error else { throw error }
                return
            }
            try await checkpoints.followed(notes, by: kind.group)
        }
        return true
    }

    /// Back to what is done: the handler's own checkpoint, else what the group has committed, which says nothing about
    /// an effect that a rebuild emptied and did not fill.
    private func seek(_ member: any BusMember, _ assigned: Set<TopicPartition>)
        async throws(StepFailure)
    {
        let own = try await failing { () async throws(HandlerFailure) in
            try await handler.checkpoint()
        }
        let committed = try await busFailing { () async throws(EventBusError) in
            try await bus.standing(of: handler.kind.group, topics: handler.kind.topics)
        }
        // A partition that the checkpoint does not name was never read: from its start.
        let offsets = committed.filter { assigned.contains($0.place) }.map { place in
            (place.place, own.map { kept($0, place) } ?? fallback(place))
        }
        let position = BusPosition(Dictionary(offsets, uniquingKeysWith: max))
        try await busFailing { () async throws(EventBusError) in
            try await member.seek(ours: position)
        }
    }

    private func kept(_ own: BusPosition, _ place: PartitionProgress) -> Int64 {
        let offset = own.offsets[place.place] ?? 0
        return handler.notesElsewhere ? min(offset, place.committed) : offset
    }

    private func fallback(_ place: PartitionProgress) -> Int64 {
        gate.wasLeftHalfDone ? 0 : place.committed
    }

    private func keepsCheckpoint() async throws(StepFailure) -> Bool {
        let own = try await failing { () async throws(HandlerFailure) in
            try await handler.checkpoint()
        }
        return own != nil
    }

    private func failing<Value>(_ body: () async throws(HandlerFailure) -> Value)
        async throws(StepFailure) -> Value
    {
        do throws(HandlerFailure) { return try await body() } catch { throw .handler(error) }
    }

    private func busFailing<Value>(_ body: () async throws(EventBusError) -> Value)
        async throws(StepFailure) -> Value
    {
        do throws(EventBusError) { return try await body() } catch { throw .bus(error) }
    }

    private mutating func backOff(_ reason: String) -> Pace {
        failures += 1
        meter.failing(reason)
        return .after(
            seconds: min(0.05 * Double(1 << min(failures, 10)), ConsumerLoop.longestBackOff))
    }
}
