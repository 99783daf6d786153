// The event bus as a cursor on the log: what is stored is published. Offsets are log positions, the same in every
// partition. Groups have their members in this process; their commits stand in `events.db`.

package import EventSourcing
import Synchronization

package final class EmbeddedBus: EventBus, Sendable {
    private struct Groups {
        var memberships: [ConsumerGroup: GroupMembership] = [:]
        var members: [Int: EmbeddedBusMember] = [:]
        var nextMember = 0
    }

    let log: EventLog
    private let clock: any Clock
    /// Groups of read models that keep their checkpoint with their effect. They gather records for a moment when few
    /// are there, because large transactions spare work; and their commits cost no flush of their own.
    private let gathering: Set<ConsumerGroup>
    private let groups = Mutex(Groups())
    private let backlog = Backlog()

    package init(log: EventLog, clock: any Clock, gathering: Set<ConsumerGroup> = []) {
        self.log = log
        self.clock = clock
        self.gathering = gathering
    }

    package func publish(
        _ events: [RecordedEvent]
    ) async throws(EventBusError) -> BusPosition {
        guard !events.isEmpty else { return BusPosition() }
        do {
            let missing = try await log.missing(events)
            if !missing.isEmpty { try await log.inject(missing) }
        } catch {
            throw EventBusError(error)
        }
        let end = log.head.ends.last + 1
        var position = BusPosition()
        for event in events {
            let partition = log.partition(of: event.event.stream)
            position.offsets[TopicPartition(event.event.topic, partition)] = end
        }
        return position
    }

    /// Everything that a member's caller looks at stirs it.
    package var pollSeconds: Double { 30 }

    package func stir() { log.head.stir() }

    package func join(
        _ group: ConsumerGroup, topics: [Topic]
    ) async throws(EventBusError) -> any BusMember {
        guard !log.head.isClosed else { throw .closed }
        precondition(!topics.isEmpty, "a member reads at least one topic")
        let member = groups.withLock { groups in
            let id = groups.nextMember
            groups.nextMember += 1
            let member = EmbeddedBusMember(
                id: id, group: group, bus: self, clock: clock,
                gathers: gathering.contains(group))
            groups.members[id] = member
            groups.memberships[group, default: GroupMembership()].join(id, topics: Set(topics))
            Self.rebalance(group, &groups, log.partitions)
            return member
        }
        log.head.stir()
        return member
    }

    package func positions(
        of group: ConsumerGroup, topics: [Topic]
    ) async throws(EventBusError) -> [PartitionProgress] {
        do {
            return try await backlog.progress(of: group, topics: topics, in: log)
        } catch {
            throw EventBusError(error)
        }
    }

    func leave(_ member: EmbeddedBusMember) {
        groups.withLock { groups in
            guard groups.members.removeValue(forKey: member.id) != nil else { return }
            member.assign([])
            groups.memberships[member.group]?.leave(member.id)
            Self.rebalance(member.group, &groups, log.partitions)
        }
        log.head.stir()
    }

    private static func rebalance(
        _ group: ConsumerGroup, _ groups: inout Groups, _ partitions: Int
    ) {
        let assignment = groups.memberships[group]?.assignment(partitions: partitions) ?? [:]
        for (id, places) in assignment { groups.members[id]?.assign(places) }
    }
}
