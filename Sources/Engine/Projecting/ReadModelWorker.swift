// Brings domain events into one read model. An event that the model cannot take becomes a dead letter of its group,
// and later events of the same aggregate wait visibly behind it.

internal import EventSourcing
internal import JSONText
internal import Ontology

/// One read model, as the worker sees it: how it takes in events and where it stands.
protocol Projection: Sendable {
    associatedtype Change: Sendable

    var kind: WorkerKind { get }
    /// The changes that an event brings; throws what is wrong with the event.
    func changes(_ event: RecordedEvent) throws(ProjectionError) -> [Change]
    func apply(_ changes: [Change], upTo: BusPosition?) async throws(ReadModelError)
    func checkpoint() async throws(ReadModelError) -> BusPosition?
    func goBack(to position: BusPosition) async throws(ReadModelError)
    func reset() async throws(ReadModelError)
    /// The same on an empty model beside this one; nil where there is only `reset`.
    func successor() async throws(ReadModelError) -> ModelSuccessor<Self>?
}

/// A read model that is being made to take another's place.
struct ModelSuccessor<Model: Projection>: Sendable {
    let model: Model
    let takeOver: @Sendable () async throws(ReadModelError) -> Void

    init(_ model: Model, takeOver: @escaping @Sendable () async throws(ReadModelError) -> Void) {
        self.model = model
        self.takeOver = takeOver
    }
}

extension Projection {
    /// Documents and lineage keep a checkpoint only where the bus is a cursor on the log, which loses nothing.
    func goBack(to position: BusPosition) async throws(ReadModelError) {}

    func successor() async throws(ReadModelError) -> ModelSuccessor<Self>? { nil }
}

/// An event that does not say what it should.
struct ProjectionError: Error, CustomStringConvertible {
    let code: String
    let cause: String

    var description: String { cause }
}

struct ReadModelWorker<Model: Projection>: BatchHandler {
    let projection: Model
    let ports: EnginePorts
    let meter: WorkerMeter
    /// Called with the events whose effect is in the model now.
    let applied: @Sendable ([RecordedEvent]) async throws(HandlerFailure) -> Void

    var kind: WorkerKind { projection.kind }
    var batchSize: Int { 2048 }

    /// That commands are COMPLETED, where their states are kept.
    var notesElsewhere: Bool { kind == .graph && !ports.commandStatus.isDerived }

    func checkpoint() async throws(HandlerFailure) -> BusPosition? {
        try await model { () async throws(ReadModelError) in try await projection.checkpoint() }
    }

    func goBack(to position: BusPosition) async throws(HandlerFailure) {
        try await model { () async throws(ReadModelError) in
            try await projection.goBack(to: position)
        }
    }

    /// Wakes what waits behind letters that are gone: whoever gave them up may not have lived to wake it.
    func begin() async throws(HandlerFailure) {
        try await operations { () async throws(OperationsStoreError) in
            for write in try await ports.parkedWrites.all(of: kind.group) where !write.isReady {
                guard case .deadLetter(let letter) = write.awaited else { continue }
                if try await ports.deadLetters.find(letter) == nil {
                    _ = try await ports.parkedWrites.release(.deadLetter(letter))
                }
            }
        }
    }

    func willCommit() { ports.crashPoints.reach(kind.moments.beforeCommit) }

    func handle(_ records: [BusRecord], _ position: BusPosition) async throws(HandlerFailure) {
        ports.crashPoints.reach(kind.moments.afterClaim)
        var events: [RecordedEvent] = []
        for record in records {
            switch record.content {
            case .event(let event): events.append(event)
            case .unreadable(let bytes, let reason):
                try await letter(
                    DeadLetter.id(kind.group, record), nil, bytes,
                    ProjectionError(code: "unreadable", cause: reason))
            }
        }
        try await project(try await behindParked(events.withoutRepeats), upTo: position)
    }

