// The promises of DeadLetters.

internal import EventSourcing
internal import Testing

package enum DeadLetterChecks {
    package static let all: [PortCheck] = [
        parks, again, otherGroup, unreadable, retry, discard, releases, absent, paging,
        counts, marked, blocks, reopening,
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

    static let counts = PortCheck("letters are counted") {
        let letters = try await $0.open().deadLetters
        #expect(try await letters.count() == 0)
        for seed in 0..<3 { try await letters.park(letter(seed)) }
        try await letters.park(letter(1))
        #expect(try await letters.count() == 3)
        #expect(try await letters.discard(letter(1).id))
        #expect(try await letters.count() == 2)
    }

    static let marked = PortCheck("the letters of a group that are marked are told, oldest first") {
        let letters = try await $0.open().deadLetters
        for seed in [5, 3, 9, 1] { try await letters.park(letter(seed)) }
        try await letters.park(letter(3, group: "projection"))
        let group = ConsumerGroup("workers")
        #expect(try await letters.retrying(group) == [])
        for seed in [1, 5, 3] { #expect(try await letters.retry(letter(seed).id)) }
        #expect(try await letters.retry(letter(3, group: "projection").id))
        let marked = try await letters.retrying(group)
        #expect(marked.map(\.id) == [5, 3, 1].map { letter($0).id })
        #expect(marked.first?.bytes == letter(5).bytes)
        try await letters.park(letter(3))
        #expect(try await letters.retrying(group).map(\.id) == [5, 1].map { letter($0).id })
    }

    static let blocks = PortCheck("the oldest letter of each stream in a group is told") {
        let letters = try await $0.open().deadLetters
        let group = ConsumerGroup("workers")
        let names = ["a", "b", "free"] + EventBuilder.awkwardTexts
        let streams = Set(names.map { build.stream($0) })
        #expect(try await letters.blocked(group, among: streams) == [:])
        for (seed, key) in [(7, "b"), (2, "a"), (5, "b"), (1, "a"), (8, "elsewhere")] {
            try await letters.park(letter(seed, key: key))
        }
        try await letters.park(letter(4, key: "free", group: "projection"))
        var unreadable = letter(6)
        (unreadable.event, unreadable.stream) = (nil, nil)
        try await letters.park(unreadable)
        var expected: [StreamID: Blockage] = [:]
        for (seed, key) in [(7, "b"), (2, "a")] {
            let first = letter(seed, key: key)
            expected[build.stream(key)] = Blockage(letter: first.id, event: first.event)
        }
        #expect(try await letters.blocked(group, among: streams) == expected)
        #expect(try await letters.blocked(group, among: []) == [:])
        for (seed, text) in EventBuilder.awkwardTexts.enumerated() {
            let awkward = letter(100 + seed, key: text)
            try await letters.park(awkward)
            let stream = build.stream(text)
            if expected[stream] == nil {
                expected[stream] = Blockage(letter: awkward.id, event: awkward.event)
            }
        }
        #expect(try await letters.blocked(group, among: streams) == expected)
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
