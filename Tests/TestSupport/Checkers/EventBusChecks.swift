// The promises of EventBus and its members, with one partition and with several.

internal import EventSourcing
internal import JSONText
internal import Ontology
internal import Testing

package enum EventBusChecks {
    package static let all: [PortCheck] =
        delivery + groups

    private static let delivery: [PortCheck] = [
        delivers, order, placement, topics, injected, committed, uncommitted, progress,
        positionsAfterCommit, seeking, holding, emptyPoll, wakes, awkward,
    ]
    private static let groups: [PortCheck] = [
        independentGroups, sharing, takeover, strangersCommit, killed, leftTwice, publishAgain,
        handover,
    ]

    static let delivers = PortCheck("a group gets every event of its topics") {
        let bench = BusBench(try await $0.open())
        let sent = try await bench.put((0..<50).map { "k\($0 % 11)" })
        let got = try await drain(try await bench.join())
        #expect(got.ids == Set(sent.map(\.event.id)))
        #expect(Set(got.events) == Set(sent))
        if !$0.traits.redelivers { #expect(got.events.count == sent.count) }
    }

    static let order = PortCheck("the events of a stream come in their order") {
        let bench = BusBench(try await $0.open())
        for _ in 0..<10 { try await bench.put(["a", "b", "c", "a", "d", "b", "a", "e"]) }
        let got = try await drain(try await bench.join(), limit: 3)
        #expect(got.firsts.count == 80)
        #expect(isInStreamOrder(got.firsts))
    }

    static let placement = PortCheck("a stream stays in one partition; offsets rise within it") {
        let bench = BusBench(try await $0.open())
        try await bench.put((0..<60).map { "k\($0 % 20)" })
        let member = try await bench.join()
        let got = try await drain(member)
        var places: [StreamID: Set<TopicPartition>] = [:]
        var offsets: [String: EventID] = [:]
        for record in got.records {
            guard case .event(let event) = record.content else { continue }
            places[event.event.stream, default: []].insert(record.place)
            let name = "\(record.place)@\(record.offset)"
            #expect(offsets[name, default: event.event.id] == event.event.id)
            offsets[name] = event.event.id
        }
        #expect(places.values.allSatisfy { $0.count == 1 })
        let used = Set(places.values.joined())
        let all = try await bench.progress()
        #expect(used.isSubset(of: Set(all.map(\.place))))
        #expect(Set(all.map(\.place)) == got.assigned)
        if all.count > 1 { #expect(used.count > 1, "20 streams share one of \(all.count)") }
    }

    static let topics = PortCheck("events of other topics do not come, and do not hold up") {
        let bench = BusBench(try await $0.open())
        let command = try await bench.put(["a"])[0]
        let answer = try await appended(
            bench.ports.store, [bench.build.answer(to: command.event)])
        _ = try await bench.ports.bus.publish(answer)
        let member = try await bench.ports.bus.join(
            ConsumerGroup("projection"), topics: [.instanceEvents])
        let got = try await drain(member, committing: true)
        #expect(got.ids == [answer[0].event.id])
        let both = try await bench.ports.bus.join(
            ConsumerGroup("both"), topics: [.instanceEvents, .instanceCommands])
        #expect(try await drain(both).ids == [answer[0].event.id, command.event.id])
        let progress = try await bench.ports.bus.positions(
            of: ConsumerGroup("projection"), topics: [.instanceEvents])
        #expect(progress.allSatisfy { $0.lag == 0 && $0.oldestWaiting == nil })
    }

    static let injected = PortCheck("an event that the store does not hold is delivered as well") {
        let bench = BusBench(try await $0.open())
        let stored = try await bench.put(["a"])
        let foreign = RecordedEvent(
            event: bench.build.command(bench.build.stream("b")), sequence: SequenceNumber(1),
            position: .start)
        _ = try await bench.ports.bus.publish([foreign])
        let after = try await bench.put(["c"])
        let got = try await drain(try await bench.join(), committing: true)
        #expect(got.ids == Set((stored + [foreign] + after).map(\.event.id)))
        #expect(got.events.contains { $0.event == foreign.event })
        let bus = try await $0.open().bus
        let again = try await bus.join(ConsumerGroup("late"), topics: [bench.topic])
        #expect(try await drain(again).ids.contains(foreign.event.id))
    }

    static let committed = PortCheck("what was committed does not come again after a kill") {
        var bench = BusBench(try await $0.open())
        try await bench.put((0..<20).map { "k\($0)" })
        let member = try await bench.join()
        let got = try await drain(member)
        try await member.commit(got.position)
        bench = BusBench(try await $0.open(), seed: 2)
        let later = try await bench.put((0..<5).map { "k\($0)" })
        let next = try await drain(try await bench.join())
        #expect(next.ids == Set(later.map(\.event.id)))
    }

    static let uncommitted = PortCheck("what was not committed comes again after a kill") {
        var bench = BusBench(try await $0.open())
        let first = try await bench.put((0..<10).map { "k\($0)" })
        let member = try await bench.join()
        try await member.commit(try await drain(member).position)
        let second = try await bench.put((0..<10).map { "k\($0)" })
        #expect(try await drain(member).ids.isSuperset(of: second.map(\.event.id)))
        bench = BusBench(try await $0.open(), seed: 2)
        let again = try await drain(try await bench.join())
        #expect(again.ids == Set(second.map(\.event.id)))
        #expect(isInStreamOrder(again.firsts))
        #expect(again.ids.isDisjoint(with: first.map(\.event.id)))
    }

    static let killed = PortCheck("a kill between poll and commit loses nothing, at any point") {
        var bench = BusBench(try await $0.open())
        let sent = try await bench.put((0..<40).map { "k\($0 % 9)" })
        var got: [RecordedEvent] = []
        for round in 0..<30 {
            let member = try await bench.join()
            let poll = try await member.poll(limit: 6, timeoutSeconds: 0)
            var drained = Drained()
            drained.add(poll)
            got += drained.events
            if round % 3 != 2 { try await member.commit(poll.position) }
            bench = BusBench(try await $0.open(), seed: UInt64(round))
        }
        got += try await drain(try await bench.join()).events
        #expect(Set(got.map(\.event.id)) == Set(sent.map(\.event.id)))
    }

    static let progress = PortCheck("progress tells committed, end, lag and the oldest waiting") {
        let bench = BusBench(try await $0.open())
        let member = try await bench.join()
        _ = try await drain(member, committing: true)
        let sent = try await bench.put((0..<12).map { "k\($0)" })
        let waiting = try await bench.progress()
        let lag = waiting.map(\.lag).reduce(0, +)
        #expect($0.traits.redelivers ? lag >= 12 : lag == 12)
        #expect(waiting.contains { $0.oldestWaiting == sent[0].event.occurredAt })
        #expect(
            waiting.allSatisfy {
                $0.committed <= $0.end && ($0.lag == 0) == ($0.oldestWaiting == nil)
            })
        #expect(try await bench.agrees(waiting))
        let half = try await member.poll(limit: 5, timeoutSeconds: 0)
        try await member.commit(half.position)
        let rest = try await bench.progress().map(\.lag).reduce(0, +)
        #expect(rest == lag - half.records.count)
        _ = try await drain(member, committing: true)
        let done = try await bench.progress()
        #expect(done.allSatisfy { $0.lag == 0 && $0.oldestWaiting == nil })
        #expect(try await bench.agrees(done))
    }

    static let positionsAfterCommit = PortCheck("a commit covers what publish answered") {
        let bench = BusBench(try await $0.open())
        let recorded = try await appended(
            bench.ports.store, [bench.build.command(bench.build.stream("a"))])
        let ends = try await bench.ports.bus.publish(recorded)
        #expect(!ends.offsets.isEmpty)
        let member = try await bench.join()
        _ = try await drain(member, committing: true)
        let committed = BusPosition(
            Dictionary(
                uniqueKeysWithValues: try await bench.progress().map { ($0.place, $0.committed) }))
        let ours = BusPosition(ends.offsets.filter { $0.key.topic == bench.topic })
        #expect(committed.covers(ours))
    }

    static let seeking = PortCheck("seek goes back and forth") {
        let bench = BusBench(try await $0.open())
        let sent = try await bench.put((0..<10).map { "k\($0)" })
        let member = try await bench.join()
        let all = try await drain(member)
        try await member.commit(all.position)
        let start = BusPosition(
            Dictionary(
                all.records.map { ($0.place, $0.offset) }, uniquingKeysWith: min))
        try await member.seek(start)
        #expect(try await drain(member).ids == Set(sent.map(\.event.id)))
        try await member.seek(start)
        try await member.seek(all.position)
        let new = try await bench.put(["new"])
        #expect(try await drain(member).ids == Set(new.map(\.event.id)))
    }

    static let holding = PortCheck("a held partition waits, the others go on") {
        let bench = BusBench(try await $0.open())
        let member = try await bench.join()
        let assigned = try await drain(member).assigned.sorted()
        let held = try #require(assigned.first)
        try await member.hold(held, true)
        let sent = try await bench.put((0..<24).map { "k\($0)" })
        let moving = try await drain(member)
        #expect(moving.records.allSatisfy { $0.place != held })
        try await member.hold(held, false)
        let rest = try await drain(member)
        #expect(moving.ids.union(rest.ids) == Set(sent.map(\.event.id)))
        #expect(rest.records.contains { $0.place == held })
        #expect(isInStreamOrder(moving.firsts) && isInStreamOrder(rest.firsts))
    }

    static let emptyPoll = PortCheck("an empty bus answers with an empty poll, not an error") {
        let bench = BusBench(try await $0.open())
        let member = try await bench.join()
        let got = try await drain(member)
        #expect(got.records.isEmpty)
        #expect(!got.assigned.isEmpty)
        try await member.commit(got.position)
        #expect(try await bench.progress().allSatisfy { $0.lag == 0 })
        #expect(try await bench.ports.bus.publish([]).offsets.isEmpty)
    }

    static let wakes = PortCheck("a waiting poll ends when something comes, and when cancelled") {
        let bench = BusBench(try await $0.open())
        let member = try await bench.join()
        _ = try await drain(member)
        async let waiting = member.poll(limit: 5, timeoutSeconds: 30)
        await Task.yield()
        let sent = try await bench.put(["a"])
        var got = Drained()
        got.add(try await waiting)
        #expect(got.ids == [sent[0].event.id])
        _ = try await drain(member, committing: true)
        let patient = Task { try await member.poll(limit: 5, timeoutSeconds: 600) }
        await Task.yield()
        patient.cancel()
        #expect(try await patient.value.records.isEmpty)
    }

    static let awkward = PortCheck("keys of any script come through the bus unchanged") {
        let bench = BusBench(try await $0.open())
        let sent = try await bench.put(EventBuilder.awkwardTexts)
        let got = try await drain(try await bench.join())
        let byID = Dictionary(got.firsts.map { ($0.event.id, $0) }, uniquingKeysWith: { $1 })
        for event in sent {
            #expect(byID[event.event.id] == event)
            #expect(
                byID[event.event.id]?.event.stream.key.utf8
                    .elementsEqual(event.event.stream.key.utf8) == true)
        }
    }

    static let independentGroups = PortCheck("groups do not see each other's commits") {
        let bench = BusBench(try await $0.open())
        let sent = try await bench.put((0..<9).map { "k\($0)" })
        let one = try await bench.join(ConsumerGroup("one"))
        let two = try await bench.join(ConsumerGroup("two"))
        _ = try await drain(one, committing: true)
        #expect(try await drain(two).ids == Set(sent.map(\.event.id)))
        let lag = try await bench.progress(ConsumerGroup("two")).map(\.lag).reduce(0, +)
        #expect(lag >= 9)
    }

    static let sharing = PortCheck("two members share the partitions and get all, none twice owned")
    {
        let bench = BusBench(try await $0.open())
        let one = try await bench.join()
        let two = try await bench.join()
        var first = try await drain(one)
        var second = try await drain(two)
        first.add(try await one.poll(limit: 1, timeoutSeconds: 0))
        let sent = try await bench.put((0..<40).map { "k\($0)" })
        let mine = try await drain(one, committing: true)
        let yours = try await drain(two, committing: true)
        #expect(mine.ids.union(yours.ids) == Set(sent.map(\.event.id)))
        #expect(
            Set(mine.records.map(\.place)).isDisjoint(with: yours.records.map(\.place)))
        first.assigned.formUnion(mine.assigned)
        second.assigned.formUnion(yours.assigned)
        let held = first.assigned.subtracting(first.revoked.union(mine.revoked))
        #expect(held.isDisjoint(with: second.assigned))
        if try await bench.progress().count > 1 {
            #expect(!mine.records.isEmpty && !yours.records.isEmpty)
        }
    }

    static let takeover = PortCheck("what a leaving member did not commit goes to the other") {
        let bench = BusBench(try await $0.open())
        let one = try await bench.join()
        let two = try await bench.join()
        _ = try await drain(one)
        _ = try await drain(two)
        let sent = try await bench.put((0..<30).map { "k\($0)" })
        let lost = try await drain(one)
        let own = try await drain(two, committing: true)
        await one.leave()
        let taken = try await drain(two, committing: true)
        #expect(taken.ids.isSuperset(of: lost.ids.subtracting(own.ids)))
        #expect(own.ids.union(taken.ids) == Set(sent.map(\.event.id)))
        #expect(isInStreamOrder(taken.firsts))
        #expect(try await bench.progress().allSatisfy { $0.lag == 0 })
    }

    static let handover = PortCheck("what was committed before leaving does not come to the other")
    {
        let bench = BusBench(try await $0.open())
        let one = try await bench.join()
        try await bench.put((0..<30).map { "k\($0)" })
        _ = try await drain(one, committing: true)
        await one.leave()
        let two = try await bench.join()
        #expect(try await drain(two).records.isEmpty)
        let sent = try await bench.put(["k1"])
        #expect(try await drain(two).ids == [sent[0].event.id])
    }

    static let strangersCommit = PortCheck("a member that lost a partition cannot commit it") {
        let bench = BusBench(try await $0.open())
        let one = try await bench.join()
        try await bench.put((0..<30).map { "k\($0)" })
        let got = try await drain(one)
        await one.leave()
        let two = try await bench.join()
        _ = try await drain(two)
        await #expect(throws: EventBusError.self) { try await one.commit(got.position) }
        let lag = try await bench.progress().map(\.lag).reduce(0, +)
        #expect(lag >= 30)
        let elsewhere = BusPosition([TopicPartition(Topic("of_nobody"), 0): 1])
        await #expect(throws: EventBusError.notAssigned(TopicPartition(Topic("of_nobody"), 0))) {
            try await two.commit(elsewhere)
        }
    }

    static let leftTwice = PortCheck("leaving twice is harmless") {
        let bench = BusBench(try await $0.open())
        let one = try await bench.join()
        let two = try await bench.join()
        await one.leave()
        await one.leave()
        let sent = try await bench.put(["a", "b", "c", "d"])
        #expect(try await drain(two).ids == Set(sent.map(\.event.id)))
    }

    static let publishAgain = PortCheck("publishing again never loses or reorders") {
        let bench = BusBench(try await $0.open())
        let sent = try await bench.put(["a", "b", "a", "c", "a"])
        let ends = try await bench.ports.bus.publish(sent)
        let again = try await bench.ports.bus.publish(sent)
        #expect(again.covers(ends))
        let got = try await drain(try await bench.join())
        #expect(got.ids == Set(sent.map(\.event.id)))
        #expect(isInStreamOrder(got.firsts))
        if $0.traits.busIsStore { #expect(got.events.count == 5) }
    }
}
