// Cooperative rebalance: members come and go while events flow. On Tansu, since with noida-db such groups never settle.

import EventSourcing
import Ontology
import ServerAdapters
import TestSupport
import Testing

@Suite("A cooperative group on Kafka", .serialized, .enabled(if: TestService.isAvailable))
struct KafkaCooperativeTests {
    private let build = EventBuilder()

    private func event(_ number: Int) -> RecordedEvent {
        RecordedEvent(
            event: build.command(build.stream("k\(number % 40)")),
            sequence: SequenceNumber(number / 40 + 1),
            position: StorePosition(segment: Int64(number) + 1))
    }

    /// What a member has done, in its order, and how its partitions came and went.
    private struct Work: Sendable {
        var effects: [RecordedEvent] = []
        var assigned: Set<TopicPartition> = []
        var lost: Set<TopicPartition> = []
    }

    /// As a worker: claims in the guard, effect, done, commit.
    private func work(
        _ member: any BusMember, _ guards: any EffectGuard, as owner: String,
        until isOver: (Work) -> Bool
    ) async throws -> Work {
        var work = Work()
        for _ in 0..<600 where !isOver(work) {
            let poll = try await member.poll(limit: 20, timeoutSeconds: 0.2)
            work.assigned.formUnion(poll.assigned)
            work.assigned.subtract(poll.revoked)
            work.lost.formUnion(poll.revoked)
            let events = poll.records.compactMap {
                if case .event(let event) = $0.content { event } else { nil }
            }
            let claims = events.map {
                Claim(
                    handler: "h", event: $0.event.id, stream: $0.event.stream,
                    sequence: $0.sequence)
            }
            let verdicts = try await guards.begin(claims, owner: owner)
            var done: [Claim] = []
            for (index, verdict) in verdicts.enumerated() {
                guard case .proceed = verdict else { continue }
                work.effects.append(events[index])
                done.append(claims[index])
            }
            try await guards.done(done, owner: owner)
            // Of a partition that is gone by now: its new owner finds the effects done.
            if !poll.position.offsets.isEmpty { try? await member.commit(poll.position) }
        }
        return work
    }

    @Test func membersComeAndGoWithoutLossAndWithoutASecondEffect() async throws {
        let service = try TestService("tansu")
        defer { service.end() }
        let settings = KafkaSettings(
            bootstrap: service.facts["BOOTSTRAP"] ?? "", assignment: "cooperative-sticky",
            sessionSeconds: 6, requestSeconds: 5)
        let (first, second) = (KafkaBus(settings), KafkaBus(settings))
        try await first.prepare([.instanceCommands], partitions: 4)
        let world = LooseAdapterWorld(LooseWorld.Options())
        let guards = try await world.open().effects
        let group = ConsumerGroup("g")
        let all = (0..<400).map(event)

        let one = try await first.join(group, topics: [.instanceCommands])
        _ = try await first.publish(Array(all[..<100]))
        var before = try await work(one, guards, as: "one") { $0.effects.count >= 100 }
        #expect(before.assigned.count == 4)

        // The second comes while the first is at work.
        let two = try await second.join(group, topics: [.instanceCommands])
        async let other = work(two, guards, as: "two") { $0.assigned.count == 2 }
        _ = try await first.publish(Array(all[100..<250]))
        let during = try await work(one, guards, as: "one") { $0.lost.count == 2 }
        let joined = try await other
        #expect(during.lost.count == 2, "it kept what did not move")
        #expect(joined.assigned == during.lost)

        // The second goes while both are at work.
        _ = try await first.publish(Array(all[250...]))
        let late = try await work(two, guards, as: "two") { !$0.effects.isEmpty }
        await two.leave()
        before.effects += during.effects + joined.effects + late.effects
        let done = before.effects.count
        let after = try await work(one, guards, as: "one") { $0.effects.count >= 400 - done }

        let effects = before.effects + after.effects
        #expect(effects.count == 400)
        #expect(Set(effects.map(\.event.id)) == Set(all.map(\.event.id)))
        var last: [StreamID: SequenceNumber] = [:]
        for event in after.effects {
            let earlier = last.updateValue(event.sequence, forKey: event.event.stream)
            #expect(earlier ?? .none < event.sequence)
        }
        await first.close()
        await second.close()
        await world.end()
    }
}
