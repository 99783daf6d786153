// What the checks of the bus share: putting events on it, and reading until nothing more comes.

internal import EventSourcing
internal import JSONText
internal import Ontology

/// A store and a bus with events on them.
struct BusBench {
    static let group = ConsumerGroup("workers")

    let ports: Ports
    let build: EventBuilder

    init(_ ports: Ports, seed: UInt64 = 1) {
        self.ports = ports
        build = EventBuilder(seed: seed)
    }

    var topic: Topic { .instanceCommands }

    /// Appends and publishes one command a key; the events as stored.
    @discardableResult
    func put(_ keys: [String]) async throws -> [RecordedEvent] {
        var recorded: [RecordedEvent] = []
        for key in keys {
            recorded += try await appended(ports.store, [build.command(build.stream(key))])
        }
        _ = try await ports.bus.publish(recorded)
        return recorded
    }

    func join(_ group: ConsumerGroup = BusBench.group) async throws -> any BusMember {
        try await ports.bus.join(group, topics: [topic])
    }

    func progress(_ group: ConsumerGroup = BusBench.group) async throws -> [PartitionProgress] {
        try await ports.bus.positions(of: group, topics: [topic])
    }

    /// Whether the bus says the same of the group without the age of what waits.
    func agrees(_ progress: [PartitionProgress]) async throws -> Bool {
        let standing = try await ports.bus.standing(of: BusBench.group, topics: [topic])
        return standing.map(Self.ageless) == progress.map(Self.ageless)
    }

    private static func ageless(_ progress: PartitionProgress) -> PartitionProgress {
        var progress = progress
        progress.oldestWaiting = nil
        return progress
    }
}

/// What a member got until nothing more came.
struct Drained {
    var records: [BusRecord] = []
    var position = BusPosition()
    var assigned: Set<TopicPartition> = []
    var revoked: Set<TopicPartition> = []

    var events: [RecordedEvent] {
        records.compactMap { if case .event(let event) = $0.content { event } else { nil } }
    }

    /// Each event once, where it came first.
    var firsts: [RecordedEvent] {
        var seen: Set<EventID> = []
        return events.filter { seen.insert($0.event.id).inserted }
    }

    var ids: Set<EventID> { Set(events.map(\.event.id)) }

    mutating func add(_ poll: BusPoll) {
        records += poll.records
        position = position.merged(with: poll.position)
        assigned = assigned.union(poll.assigned).subtracting(poll.revoked)
        revoked.formUnion(poll.revoked)
    }
}

/// Polls until five polls in a row brought nothing.
func drain(
    _ member: any BusMember, limit: Int = 7, committing: Bool = false
) async throws -> Drained {
    var drained = Drained()
    var empty = 0
    for _ in 0..<10_000 {
        let poll = try await member.poll(limit: limit, timeoutSeconds: 0)
        guard poll.records.count <= limit else { throw CheckAborted("a poll above its limit") }
        drained.add(poll)
        if committing { try await member.commit(poll.position) }
        empty = poll.records.isEmpty ? empty + 1 : 0
        if empty == 5 { return drained }
    }
    throw CheckAborted("the bus never runs dry")
}

/// Whether the events of each stream come in the order of their sequences.
func isInStreamOrder(_ events: [RecordedEvent]) -> Bool {
    var last: [StreamID: SequenceNumber] = [:]
    for event in events {
        if let before = last[event.event.stream], before >= event.sequence { return false }
        last[event.event.stream] = event.sequence
    }
    return true
}
