// A bus around another one, for doubles that change a part of it: what they say nothing about the base does.

package import EventSourcing

package protocol WrappedBus: EventBus {
    var base: any EventBus { get }
}

extension WrappedBus {
    package func publish(_ events: [RecordedEvent]) async throws(EventBusError) -> BusPosition {
        try await base.publish(events)
    }

    package func join(_ group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> any BusMember
    { try await base.join(group, topics: topics) }

    package func positions(of group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> [PartitionProgress]
    { try await base.positions(of: group, topics: topics) }

    package func standing(of group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> [PartitionProgress]
    { try await base.standing(of: group, topics: topics) }

    package func losses(below position: BusPosition) async throws(EventBusError) -> BusPosition {
        try await base.losses(below: position)
    }

    package func ends(of places: [TopicPartition]) async throws(EventBusError) -> BusPosition {
        try await base.ends(of: places)
    }

    package var pollSeconds: Double { base.pollSeconds }

    package func stir() { base.stir() }
}
