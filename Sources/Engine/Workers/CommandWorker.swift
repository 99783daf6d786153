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

    /// It failed without having been decided: nothing in its stream waits for it.
    mutating func settled(_ command: RecordedEvent)
}

struct CommandWorker<Decider: CommandDecider>: BatchHandler {
    let kind: WorkerKind
    let ports: EnginePorts
    let meter: WorkerMeter
    let owner: String
    let makeDecider: @Sendable () -> Decider
    /// Called with the streams of which something is decided, after it is durable. A call may be repeated.
    let decided: @Sendable ([StreamID]) async throws(HandlerFailure) -> Void

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

    func willCommit() { ports.crashPoints.reach(kind.moments.beforeCommit) }

    func handleReady() async throws(HandlerFailure) -> ReadyWork {
        let ready = try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.ready(kind.group, limit: 512)
        }
        guard !ready.isEmpty else { return ReadyWork() }
        let leftOut = try await work(ready.map(\.event), nil)
        let done = ready.map(\.event.event.id).filter { !leftOut.contains($0) }
        try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.settle(kind.group, done)
        }
        try await releaseFollowers(of: ready.filter { !leftOut.contains($0.event.event.id) })
        return ReadyWork(done: done.count, left: leftOut.count)
    }

    /// Decides and appends; answers the ids that could not be decided: they are parked. Those that came over the bus
    /// (with a `commit`) wait together for an owner before this one. Those that were parked do not: two owners that
    /// share the ready ones would each hold what the other wants.
    @discardableResult
    private func work(_ commands: [RecordedEvent], _ commit: GroupCommit?)
        async throws(HandlerFailure) -> Set<EventID>
    {
        let claims = commands.map { Claim(handler: kind.name, $0) }
        if claims.isEmpty { return try await workThrough([], [], [], commit) }
        let verdicts = try await begin(claims)
        // A step may take longer than its claims last: a store that hangs, a large batch.
        let result = await ports.guards.keepingAlive(owner, ports.clock) {
            () async -> Result<Set<EventID>, HandlerFailure> in
            do throws(HandlerFailure) {
                return .success(try await workThrough(commands, claims, verdicts, commit))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func workThrough(
        _ commands: [RecordedEvent], _ claims: [Claim], _ verdicts: [Verdict],
        _ commit: GroupCommit?
    ) async throws(HandlerFailure) -> Set<EventID> {
        if !claims.isEmpty { ports.crashPoints.reach(kind.moments.afterClaim) }
        // What was parked comes again by our own doing.
        if commit != nil { meter.redelivered(verdicts.count(where: \.isAgain)) }
        var batch = DecidedBatch()
        var decider = makeDecider()
        for (index, command) in commands.enumerated() {
            switch verdicts[index] {
            case .duplicate: batch.known.append(command.event.stream)
            case .held(let seconds):
                guard commit == nil else { throw .held(seconds: seconds) }
                batch.held.append(command)
            case .stale:
                let answers = try await answers(to: command)
                batch.answered += answers
                // Nobody owns such a claim, so nobody can be done with it.
                guard answers.isEmpty else { continue }
                batch.fail(command, Rejection(.stale, "a later command was decided before it"))
                decider.settled(command)
            case .proceed where batch.held.contains { $0.event.stream == command.event.stream }:
                batch.held.append(command)
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
        return Set(batch.parked.map(\.0.event.id) + batch.held.map(\.event.id))
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
            decider.settled(command)
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
        if !submissions.isEmpty { ports.crashPoints.reach(kind.moments.beforeEffect) }
        let answers = try await store { () async throws(EventStoreError) in
            try await ports.store.append(submissions, with: commit)
        }
        if !submissions.isEmpty { ports.crashPoints.reach(kind.moments.beforeMarkDone) }
        var recorded: [RecordedEvent] = []
        var notStorable: [(RecordedEvent, Decided)] = []
        for (outcome, answer) in zip(batch.outcomes, answers) {
            switch answer {
            case .appended(let events, _): recorded += events
            case .refused(.notStorable(let reason)):
                notStorable.append(Self.failure(of: outcome.0, reason))
            case .refused: break
            }
        }
        recorded += try await append(notStorable, at: now)
        try await guarding { () async throws(EffectGuardError) in
            try await ports.guards.done(batch.claims, owner: owner)
        }
        try await note(recorded, batch)
        let streams = (recorded + batch.answered).map(\.event.stream) + batch.known
        try await decided(streams.withoutRepeats)
        try await wakeFollowers(Set(streams))
    }

    /// The answer to a command whose answer the log does not take; nobody waits for it any more.
    private static func failure(of command: RecordedEvent, _ reason: String)
        -> (RecordedEvent, Decided)
    {
        let rejection = Rejection(
            .notStorable, "the log does not take what the command brings about: \(reason)")
        return (command, DomainEvents.failure(of: command.event, rejection))
    }

    private func append(_ outcomes: [(RecordedEvent, Decided)], at now: Timestamp)
        async throws(HandlerFailure) -> [RecordedEvent]
    {
        if outcomes.isEmpty { return [] }
        for (_, decided) in outcomes {
            meter.note(error: decided.data["error"]?.string ?? "the log does not take an event")
        }
        let submissions = outcomes.map { command, decided in
            Submission([DomainEvents.event(decided, answering: command, at: now)], expecting: .any)
        }
        let answers = try await store { () async throws(EventStoreError) in
            try await ports.store.append(submissions, with: nil)
        }
        return answers.flatMap { answer -> [RecordedEvent] in
            if case .appended(let events, _) = answer { return events }
            return []
        }
    }

    private func note(_ recorded: [RecordedEvent], _ batch: DecidedBatch)
        async throws(HandlerFailure)
    {
        guard !ports.commandStatus.isDerived else { return }
        let commands = Dictionary(
            batch.outcomes.map { ($0.0.event.id, $0.0) }, uniquingKeysWith: { first, _ in first })
        let states = recorded.compactMap { answer in
            answer.event.cause.flatMap { commands[$0] }.map {
                DomainEvents.state(of: $0, answeredBy: answer, inGraph: false)
            }
        }
        try await operations { () async throws(OperationsStoreError) in
            try await ports.commandStatus.set(states)
        }
    }

    /// A claim that was done so long ago that the registry forgot it looks stale: what it came to stands in the log.
    private func answers(to command: RecordedEvent) async throws(HandlerFailure) -> [RecordedEvent]
    {
        try await store { () async throws(EventStoreError) in
            try await ports.store.answers(to: command.event.id)
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

extension Verdict {
    /// Begun or done before.
    fileprivate var isAgain: Bool {
        switch self {
        case .duplicate: true
        case .proceed(let attempt, _): attempt > 1
        case .stale, .held: false
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
    /// Streams of commands that were done before it: their owner may not have lived to tell.
    var known: [StreamID] = []
    /// Another owner is at them.
    var held: [RecordedEvent] = []
    /// Streams with something parked in this batch.
    var blocked: Set<StreamID> = []

    mutating func fail(_ command: RecordedEvent, _ rejection: Rejection) {
        outcomes.append((command, DomainEvents.failure(of: command.event, rejection)))
    }
}
