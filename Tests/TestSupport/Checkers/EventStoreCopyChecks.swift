// The promises of EventStore to whoever copies a log into another store: given sequences are kept, and keys are listed.

internal import EventSourcing
internal import JSONText
internal import Ontology
internal import Testing

package enum EventStoreCopyChecks {
    package static let all: [PortCheck] = [given, goingOn, notRising, givenAgain, keys, keysAgain]

    static let given = PortCheck("sequences that another store gave are kept, with their gaps") {
        var store = try await $0.open().store
        let build = EventBuilder()
        let stream = build.stream("1")
        let first = try await copied(store, [build.command(stream)], [3])
        let more = try await copied(store, [build.command(stream), build.command(stream)], [4, 9])
        #expect((first + more).map(\.sequence.value) == [3, 4, 9])
        store = try await $0.open().store
        #expect(try await store.read(stream, after: .none, limit: 9) == first + more)
        #expect(try await store.read(stream, after: SequenceNumber(4), limit: 9) == [more[1]])
        #expect(try await store.read(after: .start, limit: 9) == first + more)
    }

    static let goingOn = PortCheck("after given sequences the store goes on with its own") {
        let store = try await $0.open().store
        let build = EventBuilder()
        let stream = build.stream("1")
        _ = try await copied(store, [build.command(stream)], [7])
        let next = try await appended(
            store, [build.command(stream)], expecting: .exactly(SequenceNumber(7)))
        #expect(next[0].sequence > SequenceNumber(7))
        if $0.traits.isGapless { #expect(next[0].sequence == SequenceNumber(8)) }
    }

    static let notRising = PortCheck("a given sequence that does not rise is refused") {
        let store = try await $0.open().store
        let build = EventBuilder()
        let stream = build.stream("1")
        let there = try await copied(store, [build.command(stream)], [5])
        for numbers in [[5], [4], [6, 6], [8, 7]] {
            let submission = Submission(
                numbers.map { _ in build.command(stream) }, expecting: .any,
                sequences: numbers.map { SequenceNumber($0) })
            guard case .refused(.conflict) = try await store.append([submission], with: nil).first
            else {
                Issue.record("\(numbers) was taken after 5")
                continue
            }
        }
        #expect(try await store.read(after: .start, limit: 9) == there)
    }

    static let givenAgain = PortCheck("a copied event again gets the first answer") {
        let store = try await $0.open().store
        let build = EventBuilder()
        let command = build.command(build.stream("1"))
        let answer = build.answer(to: command)
        let first = try await copied(store, [command], [2])
        let second = try await copied(store, [answer], [3])
        let again = try await store.append(
            [
                Submission([command], expecting: .any, sequences: [SequenceNumber(2)]),
                Submission([answer], expecting: .any, sequences: [SequenceNumber(3)]),
            ], with: nil)
        #expect(
            again == [
                .appended(first, isDuplicate: true), .appended(second, isDuplicate: true),
            ])
        #expect(try await store.read(after: .start, limit: 9) == first + second)
    }

    static let keys = PortCheck("keys are listed by where their events begin, in store order") {
        let store = try await $0.open().store
        let build = EventBuilder()
        var kept: [KeptKey] = []
        for (number, count) in [1, 3, 0, 2].enumerated() {
            let stream = build.stream("\(number)")
            guard count > 0 else {
                _ = try await appended(store, [build.command(stream)])
                continue
            }
            let key = IdempotencyKey(
                scope: "shop", key: "k\(9 - number)", contentHash: [UInt8(number), 255])
            let events = try await appended(
                store, (0..<count).map { _ in build.command(stream) }, key: key)
            kept.append(KeptKey(key: key, first: events[0].position, count: count))
        }
        let head = try await store.head()
        #expect(try await store.keys(after: .start, through: head) == kept)
        #expect(try await store.keys(after: kept[0].first, through: kept[1].first) == [kept[1]])
        #expect(try await store.keys(after: kept[2].first, through: head).isEmpty)
        #expect(try await store.keys(after: .start, through: .start).isEmpty)
    }

    static let keysAgain = PortCheck("a key that came with a copied event answers as on its store")
    {
        var store = try await $0.open().store
        let build = EventBuilder()
        let key = IdempotencyKey(scope: "shop", key: "k", contentHash: [1, 2])
        let stream = build.stream("1")
        let recorded = try await copied(
            store, [build.command(stream), build.command(stream)], [2, 5], key)
        store = try await $0.open().store
        let asked = Submission([build.command(stream)], expecting: .any, idempotencyKey: key)
        #expect(
            try await store.append([asked], with: nil) == [.appended(recorded, isDuplicate: true)])
        let head = try await store.head()
        #expect(
            try await store.keys(after: .start, through: head) == [
                KeptKey(key: key, first: recorded[0].position, count: 2)
            ])
    }
}

/// Appends one submission with given numbers, which must be stored as new.
private func copied(
    _ store: any EventStore, _ new: [Event], _ sequences: [Int], _ key: IdempotencyKey? = nil
) async throws -> [RecordedEvent] {
    let submission = Submission(
        new, expecting: .any, idempotencyKey: key,
        sequences: sequences.map { SequenceNumber($0) })
    let answers = try await store.append([submission], with: nil)
    guard answers.count == 1, case .appended(let recorded, false) = answers[0] else {
        throw CheckAborted("a copy that must work answered \(answers)")
    }
    return recorded
}
