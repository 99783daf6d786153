// The bus on a Kafka broker, with topics and groups under a prefix of its own.

package import EventSourcing
internal import Ontology
package import ServerAdapters
internal import Synchronization

package final class KafkaPart: ServerPart {
    package let settings: KafkaSettings
    private let partitions: Int
    private let bus = Mutex<KafkaBus?>(nil)

    package init(_ bootstrap: String, partitions: Int, sessionSeconds: Double = 10) {
        settings = KafkaSettings(
            bootstrap: bootstrap, prefix: TestServers.uniqueName("t") + ".",
            sessionSeconds: sessionSeconds)
        self.partitions = partitions
    }

    package static let topics: [Topic] = [
        .databaseCommands, .ontologyCommands, .instanceCommands, .ontologyEvents, .instanceEvents,
        KafkaDeadLetters.topic,
    ]

    package func open(_ ports: inout Ports, clock: FixedClock) async throws {
        let new = KafkaBus(settings)
        try await new.prepare(Self.topics, partitions: partitions)
        bus.withLock { $0 = new }
        ports.bus = PatientBus(bus: new)
    }

    /// Its members leave at once: a silent end would keep their partitions until the session runs out.
    package func kill() async {
        let old = bus.withLock { bus in
            defer { bus = nil }
            return bus
        }
        await old?.close()
    }

    package func end() async {}
}

/// Lets a poll without patience wait as long as a broker may need: for the checks it means "what is there now".
package struct PatientBus: WrappedBus {
    private static let seconds = 0.7

    package let base: any EventBus

    package init(bus: any EventBus) { base = bus }

    package func join(_ group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> any BusMember
    {
        Member(member: try await base.join(group, topics: topics))
    }

    private final class Member: BusMember {
        private let member: any BusMember
        private let isNew = Mutex(true)

        init(member: any BusMember) { self.member = member }

        /// The first poll of a member also waits until its group has sorted itself.
        func poll(limit: Int, timeoutSeconds: Double) async throws(EventBusError) -> BusPoll {
            let isFirst = isNew.withLock { isNew in
                defer { isNew = false }
                return isNew
            }
            let seconds = max(timeoutSeconds, PatientBus.seconds)
            var end = ContinuousClock.now + .seconds(isFirst ? max(seconds, 12) : seconds)
            var all = BusPoll()
            while all.records.isEmpty, ContinuousClock.now < end, !Task.isCancelled {
                let left = (end - ContinuousClock.now) / .seconds(1)
                let poll = try await member.poll(limit: limit, timeoutSeconds: max(0, left))
                // News of the group alone are not what a check waits for.
                all.records = poll.records
                all.position = all.position.merged(with: poll.position)
                let known = all.assigned
                all.revoked += poll.revoked.filter { !known.contains($0) }
                all.assigned.removeAll { poll.revoked.contains($0) }
                all.assigned += poll.assigned
                all.revoked.removeAll { poll.assigned.contains($0) }
                if !poll.assigned.isEmpty { end = ContinuousClock.now + .seconds(seconds) }
            }
            return all
        }

        func commit(_ position: BusPosition) async throws(EventBusError) {
            try await member.commit(position)
        }

        func seek(_ position: BusPosition) async throws(EventBusError) {
            try await member.seek(position)
        }

        func hold(_ partition: TopicPartition, _ held: Bool) async throws(EventBusError) {
            try await member.hold(partition, held)
        }

        func leave() async { await member.leave() }
    }
}
