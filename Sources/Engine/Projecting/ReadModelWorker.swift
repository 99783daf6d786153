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
    func reset() async throws(ReadModelError)
}

/// An event that does not say what it should.
struct ProjectionError: Error {
    let code: String
    let cause: String
}

struct ReadModelWorker<Model: Projection>: BatchHandler {
    let projection: Model
    let ports: EnginePorts
    let meter: WorkerMeter
    /// Called with the events whose effect is in the model now.
    let applied: @Sendable ([RecordedEvent]) async throws(HandlerFailure) -> Void

    var kind: WorkerKind { projection.kind }
    var batchSize: Int { 2048 }

    func checkpoint() async throws(HandlerFailure) -> BusPosition? {
        try await model { () async throws(ReadModelError) in try await projection.checkpoint() }
    }

    func handle(_ records: [BusRecord], _ position: BusPosition) async throws(HandlerFailure) {
        var events: [RecordedEvent] = []
        for record in records {
            switch record.content {
            case .event(let event): events.append(event)
            case .unreadable(let bytes, let reason):
                try await letter(nil, bytes, ProjectionError(code: "unreadable", cause: reason))
            }
        }
        try await project(try await behindParked(events), upTo: position)
    }

    func handleReady() async throws(HandlerFailure) -> Int {
        let ready = try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.ready(kind.group, limit: 512)
        }
        let retried = try await retryLetters()
        guard !ready.isEmpty else { return retried }
        try await project(ready.map(\.event), upTo: nil)
        try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.settle(kind.group, ready.map(\.event.event.id))
        }
        return ready.count + retried
    }

    /// Dead letters that an operator wants tried again; answers how many there were.
    private func retryLetters() async throws(HandlerFailure) -> Int {
        let letters = try await operations { () async throws(OperationsStoreError) in
            try await ports.deadLetters.list(PageRequest(limit: 1000))
        }
        let wanted = letters.items.filter { $0.group == kind.group && $0.state == .retrying }
        for letter in wanted {
            guard let stream = letter.stream, let id = letter.event else { continue }
            let events = try await store { () async throws(EventStoreError) in
                try await ports.store.read(stream, after: .none, limit: 10_000)
            }
            guard let event = events.first(where: { $0.event.id == id }) else { continue }
            _ = try await operations { () async throws(OperationsStoreError) in
                try await ports.deadLetters.discard(letter.id)
            }
            try await project([event], upTo: nil)
            _ = try await operations { () async throws(OperationsStoreError) in
                try await ports.parkedWrites.release(.deadLetter(letter.id))
            }
        }
        return wanted.count
    }

    private func project(_ events: [RecordedEvent], upTo position: BusPosition?)
        async throws(HandlerFailure)
    {
        var changes: [Model.Change] = []
        var failed: [StreamID: EventID] = [:]
        var done: [RecordedEvent] = []
        for event in events {
            if let letter = failed[event.event.stream] {
                try await park([event], behind: letter)
                continue
            }
            do throws(ProjectionError) {
                changes += try projection.changes(event)
                done.append(event)
            } catch {
                failed[event.event.stream] = try await letter(
                    event, event.event.data.bytes, error)
            }
        }
        let batch = changes
        try await model { () async throws(ReadModelError) in
            try await projection.apply(batch, upTo: position)
        }
        try await applied(done)
    }

    private func behindParked(_ events: [RecordedEvent]) async throws(HandlerFailure)
        -> [RecordedEvent]
    {
        let letters = try await operations { () async throws(OperationsStoreError) in
            try await ports.deadLetters.list(PageRequest(limit: 1000))
        }
        let waiting = letters.items.filter { $0.group == kind.group && $0.stream != nil }
        guard !waiting.isEmpty else { return events }
        var free: [RecordedEvent] = []
        for event in events {
            if let letter = waiting.first(where: { $0.stream == event.event.stream }),
                letter.event != event.event.id
            {
                try await park([event], behind: letter.id)
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
        }
    }

    @discardableResult
    private func letter(_ event: RecordedEvent?, _ bytes: [UInt8], _ error: ProjectionError)
        async throws(HandlerFailure) -> EventID
    {
        meter.note(error: error.cause)
        let letter = DeadLetter(
            id: ports.ids.next(), group: kind.group, event: event?.event.id,
            stream: event?.event.stream, eventType: event?.event.type ?? "unreadable",
            code: error.code, cause: error.cause, attempts: 1, at: ports.clock.now(),
            bytes: bytes)
        try await operations { () async throws(OperationsStoreError) in
            try await ports.deadLetters.park(letter)
        }
        return letter.id
    }
}
