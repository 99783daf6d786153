// The event bus as a mortal process reaches it. What is published may arrive twice; a poll may go back over what was
// delivered and not committed.

internal import EventSourcing

struct MortalBus: EventBus {
    let base: any EventBus
    let life: Life

    func publish(_ events: [RecordedEvent]) async throws(EventBusError) -> BusPosition {
        try await life.through("bus.publish", EventBusError.unavailable) {
            () async throws(EventBusError) in
            if life.comesTwice() { _ = try await base.publish(events) }
            return try await base.publish(events)
        }
    }

    func join(_ group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> any BusMember
    {
        try await life.through("bus.join", EventBusError.unavailable) {
            () async throws(EventBusError) in
            MortalMember(base: try await base.join(group, topics: topics), life: life)
        }
    }

    func positions(of group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> [PartitionProgress]
    {
        try await life.through("bus.positions", EventBusError.unavailable) {
            () async throws(EventBusError) in
            try await base.positions(of: group, topics: topics)
        }
    }

    func losses(below position: BusPosition) async throws(EventBusError) -> BusPosition {
        try await life.through("bus.losses", EventBusError.unavailable) {
            () async throws(EventBusError) in try await base.losses(below: position)
        }
    }

    func ends(of places: [TopicPartition]) async throws(EventBusError) -> BusPosition {
        try await life.through("bus.ends", EventBusError.unavailable) {
            () async throws(EventBusError) in try await base.ends(of: places)
        }
    }
}

struct MortalMember: BusMember {
    let base: any BusMember
    let life: Life

    func poll(limit: Int, timeoutSeconds: Double) async throws(EventBusError) -> BusPoll {
        try await life.through("bus.poll", EventBusError.unavailable) {
            () async throws(EventBusError) in
            let poll = try await base.poll(limit: limit, timeoutSeconds: timeoutSeconds)
            life.note("polled \(poll.records.count) up to \(poll.position.text)")
            return poll
        }
    }

    func commit(_ position: BusPosition) async throws(EventBusError) {
        try await life.through("bus.commit \(position.text)", EventBusError.unavailable) {
            () async throws(EventBusError) in try await base.commit(position)
        }
    }

    func seek(_ position: BusPosition) async throws(EventBusError) {
        try await life.through("bus.seek \(position.text)", EventBusError.unavailable) {
            () async throws(EventBusError) in try await base.seek(position)
        }
    }

    func hold(_ partition: TopicPartition, _ held: Bool) async throws(EventBusError) {
        try await life.through("bus.hold", EventBusError.unavailable) {
            () async throws(EventBusError) in try await base.hold(partition, held)
        }
    }

    /// A dead process does not say goodbye: its partitions stay with it until its session runs out.
    func leave() async {
        if !life.isOver { await base.leave() }
    }
}

struct MortalRelayCheckpoints: RelayCheckpoints {
    let base: any RelayCheckpoints
    let life: Life

    func last() async throws(EventBusError) -> RelayCheckpoint? {
        try await life.through("relay.last", EventBusError.unavailable) {
            () async throws(EventBusError) in try await base.last()
        }
    }

    func first(atOrAfter position: StorePosition) async throws(EventBusError)
        -> RelayCheckpoint?
    {
        try await life.through("relay.first", EventBusError.unavailable) {
            () async throws(EventBusError) in try await base.first(atOrAfter: position)
        }
    }

    func save(_ checkpoint: RelayCheckpoint) async throws(EventBusError) {
        try await life.through("relay.save", EventBusError.unavailable) {
            () async throws(EventBusError) in try await base.save(checkpoint)
        }
    }

    func rewind(to ends: BusPosition) async throws(EventBusError) {
        try await life.through("relay.rewind \(ends.text)", EventBusError.unavailable) {
            () async throws(EventBusError) in try await base.rewind(to: ends)
        }
    }

    func rewinds(for group: ConsumerGroup, in topics: [Topic])
        async throws(EventBusError) -> [BusRewind]
    {
        try await life.through("relay.rewinds", EventBusError.unavailable) {
            () async throws(EventBusError) in try await base.rewinds(for: group, in: topics)
        }
    }

    func followed(_ rewinds: [BusRewind], by group: ConsumerGroup)
        async throws(EventBusError)
    {
        try await life.through("relay.followed", EventBusError.unavailable) {
            () async throws(EventBusError) in try await base.followed(rewinds, by: group)
        }
    }
}

extension BusPosition {
    fileprivate var text: String {
        offsets.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: " ")
    }
}
