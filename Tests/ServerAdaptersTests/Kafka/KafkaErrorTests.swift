// What a broker may answer while nothing is lost: errors told to librdkafka's own cluster in memory.

import EventSourcing
import Ontology
import ServerAdapters
import TestSupport
import Testing

@Suite("Kafka answers with errors", .serialized, .enabled(if: TestService.isAvailable))
struct KafkaErrorTests {
    private static let topic = "t.instance_commands"
    private static let group = ConsumerGroup("g")
    private let build = EventBuilder()

    private func events(_ numbers: Range<Int>) -> [RecordedEvent] {
        numbers.map { number in
            RecordedEvent(
                event: build.command(build.stream("k\(number % 5)")),
                sequence: SequenceNumber(number + 1),
                position: StorePosition(segment: Int64(number) + 1))
        }
    }

    private func bus(_ mock: KafkaMock) -> KafkaBus {
        KafkaBus(
            KafkaSettings(
                bootstrap: mock.bootstrap, prefix: "t.", sessionSeconds: 6, deliverySeconds: 10,
                requestSeconds: 5))
    }

    private func onBus(
        brokers: Int = 1, partitions: Int = 1, _ body: (KafkaMock, KafkaBus) async throws -> Void
    ) async throws {
        let mock = try KafkaMock(brokers: brokers)
        mock.topic(Self.topic, partitions: partitions, replicas: brokers)
        let bus = bus(mock)
        do { try await body(mock, bus) } catch {
            await bus.close()
            mock.end()
            throw error
        }
        await bus.close()
        mock.end()
    }

    /// What comes, in its order, with commits, until all of them are there; then once more whether anything follows.
    private func drain(_ member: any BusMember, until wanted: [RecordedEvent]) async throws
        -> [RecordedEvent]
    {
        var got: [RecordedEvent] = []
        let ids = Set(wanted.map(\.event.id))
        for _ in 0..<1000 where !ids.isSubset(of: got.map(\.event.id)) {
            got += try await take(member)
        }
        return got + (try await take(member))
    }

    private func numbers(_ events: [RecordedEvent]) -> [Int] { events.map(\.sequence.value) }

    /// What is missing, what came twice, and where the order breaks.
    private static func odd(_ numbers: [Int], _ last: Int) -> String {
        let counts = Dictionary(numbers.map { ($0, 1) }, uniquingKeysWith: +)
        let breaks = zip(numbers, numbers.dropFirst()).filter { $0.0 > $0.1 }
        return "missing \((1...last).filter { counts[$0] == nil }), "
            + "twice \(counts.filter { $0.value > 1 }.keys.sorted()), breaks \(breaks)"
    }

    private func take(_ member: any BusMember) async throws -> [RecordedEvent] {
        let poll = try await member.poll(limit: 50, timeoutSeconds: 0.3)
        if !poll.position.offsets.isEmpty { try? await member.commit(poll.position) }
        return poll.records.compactMap {
            if case .event(let event) = $0.content { event } else { nil }
        }
    }

    /// The cluster in memory does not look at the producer's sequences, which on a broker keep the order and each message
    /// from standing there twice: here a retry may.
    @Test func aBatchIsRetriedUntilItIsThere() async throws {
        try await onBus(brokers: 2) { mock, bus in
            mock.fail(
                .produce, [.notLeader, .timedOut, .notEnoughReplicas, .notLeader, .coordinatorAway])
            let sent = events(0..<200)
            _ = try await bus.publish(sent)
            mock.fail(.produce, [.timedOut, .notLeader])
            let more = events(200..<220)
            _ = try await bus.publish(more)
            let member = try await bus.join(Self.group, topics: [.instanceCommands])
            let got = numbers(try await drain(member, until: sent + more))
            #expect(Set(got) == Set(1...220), "\(Self.odd(got, 220))")
        }
    }