    func handleReady() async throws(HandlerFailure) -> ReadyWork {
        let ready = try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.ready(kind.group, limit: 512)
        }
        let retried = try await retryLetters()
        guard !ready.isEmpty else { return ReadyWork(done: retried) }
        let heldBack = try await project(ready.map(\.event), upTo: nil).parked
        let done = ready.map(\.event.event.id).filter { !heldBack.contains($0) }
        try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.settle(kind.group, done)
        }
        return ReadyWork(done: ready.count + retried)
    }

    /// Dead letters that an operator wants tried again; answers how many there were. One that fails again stays what
    /// it is, with one attempt more, and what waits behind it goes on waiting.
    private func retryLetters() async throws(HandlerFailure) -> Int {
        let wanted = try await operations { () async throws(OperationsStoreError) in
            try await ports.deadLetters.retrying(kind.group)
        }
        for letter in wanted {
            guard let id = letter.event else { continue }
            let event = try await store { () async throws(EventStoreError) in
                try await ports.store.find(id)
            }
            guard let event else {
                try await self.letter(
                    letter.id, nil, letter.bytes,
                    ProjectionError(code: "gone", cause: "the log does not hold this event"))
                continue
            }
            if try await project([event], upTo: nil).failed.contains(id) { continue }
            _ = try await operations { () async throws(OperationsStoreError) in
                try await ports.deadLetters.discard(letter.id)
            }
        }
        return wanted.count
    }

    /// Events that did not get into the model.
    private struct LeftOut {
        var parked: Set<EventID> = []
        var failed: Set<EventID> = []
    }

    @discardableResult
    private func project(_ events: [RecordedEvent], upTo position: BusPosition?)
        async throws(HandlerFailure) -> LeftOut
    {
        var batch = Batch()
        for event in events {
            if let letter = batch.failed[event.event.stream] {
                try await leaveBehind(event, letter, &batch)
                continue
            }
            do throws(ProjectionError) {
                batch.take(event, try projection.changes(event))
            } catch {
                try await giveUp(event, error, &batch)
            }
        }
        ports.crashPoints.reach(kind.moments.beforeEffect)
        if try await rejection(of: batch.changes, upTo: position) != nil {
            try await oneByOne(&batch, upTo: position)
        }
        ports.crashPoints.reach(kind.moments.afterEffect)
        try await applied(batch.done)
        ports.crashPoints.reach(kind.moments.beforeMarkDone)
        return batch.leftOut
    }

    /// Events on their way into the model, with the changes of all of them in one row.
    private struct Batch {
        var changes: [Model.Change] = []
        /// Where the changes of each event end.
        var ends: [Int] = []
        var done: [RecordedEvent] = []
        /// The letter of each stream that has one in this batch.
        var failed: [StreamID: EventID] = [:]
        var leftOut = LeftOut()

        mutating func take(_ event: RecordedEvent, _ new: [Model.Change]) {
            changes += new
            ends.append(changes.count)
            done.append(event)
        }
    }

    /// Why the model will never take one of the changes; nil when it has them all.
    private func rejection(of changes: [Model.Change], upTo position: BusPosition?)
        async throws(HandlerFailure) -> String?
    {
        do throws(ReadModelError) {
            try await projection.apply(changes, upTo: position)
            return nil
        } catch {
            guard case .rejected(let reason) = error else {
                throw .unavailable(EngineError(error).message)
            }
            return reason
        }
    }

    /// The model refused one of them, and nobody says which: each by itself, so that the others are not kept out.
    private func oneByOne(_ batch: inout Batch, upTo position: BusPosition?)
        async throws(HandlerFailure)
    {
        let (events, ends, changes) = (batch.done, batch.ends, batch.changes)
        batch.done = []
        var start = 0
        for (event, end) in zip(events, ends) {
            defer { start = end }
            if let letter = batch.failed[event.event.stream] {
                try await leaveBehind(event, letter, &batch)
            } else if let reason = try await rejection(
                of: Array(changes[start..<end]), upTo: nil)
            {
                try await giveUp(
                    event, ProjectionError(code: "rejected", cause: reason), &batch)
            } else {
                batch.done.append(event)
            }
        }
        _ = try await rejection(of: [], upTo: position)
    }

    private func giveUp(_ event: RecordedEvent, _ error: ProjectionError, _ batch: inout Batch)
        async throws(HandlerFailure)
    {
        let id = DeadLetter.id(kind.group, event.event.id)
        try await letter(id, event, event.event.data.bytes, error)
        batch.failed[event.event.stream] = id
        batch.leftOut.failed.insert(event.event.id)
    }

    private func leaveBehind(_ event: RecordedEvent, _ letter: EventID, _ batch: inout Batch)
        async throws(HandlerFailure)
    {
        try await park([event], behind: letter)
        batch.leftOut.parked.insert(event.event.id)
    }

    private func behindParked(_ events: [RecordedEvent]) async throws(HandlerFailure)
        -> [RecordedEvent]
    {
        let streams = Set(events.map(\.event.stream))
        let blocked = try await operations { () async throws(OperationsStoreError) in
            try await ports.deadLetters.blocked(kind.group, among: streams)
        }
        guard !blocked.isEmpty else { return events }
        var free: [RecordedEvent] = []
        for event in events {
            if let blockage = blocked[event.event.stream], blockage.event != event.event.id {
                try await park([event], behind: blockage.letter)
            } else {
                free.append(event)
            }
        }
        return free
    }

    private func park(_ events: [RecordedEvent], behind letter: EventID)
        async throws(HandlerFailure)
    {
        let writes = events.map { event in
            ParkedWrite(
                group: kind.group, event: event, awaited: .deadLetter(letter),
                reason: "an earlier event of it is a dead letter", since: ports.clock.now())
        }
        try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.park(writes)
            // An operator may have given the letter up between the look and the parking.
            if try await ports.deadLetters.find(letter) == nil {
                _ = try await ports.parkedWrites.release(.deadLetter(letter))
            }
        }
    }

    private func letter(
        _ id: EventID, _ event: RecordedEvent?, _ bytes: [UInt8], _ error: ProjectionError
    ) async throws(HandlerFailure) {
        meter.note(error: error.cause)
        let letter = DeadLetter(
            id: id, group: kind.group, event: event?.event.id, stream: event?.event.stream,
            eventType: event?.event.type ?? "unreadable", code: error.code, cause: error.cause,
            attempts: 1, at: ports.clock.now(), bytes: bytes)
        try await operations { () async throws(OperationsStoreError) in
            try await ports.deadLetters.park(letter)
        }
    }
}
