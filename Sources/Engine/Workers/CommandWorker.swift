// What the instance worker and the ontology worker share: guard → decide → append → done. A business failure becomes a
// COMMAND_FAILED event; a command that waits for something in flight is parked; what cannot be read becomes a dead
// letter. Delivery may repeat anything: domain ids are computed from the command, so an effect happens once.

internal import EventSourcing
internal import JSONText
internal import Ontology

/// What became of deciding one command.
enum Decision: Sendable {
    case happened(Decided)
    case rejected(Rejection)
    /// It was decided before, by an owner that did not come to say so.
    case answered([RecordedEvent])
    /// Wait for this, for that reason.
    case waits(Awaited, String)
}

/// Decides the commands of some aggregate types. Made afresh for each batch, so it may remember what it decided.
protocol CommandDecider: Sendable {
    mutating func decide(_ command: RecordedEvent, _ content: CommandContent)
        async throws(HandlerFailure) -> Decision
}

struct CommandWorker<Decider: CommandDecider>: BatchHandler {
    let kind: WorkerKind
    let ports: EnginePorts
    let meter: WorkerMeter
    let owner: String
    let makeDecider: @Sendable () -> Decider
    /// Called with what was decided, after it is durable.
    let decided: @Sendable ([RecordedEvent]) async throws(HandlerFailure) -> Void

    var batchSize: Int { 2048 }

    func handle(_ records: [BusRecord], _ position: BusPosition) async throws(HandlerFailure) {
        var commands: [RecordedEvent] = []
        for record in records {
            switch record.content {
            case .event(let event): commands.append(event)
            case .unreadable(let bytes, let reason):
                try await letter(record, bytes, reason)
            }
        }
        let queue = try await behindParked(commands.withoutRepeats)
        try await work(queue, GroupCommit(group: kind.group, position: position))
    }