    /// Of a broker whose limit is lower than ours.
    @Test func anEventThatTheBrokerFindsTooLargeFailsAloneAndTheNextGoes() async throws {
        try await onBus { mock, bus in
            let sent = events(0..<3)
            _ = try await bus.publish([sent[0]])
            // In company, and then alone.
            mock.fail(.produce, [.tooLarge, .tooLarge])
            await #expect {
                try await bus.publish([sent[1]])
            } throws: { error in
                "\(error)".contains("too large")
            }
            _ = try await bus.publish([sent[2]])
            let member = try await bus.join(Self.group, topics: [.instanceCommands])
            let there = [sent[0], sent[2]]
            #expect(numbers(try await drain(member, until: there)) == [1, 3])
        }
    }

    @Test func aLeaderThatMovesOrDiesInTheMiddleLosesNothing() async throws {
        try await onBus(brokers: 3, partitions: 2) { mock, bus in
            let member = try await bus.join(Self.group, topics: [.instanceCommands])
            var sent: [RecordedEvent] = []
            for round in 0..<6 {
                let batch = events(round * 20..<(round + 1) * 20)
                async let published = bus.publish(batch)
                for partition in 0..<2 {
                    mock.move(Self.topic, partition: partition, to: round % 2 + 2)
                }
                if round == 2 { mock.set(1, isUp: false) }
                if round == 4 { mock.set(1, isUp: true) }
                _ = try await published
                sent += batch
            }
            let got = try await drain(member, until: sent)
            // That none stands there twice is the broker's to see, which this cluster does not.
            #expect(Set(got.map(\.event.id)) == Set(sent.map(\.event.id)))
        }
    }

    @Test func aFetchThatFailsIsMadeAgain() async throws {
        try await onBus(brokers: 2) { mock, bus in
            let sent = events(0..<100)
            _ = try await bus.publish(sent)
            let member = try await bus.join(Self.group, topics: [.instanceCommands])
            var got = try await take(member)
            mock.fail(.fetch, [.notLeader, .storage, .unknownTopic, .timedOut, .notLeader])
            let more = events(100..<150)
            _ = try await bus.publish(more)
            got += try await drain(member, until: Array((sent + more).dropFirst(got.count)))
            // A member that goes back may deliver again, but never passes over one.
            var seen: Set<Int> = []
            let first = numbers(got).filter { seen.insert($0).inserted }
            #expect(first == Array(1...150), "\(Self.odd(numbers(got), 150))")
        }
    }

    @Test func aGroupWhoseCoordinatorMovesGoesOnWhereItHadCommitted() async throws {
        try await onBus(brokers: 3, partitions: 2) { mock, bus in
            mock.coordinate("t.g", by: 1)
            let sent = events(0..<60)
            _ = try await bus.publish(sent)
            let member = try await bus.join(Self.group, topics: [.instanceCommands])
            #expect(try await drain(member, until: sent).count == sent.count)
            mock.fail(.commit, [.notCoordinator, .loading, .coordinatorAway])
            mock.fail(.heartbeat, [.notCoordinator, .notCoordinator])
            mock.coordinate("t.g", by: 2)
            let more = events(60..<120)
            _ = try await bus.publish(more)
            let got = try await drain(member, until: more)
            #expect(Set(got.map(\.event.id)).isSuperset(of: more.map(\.event.id)))
            await member.leave()
            let next = try await bus.join(Self.group, topics: [.instanceCommands])
            let last = events(120..<130)
            _ = try await bus.publish(last)
            let rest = try await drain(next, until: last)
            // What could not be committed may come again; nothing is missing, and the first ones were committed.
            #expect(Set(rest.map(\.event.id)).isSuperset(of: last.map(\.event.id)))
            #expect(Set(rest.map(\.event.id)).isDisjoint(with: sent.map(\.event.id)))
        }
    }

    /// Here, since the broker of the other tests never ends the session of a member that died without a word.
    @Test func thePartitionsOfASilentMemberGoToTheOther() async throws {
        try await onBus(partitions: 2) { mock, first in
            let dying = try await first.join(Self.group, topics: [.instanceCommands])
            let sent = events(0..<20)
            _ = try await first.publish(sent)
            var taken = 0
            while taken == 0 {
                taken = try await dying.poll(limit: 5, timeoutSeconds: 5).records.count
            }
            await first.close(abandoning: true)
            let second = bus(mock)
            let living = try await second.join(Self.group, topics: [.instanceCommands])
            let last = events(20..<21)
            _ = try await second.publish(last)
            let got = try await drain(living, until: sent + last)
            #expect(Set(got.map(\.event.id)).isSuperset(of: (sent + last).map(\.event.id)))
            await second.close()
        }
    }

    /// All at once, each on a cluster of its own: a group takes seconds to sort itself.
    @Test func joiningGoesOnAfterAnErrorOfTheGroup() async throws {
        let faults: [(KafkaMock.Request, KafkaMock.Failure)] = [
            (.findCoordinator, .coordinatorAway), (.join, .loading), (.join, .rebalancing),
            (.sync, .rebalancing), (.committed, .loading), (.committed, .notCoordinator),
        ]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (request, failure) in faults {
                group.addTask { try await joining(after: request, failure) }
            }
            try await group.waitForAll()
        }
    }

    private func joining(after request: KafkaMock.Request, _ failure: KafkaMock.Failure)
        async throws
    {
        try await onBus(brokers: 2) { mock, bus in
            mock.fail(request, [failure])
            let sent = events(0..<20)
            _ = try await bus.publish(sent)
            let member = try await bus.join(Self.group, topics: [.instanceCommands])
            let got = numbers(try await drain(member, until: sent))
            #expect(got == Array(1...20), "\(request) \(failure): \(got)")
        }
    }
}
