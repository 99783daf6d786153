// Groups on the log: order, partitions, takeover, foreign topics, injected envelopes.

import EventSourcing
import Testing

@testable import EmbeddedAdapters

@Suite struct EmbeddedBusTests {
    private let group = ConsumerGroup("workers")

    private func bus(_ log: EventLog) -> EmbeddedBus {
        EmbeddedBus(log: log, clock: SystemClock())
    }

    /// Polls until so many records have come, committing as it goes.
    private func take(_ count: Int, _ member: any BusMember) async throws -> [BusRecord] {
        var records: [BusRecord] = []
        for _ in 0..<100 where records.count < count {
            let poll = try await member.poll(limit: 10, timeoutSeconds: 5)
            records += poll.records
            try await member.commit(poll.position)
        }
        return records
    }

    @Test func aMemberGetsItsTopicsInOrderAndPassesOverTheRest() async throws {
        try await withLog { log in
            let bus = bus(log)
            for number in 0..<30 {
                let asked = command("\(number)")
                try await log.add(asked)
                try await log.add(fact(asked))
            }
            let member = try await bus.join(group, topics: [facts])
            let records = try await take(30, member)
            #expect(records.map(\.offset) == (1...30).map { Int64($0 * 2) })
            try await log.add(command("x"))
            var poll = try await member.poll(limit: 10, timeoutSeconds: 5)
            #expect(poll.records.isEmpty)
            #expect(poll.position.offsets == [TopicPartition(facts, 0): 62])
            try await member.commit(poll.position)
            let progress = try await bus.positions(of: group, topics: [facts])
            #expect(progress.map(\.lag) == [0])
            #expect(progress.map(\.committed) == [62])
            poll = try await member.poll(limit: 10, timeoutSeconds: 0)
            #expect(poll.records.isEmpty)
        }
    }

    @Test func lagCountsTheTopicsRecordsAndNamesTheOldest() async throws {
        try await withLog { log in
            let bus = bus(log)
            _ = try await log.append(
                (0..<2500).map { Submission([command("\($0)")], expecting: .any) }, with: nil)
            let asked = command("z")
            try await log.add(asked)
            try await log.add(fact(asked))
            let progress = try await bus.positions(of: group, topics: [commands, facts])
            #expect(progress.map(\.lag) == [2501, 1])
            #expect(progress.map(\.end) == [2503, 2503])
            #expect(progress[1].oldestWaiting == Timestamp(microseconds: 2_000_000))
        }
    }

    @Test(arguments: [1, 4])
    func anotherMemberTakesOverWhereTheCommitsEnd(partitions: Int) async throws {
        try await withLog(partitions: partitions) { log in
            let bus = bus(log)
            let first = try await bus.join(group, topics: [commands])
            let second = try await bus.join(group, topics: [commands])
            let opening = try await first.poll(limit: 10, timeoutSeconds: 1)
            let other = try await second.poll(limit: 10, timeoutSeconds: 0)
            #expect(opening.assigned.count + other.assigned.count == partitions)
            for number in 0..<40 { try await log.add(command("\(number)")) }
            var seen = Set<String>()
            var perMember: [[Int64]] = [[], []]
            for (index, member) in [first, second].enumerated() {
                let poll = try await member.poll(limit: 100, timeoutSeconds: 0.2)
                perMember[index] = poll.records.map(\.offset)
                if index == 0 { try await member.commit(poll.position) }
                if index == 0 { seen.formUnion(poll.records.map { "\($0.offset)" }) }
            }
            #expect(perMember[0] == perMember[0].sorted())
            #expect(perMember[0].count + perMember[1].count == 40)
            // The second leaves without having committed: the first gets those records.
            await second.leave()
            for _ in 0..<20 where seen.count < 40 {
                let poll = try await first.poll(limit: 100, timeoutSeconds: 0.2)
                for record in poll.records {
                    #expect(seen.insert("\(record.offset)").inserted)
                }
            }
            #expect(seen.count == 40)
            await #expect(throws: EventBusError.closed) {
                try await second.poll(limit: 1, timeoutSeconds: 0)
            }
        }
    }

    @Test func aLostPartitionIsToldAndItsCommitRefused() async throws {
        try await withLog(partitions: 2) { log in
            let bus = bus(log)
            let first = try await bus.join(group, topics: [commands])
            _ = try await first.poll(limit: 1, timeoutSeconds: 0)
            let second = try await bus.join(group, topics: [commands])
            let poll = try await first.poll(limit: 1, timeoutSeconds: 0)
            let lost = TopicPartition(commands, 1)
            #expect(poll.revoked == [lost])
            await #expect(throws: EventBusError.notAssigned(lost)) {
                try await first.commit(BusPosition([lost: 5]))
            }
            #expect(try await second.poll(limit: 1, timeoutSeconds: 0).assigned == [lost])
        }
    }

    @Test func injectedEnvelopesAreDeliveredLikeTheRestAndOnceCommittedNeverAgain() async throws {
        try await withFolder { folder in
            let log = try EventLog(path: folder + "/events.db")
            let bus = bus(log)
            let stored = try await log.add(command("a")).events
            let foreign = RecordedEvent(
                event: command("b"), sequence: SequenceNumber(3),
                position: StorePosition(segment: 77))
            let end = try await bus.publish(stored + [foreign])
            #expect(end.offsets == [TopicPartition(commands, 0): 3])
            let next = try await log.add(command("c")).events
            #expect(next[0].position.segment == 3)
            let member = try await bus.join(group, topics: [commands])
            let records = try await take(3, member)
            #expect(records.map(\.offset) == [1, 2, 3])
            guard case .event(let delivered) = records[1].content else {
                Issue.record("the envelope came as bytes")
                return
            }
            #expect(delivered == foreign)
            #expect(try await log.read(after: .start, limit: 10).count == 2)
            await log.close()
            let reopened = try EventLog(path: folder + "/events.db")
            let heir = try await self.bus(reopened).join(group, topics: [commands])
            let poll = try await heir.poll(limit: 10, timeoutSeconds: 0)
            #expect(poll.records.isEmpty)
            await reopened.close()
        }
    }

    @Test func seekReadsAgainAndHoldStopsDelivery() async throws {
        try await withLog { log in
            let member = try await bus(log).join(group, topics: [commands])
            for number in 0..<5 { try await log.add(command("\(number)")) }
            #expect(try await take(5, member).count == 5)
            let place = TopicPartition(commands, 0)
            try await member.seek(BusPosition([place: 3]))
            #expect(try await member.poll(limit: 10, timeoutSeconds: 1).records.count == 3)
            try await member.seek(BusPosition([place: 1]))
            try await member.hold(place, true)
            #expect(try await member.poll(limit: 10, timeoutSeconds: 0).records.isEmpty)
            try await member.hold(place, false)
            #expect(try await member.poll(limit: 10, timeoutSeconds: 1).records.count == 5)
        }
    }

    @Test func aWaitingPollWakesAtOnceForANewEvent() async throws {
        try await withLog { log in
            let member = try await bus(log).join(group, topics: [commands])
            _ = try await member.poll(limit: 1, timeoutSeconds: 0)
            async let poll = member.poll(limit: 1, timeoutSeconds: 60)
            try await log.add(command("a"))
            #expect(try await poll.records.count == 1)
        }
    }
}
