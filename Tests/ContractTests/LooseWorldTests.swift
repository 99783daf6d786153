// What the second set of adapters does beyond the contract: it is as loose as it says.

import EventSourcing
import Ontology
import TestSupport
import Testing

@Suite("The loose adapters")
struct LooseWorldTests {
    private let clock = FixedClock()
    private let build = EventBuilder()

    private func world(_ change: (inout LooseWorld.Options) -> Void = { _ in }) -> LooseWorld {
        var options = LooseWorld.Options()
        change(&options)
        return LooseWorld(clock: clock, options)
    }

    private func put(_ ports: Ports, _ keys: [String], publish: Bool = true) async throws
        -> [RecordedEvent]
    {
        let batch = keys.map { Submission([build.command(build.stream($0))], expecting: .any) }
        let answers = try await ports.store.append(batch, with: nil)
        let recorded = answers.flatMap { answer -> [RecordedEvent] in
            if case .appended(let events, _) = answer { events } else { [] }
        }
        if publish { _ = try await ports.bus.publish(recorded) }
        return recorded
    }

    @Test func theBusKnowsNothingOfTheStore() async throws {
        let ports = world().open()
        _ = try await put(ports, ["a", "b"], publish: false)
        let member = try await ports.bus.join(ConsumerGroup("g"), topics: [.instanceCommands])
        #expect(try await member.poll(limit: 10, timeoutSeconds: 0).records.isEmpty)
    }

    @Test func positionsHaveSegmentsAndSequencesHaveGaps() async throws {
        let ports = world().open()
        var all: [RecordedEvent] = []
        for _ in 0..<40 { all += try await put(ports, ["a", "b", "c"], publish: false) }
        #expect(all.contains { $0.position.ordinal > 0 })
        #expect(all.contains { $0.position.segment > 1 })
        let own = all.filter { $0.event.stream == build.stream("a") }
        #expect((own.last?.sequence.value ?? 0) > own.count)
    }

    @Test func someRecordsComeTwiceAndTheSameOnesInEveryRun() async throws {
        func run(_ oneIn: UInt64) async throws -> [EventID] {
            let ports = world { $0.redeliversOneIn = oneIn }.open()
            let build = EventBuilder(seed: 5)
            let events = (0..<60).map { build.command(build.stream("k\($0)")) }
            let answers = try await ports.store.append(
                events.map { Submission([$0], expecting: .any) }, with: nil)
            for case .appended(let recorded, _) in answers {
                _ = try await ports.bus.publish(recorded)
            }
            let member = try await ports.bus.join(
                ConsumerGroup("g"), topics: [.instanceCommands])
            var ids: [EventID] = []
            for _ in 0..<60 {
                let poll = try await member.poll(limit: 5, timeoutSeconds: 0)
                try await member.commit(poll.position)
                for case .event(let event) in poll.records.map(\.content) {
                    ids.append(event.event.id)
                }
            }
            return ids
        }
        let often = try await run(4)
        #expect(Set(often).count == 60)
        #expect(often.count > 60)
        #expect(try await run(4) == often)
        #expect(try await run(0).count == 60)
    }

    @Test func aKilledAdapterCannotGoOn() async throws {
        let world = world()
        let old = world.open()
        let member = try await old.bus.join(ConsumerGroup("g"), topics: [.instanceCommands])
        let new = world.open()
        await #expect(throws: EventStoreError.closed) { try await put(old, ["a"]) }
        await #expect(throws: EventBusError.closed) {
            try await member.poll(limit: 1, timeoutSeconds: 0)
        }
        await #expect(throws: ReadModelError.self) { try await old.graph.reset() }
        #expect(try await new.store.head() == .start)
    }

    @Test func aStoreCanBeOutOfOrderByItself() async throws {
        let world = world()
        let ports = world.open()
        world.outages.begin(.graph)
        await #expect(throws: ReadModelError.self) { try await ports.graph.apply([], upTo: nil) }
        try await ports.documents.apply([], upTo: nil)
        world.outages.end(.graph)
        try await ports.graph.apply([], upTo: nil)
    }

    @Test func aSilentMemberLosesItsPartitionsToTheOther() async throws {
        let ports = world { $0.redeliversOneIn = 0 }.open()
        let group = ConsumerGroup("g")
        let one = try await ports.bus.join(group, topics: [.instanceCommands])
        let two = try await ports.bus.join(group, topics: [.instanceCommands])
        let sent = try await put(ports, (0..<30).map { "k\($0)" })
        let lost = try await one.poll(limit: 100, timeoutSeconds: 0)
        #expect(!lost.records.isEmpty)
        var got = try await two.poll(limit: 100, timeoutSeconds: 0).records.count
        clock.advance(seconds: 60)
        got += try await two.poll(limit: 100, timeoutSeconds: 0).records.count
        #expect(got == sent.count)
        await #expect(throws: EventBusError.self) { try await one.commit(lost.position) }
        #expect(try await !one.poll(limit: 1, timeoutSeconds: 0).assigned.isEmpty)
    }

    @Test func bytesThatAreNoEventComeAsSuch() async throws {
        let world = world()
        let ports = world.open()
        world.publishUnreadable([1, 2, 3], on: TopicPartition(.instanceCommands, 2))
        let member = try await ports.bus.join(ConsumerGroup("g"), topics: [.instanceCommands])
        let records = try await member.poll(limit: 9, timeoutSeconds: 0).records
        guard case .unreadable(let bytes, _)? = records.first?.content else {
            Issue.record("the bytes did not come")
            return
        }
        #expect(bytes == [1, 2, 3])
    }
}