    func handleReady() async throws(HandlerFailure) -> Int {
        let ready = try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.ready(kind.group, limit: 512)
        }
        guard !ready.isEmpty else { return 0 }
        let parkedAgain = try await work(ready.map(\.event), nil)
        let done = ready.map(\.event.event.id).filter { !parkedAgain.contains($0) }
        try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.settle(kind.group, done)
        }
        try await releaseFollowers(of: ready.filter { done.contains($0.event.event.id) })
        return ready.count
    }

    /// Commands whose stream has something parked wait behind it.
    private func behindParked(_ commands: [RecordedEvent]) async throws(HandlerFailure)
        -> [RecordedEvent]
    {
        let streams = Set(commands.map(\.event.stream))
        let blocked = try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.waiting(kind.group, among: streams)
        }
        guard !blocked.isEmpty else { return commands }
        let inLine = commands.filter { blocked.contains($0.event.stream) }
        // One that comes again while it is parked must not be made to wait for itself.
        let parked = try await parked(among: Set(inLine.map(\.event.id)))
        let waiting = inLine.filter { !parked.contains($0.event.id) }
        try await park(
            waiting.map { ($0, .earlier($0.event.stream), "an earlier command of it waits") })
        // What it waits for may have been settled between the look and the parking.
        let still = try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.waiting(kind.group, among: blocked)
        }
        for stream in blocked where !still.contains(stream) { try await release(.earlier(stream)) }
        return commands.filter { !blocked.contains($0.event.stream) }
    }

    private func parked(among ids: Set<EventID>) async throws(HandlerFailure) -> Set<EventID> {
        Set(try await parkedWrites().map(\.event.event.id)).intersection(ids)
    }

    /// Everything of this group that is parked, by stream and sequence.
    private func parkedWrites() async throws(HandlerFailure) -> [ParkedWrite] {
        var writes: [ParkedWrite] = []
        var page = PageRequest(limit: 1000)
        while true {
            let request = page
            let found = try await operations { () async throws(OperationsStoreError) in
                try await ports.parkedWrites.list(request)
            }
            writes += found.items.filter { $0.group == kind.group }
            guard let next = found.next else { return writes }
            page.after = next
        }
    }

    /// Wakes what an owner before this one parked and did not live to wake.
    func begin() async throws(HandlerFailure) {
        var streams: Set<StreamID> = []
        for write in try await parkedWrites() where !write.isReady {
            let isFirst = streams.insert(write.event.event.stream).inserted
            switch write.awaited {
            case .earlier(let stream) where isFirst: try await release(.earlier(stream))
            case .decision:
                if try await isOver(write.awaited) { try await release(write.awaited) }
            default: break
            }
        }
    }

    private func releaseFollowers(of settled: [ParkedWrite]) async throws(HandlerFailure) {
        for stream in Set(settled.map(\.event.event.stream)) {
            try await release(.earlier(stream))
        }
    }

    /// Decides and appends; answers the ids that had to be parked.
    @discardableResult
    private func work(_ commands: [RecordedEvent], _ commit: GroupCommit?)
        async throws(HandlerFailure) -> Set<EventID>
    {
        let claims = commands.map { command in
            Claim(
                handler: kind.name, event: command.event.id, stream: command.event.stream,
                sequence: command.sequence)
        }
        let verdicts = try await begin(claims)
        var batch = DecidedBatch()
        var decider = makeDecider()
        for (index, command) in commands.enumerated() {
            switch verdicts[index] {
            case .duplicate: continue
            case .held(let seconds): throw .held(seconds: seconds)
            case .stale:
                batch.claims.append(claims[index])
                batch.fail(command, Rejection(.stale, "a later command was decided before it"))
            case .proceed:
                if batch.blocked.contains(command.event.stream) {
                    batch.parked.append(
                        (command, .earlier(command.event.stream), "an earlier command waits"))
                    continue
                }
                try await decide(command, claims[index], &decider, &batch)
            }
        }
        try await finish(&batch, commit)
        return Set(batch.parked.map(\.0.event.id))
    }

    private func decide(
        _ command: RecordedEvent, _ claim: Claim, _ decider: inout Decider,
        _ batch: inout DecidedBatch
    ) async throws(HandlerFailure) {
        let content: CommandContent
        do throws(Rejection) {
            content = try CommandContent(command.event)
        } catch {
            batch.claims.append(claim)
            batch.fail(command, error)
            return
        }
        switch try await decider.decide(command, content) {
        case .happened(let decided):
            batch.claims.append(claim)
            batch.outcomes.append((command, decided))
        case .rejected(let rejection):
            batch.claims.append(claim)
            batch.fail(command, rejection)
        case .answered(let events):
            batch.claims.append(claim)
            batch.answered += events
        case .waits(let awaited, let reason):
            batch.blocked.insert(command.event.stream)
            batch.parked.append((command, awaited, reason))
        }
    }

    private func finish(_ batch: inout DecidedBatch, _ commit: GroupCommit?)
        async throws(HandlerFailure)
    {
        try await park(batch.parked)
        let now = ports.clock.now()
        let submissions = batch.outcomes.map { command, decided in
            Submission([DomainEvents.event(decided, answering: command, at: now)], expecting: .any)
        }
        let answers = try await store { () async throws(EventStoreError) in
            try await ports.store.append(submissions, with: commit)
        }
        var recorded: [RecordedEvent] = []
        for answer in answers {
            if case .appended(let events, _) = answer { recorded += events }
        }
        try await guarding { () async throws(EffectGuardError) in
            try await ports.guards.done(batch.claims, owner: owner)
        }
        try await note(recorded, batch)
        try await decided(recorded + batch.answered)
    }

    private func note(_ recorded: [RecordedEvent], _ batch: DecidedBatch)
        async throws(HandlerFailure)
    {
        guard !ports.commandStatus.isDerived else { return }
        let commands = Dictionary(
            batch.outcomes.map { ($0.0.event.id, $0.0) }, uniquingKeysWith: { first, _ in first })
        for answer in recorded {
            guard let cause = answer.event.cause, let command = commands[cause] else { continue }
            let state = DomainEvents.state(of: command, answeredBy: answer, inGraph: false)
            try await operations { () async throws(OperationsStoreError) in
                try await ports.commandStatus.set(state)
            }
        }
    }

    private func park(_ waiting: [(RecordedEvent, Awaited, String)]) async throws(HandlerFailure) {
        guard !waiting.isEmpty else { return }
        let now = ports.clock.now()
        let writes = waiting.map { command, awaited, reason in
            ParkedWrite(
                group: kind.group, event: command, awaited: awaited, reason: reason, since: now)
        }
        try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.park(writes)
        }
        for (_, awaited, _) in waiting {
            if try await isOver(awaited) { try await release(awaited) }
        }
    }

    /// Whether what is awaited has been decided in the meantime: nobody would wake us any more.
    private func isOver(_ awaited: Awaited) async throws(HandlerFailure) -> Bool {
        guard case .decision(let stream) = awaited else { return false }
        let reader = AggregateReader(store: ports.store)
        let pending = try await store { () async throws(EventStoreError) in
            if stream.type == .database, let name = try? DatabaseName(stream.key) {
                return try await reader.database(name).pending
            }
            return try await reader.ontologyClass(stream).pending
        }
        return pending.isEmpty
    }

    private func release(_ awaited: Awaited) async throws(HandlerFailure) {
        _ = try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.release(awaited)
        }
    }

    private func begin(_ claims: [Claim]) async throws(HandlerFailure) -> [Verdict] {
        try await guarding { () async throws(EffectGuardError) in
            try await ports.guards.begin(claims, owner: owner)
        }
    }

    private func letter(_ record: BusRecord, _ bytes: [UInt8], _ reason: String)
        async throws(HandlerFailure)
    {
        meter.note(error: reason)
        let letter = DeadLetter(
            id: DeadLetter.id(kind.group, record), group: kind.group, event: nil, stream: nil,
            eventType: "unreadable", code: "unreadable", cause: reason, attempts: 1,
            at: ports.clock.now(), bytes: bytes)
        try await operations { () async throws(OperationsStoreError) in
            try await ports.deadLetters.park(letter)
        }
    }
}

/// What one batch came to, before it is written.
private struct DecidedBatch: Sendable {
    var claims: [Claim] = []
    var outcomes: [(RecordedEvent, Decided)] = []
    var parked: [(RecordedEvent, Awaited, String)] = []
    /// Answers that were there before this batch.
    var answered: [RecordedEvent] = []
    /// Streams with something parked in this batch.
    var blocked: Set<StreamID> = []

    mutating func fail(_ command: RecordedEvent, _ rejection: Rejection) {
        outcomes.append((command, DomainEvents.failure(of: command.event, rejection)))
    }
}
