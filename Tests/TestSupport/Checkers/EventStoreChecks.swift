// The promises of EventStore.

internal import EventSourcing
internal import JSONText
internal import Ontology
internal import Testing

package enum EventStoreChecks {
    package static let all: [PortCheck] =
        storing + EventStoreNamingChecks.all + EventStoreCopyChecks.all

    private static let storing: [PortCheck] = [
        appends, emptyStore, reads, duplicate, otherContent, otherAnswer, conflict, wholeOrNothing,
        neighbours,
        sameBatch, answers, storeOrder, counting, paging, racing, reopening, groupCommit, ends,
    ]

    static let appends = PortCheck("an appended event has a rising sequence and a position") {
        let store = try await $0.open().store
        let build = EventBuilder()
        let stream = build.stream("1")
        let first = try await appended(store, [build.command(stream)])
        let second = try await appended(store, [build.command(stream), build.command(stream)])
        #expect(first[0].sequence > .none)
        #expect(second.count == 2)
        #expect(first[0].sequence < second[0].sequence)
        #expect(second[0].sequence < second[1].sequence)
        #expect(StorePosition.start < first[0].position)
        #expect(first[0].position < second[0].position)
        #expect(second[0].position < second[1].position)
        if $0.traits.isGapless {
            #expect((first + second).map(\.sequence.value) == [1, 2, 3])
        }
    }

    static let ends = PortCheck("where streams end is told by branch and type") {
        let world = $0
        var store = try await world.open().store
        let build = EventBuilder()
        var other = build.stream("1")
        other.branch = "draft"
        var type = build.stream("1")
        type.type = AggregateType("Other")
        for stream in [build.stream("1"), build.stream("2"), other, type] {
            _ = try await appended(store, [build.command(stream)])
        }
        let second = try await appended(store, [build.command(build.stream("1"))])[0]
        store = try await world.open().store
        let stream = build.stream("1")
        func ends(_ branch: String, _ type: AggregateType) async throws -> [StreamEnd] {
            try await store.ends(
                of: type,
                on: BranchAddress(database: stream.database, epoch: stream.epoch, branch: branch)
            ).sorted { $0.stream.key < $1.stream.key }
        }
        let main = try await ends(stream.branch, stream.type)
        #expect(main.map(\.stream.key) == ["1", "2"])
        #expect(main.first == StreamEnd(second))
        #expect(try await ends("draft", stream.type).map(\.stream) == [other])
        #expect(try await ends(stream.branch, type.type).map(\.stream) == [type])
        #expect(try await ends("nowhere", stream.type).isEmpty)
    }

    static let emptyStore = PortCheck("an empty store answers with nothing, not with an error") {
        let store = try await $0.open().store
        let build = EventBuilder()
        #expect(try await store.head() == .start)
        #expect(try await store.read(after: .start, limit: 10).isEmpty)
        #expect(try await store.read(build.stream("1"), after: .none, limit: 10).isEmpty)
        #expect(try await store.find(build.id()) == nil)
        #expect(try await store.answers(to: build.id()).isEmpty)
        #expect(try await store.append([], with: nil).isEmpty)
    }

    static let reads = PortCheck("what was appended is read back unchanged, by every way") {
        let store = try await $0.open().store
        let build = EventBuilder()
        var event = build.command(build.stream("1"))
        event.metadata = .object(JSONObject([("row", 7), ("file", "é.csv")]))
        event.data = .object(
            JSONObject([("z", .number("1.50")), ("a", .number("12345678901234567890123"))]))
        event.actor = nil
        event.schemaVersion = 3
        let recorded = try await appended(store, [event])[0]
        #expect(recorded.event == event)
        #expect(try await store.find(event.id) == recorded)
        #expect(try await store.read(event.stream, after: .none, limit: 9) == [recorded])
        #expect(try await store.read(after: .start, limit: 9) == [recorded])
        #expect(try await store.head() == recorded.position)
    }

    static let duplicate = PortCheck("the same event again gets the first answer") {
        let store = try await $0.open().store
        let build = EventBuilder()
        var event = build.command(build.stream("1"))
        let first = try await appended(store, [event], expecting: .exactly(.none))
        _ = try await appended(store, [build.command(build.stream("1"))])
        event.occurredAt = event.occurredAt.adding(seconds: 60)
        let again = try await store.append(
            [Submission([event], expecting: .exactly(.none))], with: nil)
        #expect(again == [.appended(first, isDuplicate: true)])
        #expect(try await store.read(after: .start, limit: 9).count == 2)
    }

    static let otherContent = PortCheck("the same id with another fact is refused") {
        let store = try await $0.open().store
        let build = EventBuilder()
        let event = build.command(build.stream("1"))
        _ = try await appended(store, [event])
        var others = [event, event, event]
        others[0].data = .object(JSONObject([("payload", .object(JSONObject([("name", "x")])))]))
        others[1].stream = build.stream("2")
        others[2].type = CommandType.deleteInstance.eventType
        for other in others {
            let answer = try await store.append([Submission([other], expecting: .any)], with: nil)
            #expect(answer == [.refused(.otherContent(event.id))])
        }
        #expect(try await store.read(after: .start, limit: 9).map(\.event) == [event])
    }

    static let otherAnswer = PortCheck("a command is not answered a second time, in other words") {
        let store = try await $0.open().store
        let build = EventBuilder()
        let command = build.command(build.stream("1"))
        _ = try await appended(store, [command])
        let answer = build.answer(to: command)
        let stored = try await appended(store, [answer])
        var other = answer
        other.data = .string("other words")
        let refused = try await store.append([Submission([other], expecting: .any)], with: nil)
        #expect(refused == [.refused(.otherContent(answer.id))])
        #expect(try await store.answers(to: command.id) == stored)
    }

    static let conflict = PortCheck("a wrong expectation is refused with expected and actual") {
        let store = try await $0.open().store
        let build = EventBuilder()
        let stream = build.stream("1")
        let last = try await appended(store, [build.command(stream)])[0].sequence
        for wrong in [SequenceNumber.none, SequenceNumber(last.value + 5)] {
            let answer = try await store.append(
                [Submission([build.command(stream)], expecting: .exactly(wrong))], with: nil)
            #expect(answer == [.refused(.conflict(expected: wrong, actual: last))])
        }
        _ = try await appended(store, [build.command(stream)], expecting: .exactly(last))
        let other = build.stream("2")
        let answer = try await store.append(
            [Submission([build.command(other)], expecting: .exactly(last))], with: nil)
        #expect(answer == [.refused(.conflict(expected: last, actual: .none))])
        #expect(try await store.read(after: .start, limit: 9).count == 2)
    }

    static let wholeOrNothing = PortCheck("a submission is stored whole or not at all") {
        let store = try await $0.open().store
        let build = EventBuilder()
        let stream = build.stream("1")
        let old = build.command(stream)
        _ = try await appended(store, [old])
        var other = old
        other.data = .string("another fact")
        let new = build.command(stream)
        let answer = try await store.append([Submission([new, other], expecting: .any)], with: nil)
        #expect(answer == [.refused(.otherContent(old.id))])
        #expect(try await store.find(new.id) == nil)
        #expect(try await store.read(stream, after: .none, limit: 9).map(\.event) == [old])
    }

    static let neighbours = PortCheck("a refused submission does not touch its neighbours") {
        let store = try await $0.open().store
        let build = EventBuilder()
        let first = build.command(build.stream("1"))
        let refused = build.command(build.stream("2"))
        let last = build.command(build.stream("3"))
        let answers = try await store.append(
            [
                Submission([first], expecting: .exactly(.none)),
                Submission([refused], expecting: .exactly(SequenceNumber(9))),
                Submission([last], expecting: .exactly(.none)),
            ], with: nil)
        try #require(answers.count == 3)
        #expect(events(answers[0])?.map(\.event) == [first])
        #expect(
            answers[1] == .refused(.conflict(expected: SequenceNumber(9), actual: .none)))
        #expect(events(answers[2])?.map(\.event) == [last])
        #expect(try await store.read(after: .start, limit: 9).map(\.event) == [first, last])
        #expect(try await store.find(refused.id) == nil)
    }

    static let sameBatch = PortCheck("submissions of one batch see each other") {
        let store = try await $0.open().store
        let build = EventBuilder()
        let stream = build.stream("1")
        let first = build.command(stream)
        let second = build.command(stream)
        let key = IdempotencyKey(scope: "shop", key: "k", contentHash: [1])
        let answers = try await store.append(
            [
                Submission([first], expecting: .exactly(.none), idempotencyKey: key),
                Submission([first], expecting: .exactly(.none)),
                Submission([second], expecting: .exactly(.none)),
                Submission([build.command(stream)], expecting: .any, idempotencyKey: key),
            ], with: nil)
        try #require(answers.count == 4)
        let stored = try #require(events(answers[0]))
        #expect(answers[1] == .appended(stored, isDuplicate: true))
        #expect(
            answers[2] == .refused(.conflict(expected: .none, actual: stored[0].sequence)))
        #expect(answers[3] == .appended(stored, isDuplicate: true))
        #expect(try await store.read(after: .start, limit: 9) == stored)
    }

    static let answers = PortCheck("the answers to a command are found by it, by ordinal") {
        let store = try await $0.open().store
        let build = EventBuilder()
        let command = build.command(build.stream("1"))
        _ = try await appended(store, [command])
        #expect(try await store.answers(to: command.id).isEmpty)
        let zero = build.answer(to: command, ordinal: 0)
        let one = build.answer(to: command, ordinal: 1)
        _ = try await appended(store, [build.command(build.stream("1"))])
        let stored = try await appended(store, [zero, one])
        #expect(try await store.answers(to: command.id) == stored)
        #expect(try await store.find(one.id) == stored[1])
        #expect(try await store.find(zero.id) == stored[0])
        #expect(try await store.answers(to: zero.id).isEmpty)
        let again = try await store.append([Submission([zero, one], expecting: .any)], with: nil)
        #expect(again == [.appended(stored, isDuplicate: true)])
    }

    static let storeOrder = PortCheck("the store reads in one order, the same for every reader") {
        let store = try await $0.open().store
        let build = EventBuilder()
        var recorded: [RecordedEvent] = []
        for round in 0..<12 {
            let batch = (0..<3).map { index in
                Submission([build.command(build.stream("\((round + index) % 5)"))], expecting: .any)
            }
            for answer in try await store.append(batch, with: nil) {
                recorded += try #require(events(answer))
            }
        }
        let all = try await store.read(after: .start, limit: 1000)
        #expect(all == recorded)
        #expect(zip(all, all.dropFirst()).allSatisfy { $0.position < $1.position })
        for key in 0..<5 {
            let own = try await store.read(build.stream("\(key)"), after: .none, limit: 1000)
            #expect(own == all.filter { $0.event.stream == build.stream("\(key)") })
            #expect(zip(own, own.dropFirst()).allSatisfy { $0.sequence < $1.sequence })
        }
        #expect(try await store.head() == all.last?.position)
    }

    static let counting = PortCheck("a position that tells how many events are there is right") {
        let store = try await $0.open().store
        let build = EventBuilder()
        let countsAtAll = store.count(through: .start) != nil
        for size in [1, 3, 2] {
            let stream = build.stream("of \(size)")
            _ = try await appended(store, (0..<size).map { _ in build.command(stream) })
        }
        let all = try await store.read(after: .start, limit: 100)
        #expect(all.count == 6)
        let counts = all.map { store.count(through: $0.position) }
        #expect(counts == (countsAtAll ? Array(1...6) : [Int?](repeating: nil, count: 6)))
        #expect(store.count(through: try await store.head()) == counts.last)
    }

    static let paging = PortCheck("reading on from the last event neither skips nor repeats") {
        let store = try await $0.open().store
        let build = EventBuilder()
        let stream = build.stream("1")
        for _ in 0..<7 {
            _ = try await appended(
                store, [build.command(stream), build.command(stream), build.command(stream)])
        }
        var paged: [RecordedEvent] = []
        var position = StorePosition.start
        while true {
            let page = try await store.read(after: position, limit: 4)
            guard let last = page.last, page.count <= 4, paged.count < 100 else { break }
            paged += page
            position = last.position
        }
        #expect(paged.count == 21)
        #expect(paged == (try await store.read(after: .start, limit: 100)))
        let rest = try await store.read(stream, after: paged[9].sequence, limit: 5)
        #expect(rest == Array(paged[10..<15]))
        #expect(try await store.read(after: position, limit: 4).isEmpty)
        #expect(try await store.read(stream, after: paged[20].sequence, limit: 4).isEmpty)
    }

    static let racing = PortCheck("of many writers that expect the same, exactly one wins") {
        let store = try await $0.open().store
        let build = EventBuilder()
        let stream = build.stream("1")
        var last = SequenceNumber.none
        for _ in 0..<20 {
            let expected = last
            let answers = try await withThrowingTaskGroup(of: AppendAnswer?.self) { group in
                for _ in 0..<8 {
                    let event = build.command(stream)
                    group.addTask {
                        try await store.append(
                            [Submission([event], expecting: .exactly(expected))], with: nil
                        ).first
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let won = answers.compactMap { $0.flatMap(events) }
            try #require(won.count == 1, "\(won.count) writers won")
            last = won[0][0].sequence
            let refusal = AppendAnswer.refused(.conflict(expected: expected, actual: last))
            #expect(answers.filter { $0 == refusal }.count == 7)
        }
        #expect(try await store.read(stream, after: .none, limit: 100).count == 20)
    }

    static let reopening = PortCheck("what was answered is there after a kill, and goes on") {
        var store = try await $0.open().store
        let build = EventBuilder()
        let stream = build.stream("1")
        var recorded: [RecordedEvent] = []
        for _ in 0..<4 {
            for _ in 0..<3 { recorded += try await appended(store, [build.command(stream)]) }
            let old = store
            store = try await $0.open().store
            _ = old
            #expect(try await store.read(after: .start, limit: 100) == recorded)
            #expect(try await store.head() == recorded.last?.position)
        }
        let next = try await appended(
            store, [build.command(stream)],
            expecting: .exactly(recorded.last?.sequence ?? .none))
        #expect(next[0].position > recorded[recorded.count - 1].position)
        let again = try await store.append(
            [Submission([recorded[0].event], expecting: .any)], with: nil)
        #expect(again == [.appended([recorded[0]], isDuplicate: true)])
    }

    static let groupCommit = PortCheck("a group's position goes with the append, or is ignored") {
        let ports = try await $0.open()
        let build = EventBuilder()
        let group = ConsumerGroup("workers")
        let command = build.command(build.stream("1"))
        let recorded = try await appended(ports.store, [command])
        let ends = try await ports.bus.publish(recorded)
        let answer = build.answer(to: command)
        let answers = try await ports.store.append(
            [Submission([answer], expecting: .any)],
            with: GroupCommit(group: group, position: ends))
        #expect(events(answers[0])?.map(\.event) == [answer])
        guard $0.traits.keepsGroupCommit else { return }
        let bus = try await $0.open().bus
        let progress = try await bus.positions(of: group, topics: [command.topic])
        #expect(progress.allSatisfy { $0.lag == 0 })
        #expect(progress.contains { $0.committed > 0 })
    }
}

/// The events of an answer that stored or found them.
func events(_ answer: AppendAnswer) -> [RecordedEvent]? {
    if case .appended(let events, _) = answer { return events }
    return nil
}

/// Appends one submission that must be stored as new.
func appended(
    _ store: any EventStore, _ new: [Event], expecting: Submission.Expectation = .any,
    key: IdempotencyKey? = nil
) async throws -> [RecordedEvent] {
    let answers = try await store.append(
        [Submission(new, expecting: expecting, idempotencyKey: key)], with: nil)
    guard answers.count == 1, case .appended(let recorded, false) = answers[0] else {
        throw CheckAborted("an append that must work answered \(answers)")
    }
    return recorded
}
