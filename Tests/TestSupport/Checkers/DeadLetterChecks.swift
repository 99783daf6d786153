// The promises of DeadLetters.

internal import EventSourcing
internal import Testing

package enum DeadLetterChecks {
    package static let all: [PortCheck] = [
        parks, again, otherGroup, unreadable, retry, discard, releases, absent, paging, everything,
        reopening,
    ]

    private static let build = EventBuilder(seed: 77)

    private static func letter(
        _ seed: Int, key: String = "a", group: String = "workers"
    ) -> DeadLetter {
        DeadLetter(
            id: .named("letter\(seed)/\(group)"), group: ConsumerGroup(group),
            event: .named("event\(seed)"), stream: build.stream(key),
            eventType: "CREATE_INSTANCE_REQUESTED", code: "poison", cause: "it broke",
            attempts: 3, at: FixedClock.sampleTime, bytes: [0, 255, 34, 10])
    }

    static let parks = PortCheck("a dead letter is kept with everything it says") {
        let letters = try await $0.open().deadLetters
        let letter = letter(1)
        try await letters.park(letter)
        #expect(try await letters.find(letter.id) == letter)
        #expect(try await letters.list(PageRequest()).items == [letter])
    }

    static let again = PortCheck("the same event again raises the attempts and renews the cause") {
        let letters = try await $0.open().deadLetters
        let first = letter(1)
        try await letters.park(first)
        var second = first
        second.id = .named("another id")
        second.attempts = 5
        second.code = "other"
        second.cause = "it broke otherwise"
        try await letters.park(second)
        let kept = try await letters.list(PageRequest()).items
        #expect(kept.map(\.id) == [first.id])
        #expect(kept.first.map { $0.attempts > 3 } == true)
        #expect(kept.first?.cause == second.cause)
        #expect(kept.first?.code == second.code)
        #expect(kept.first?.bytes == first.bytes)
    }

    static let otherGroup = PortCheck("the same event of another group is another letter") {
        let letters = try await $0.open().deadLetters
        try await letters.park(letter(1))
        try await letters.park(letter(1, group: "projection"))
        #expect(try await letters.list(PageRequest()).items.count == 2)
    }

    static let unreadable = PortCheck("bytes that are no event are kept as they came") {
        let letters = try await $0.open().deadLetters
        for seed in 1...2 {
            var letter = letter(seed)
            letter.event = nil
            letter.stream = nil
            letter.bytes = [UInt8](0...255)
            try await letters.park(letter)
            #expect(try await letters.find(letter.id) == letter)
        }
        #expect(try await letters.list(PageRequest()).items.count == 2)
    }

    static let retry = PortCheck("a retried letter is marked, and waits again when it fails again")
    {
        let letters = try await $0.open().deadLetters
        let letter = letter(1)
        try await letters.park(letter)
        #expect(try await letters.retry(letter.id))
        #expect(try await letters.find(letter.id)?.state == .retrying)
        var again = letter
        again.attempts = 4
        try await letters.park(again)
        #expect(try await letters.find(letter.id)?.state == .waiting)
    }

    static let discard = PortCheck("a discarded letter is gone, the others stay") {
        let letters = try await $0.open().deadLetters
        try await letters.park(letter(1))
        try await letters.park(letter(2))
        #expect(try await letters.discard(letter(1).id))
        #expect(try await letters.find(letter(1).id) == nil)
        #expect(try await letters.list(PageRequest()).items == [letter(2)])
        #expect(try await letters.discard(letter(1).id) == false)
    }

    static let releases = PortCheck("discarding a letter makes ready what is parked behind it") {
        let bench = ParkBench(try await $0.open())
        let letters = bench.letters
        try await letters.park(letter(1))
        try await letters.park(letter(2))
        let first = try await bench.write("a", awaited: .deadLetter(letter(1).id))
        let second = try await bench.write("b", awaited: .deadLetter(letter(2).id))
        try await bench.parked.park([first, second])
        #expect(try await letters.discard(.named("nobody")) == false)
        #expect(try await bench.parked.ready(ParkedWriteChecks.group, limit: 9).isEmpty)
        #expect(try await letters.discard(letter(1).id))
        let ready = try await bench.parked.ready(ParkedWriteChecks.group, limit: 9)
        #expect(ready.map(\.event) == [first.event])
    }

    static let everything = PortCheck("all letters are found, also beyond one page") {
        let letters = try await $0.open().deadLetters
        for seed in 0..<1003 { try await letters.park(letter(seed)) }
        #expect(Set(try await letters.all().map(\.id)).count == 1003)
    }

    static let absent = PortCheck("an unknown letter is neither found, retried nor discarded") {
        let letters = try await $0.open().deadLetters
        #expect(try await letters.find(.named("nobody")) == nil)
        #expect(try await letters.retry(.named("nobody")) == false)
        #expect(try await letters.discard(.named("nobody")) == false)
        #expect(try await letters.list(PageRequest()).items.isEmpty)
        #expect(try await letters.list(PageRequest()).next == nil)
    }

    static let paging = PortCheck("pages of letters neither skip nor repeat") {
        let letters = try await $0.open().deadLetters
        for seed in 0..<13 { try await letters.park(letter(seed)) }
        for limit in [1, 4, 13, 50] {
            let all = try await collect(limit: limit) { try await letters.list($0) }
            #expect(all.count == 13 && Set(all.map(\.id)).count == 13)
        }
    }

    static let reopening = PortCheck("letters survive a kill, with their state") {
        var letters = try await $0.open().deadLetters
        for (seed, text) in EventBuilder.awkwardTexts.enumerated() {
            var letter = letter(seed, key: text)
            letter.cause = text
            try await letters.park(letter)
        }
        #expect(try await letters.retry(letter(3).id))
        let before = try await collect(limit: 5) { try await letters.list($0) }
        letters = try await $0.open().deadLetters
        #expect(try await collect(limit: 5) { try await letters.list($0) } == before)
        #expect(try await letters.find(letter(3).id)?.state == .retrying)
    }
}
