// The tail by itself: what it keeps, what it lets go, and what it says about commands.

import EventSourcing
import Testing

@testable import EmbeddedAdapters

@Suite struct LogTailTests {
    private func entry(
        _ position: Int64, bytes: Int = 100, previous: Int64 = 0, isForeignAnswer: Bool = false,
        _ event: Event? = nil
    ) -> LogTail.Entry {
        LogTail.Entry(
            event: RecordedEvent(
                event: event ?? command("k\(position)"), sequence: SequenceNumber(1),
                position: StorePosition(segment: position)),
            bytes: bytes, previous: previous, isForeignAnswer: isForeignAnswer)
    }

    private func positions(_ tail: LogTail, from: Int64) -> [Int64]? {
        var found: [Int64] = []
        let isHere = tail.visit(from: from) {
            found.append($0.position.segment)
            return true
        }
        return isHere ? found : nil
    }

    /// The first position that the tail still answers for.
    private func start(_ tail: LogTail, upTo end: Int64) -> Int64? {
        (1...end).first { tail.visit(from: $0) { _ in false } }
    }

    @Test("It keeps no more events than its limit, and the newest of them", arguments: [1, 7, 512])
    func countLimit(commit: Int) throws {
        let tail = LogTail()
        tail.reset(after: 0, hasForeignAnswers: false)
        let end = Int64(LogTail.maximumEvents) + 4000
        for first in stride(from: 1, through: end, by: commit) {
            tail.add((first...min(first + Int64(commit) - 1, end)).map { entry($0) })
        }
        let from = try #require(start(tail, upTo: end))
        let kept = try #require(positions(tail, from: from))
        #expect(kept == Array(from...end))
        #expect(kept.count <= LogTail.maximumEvents)
        #expect(kept.count > LogTail.maximumEvents - 2 * 512)
        #expect(positions(tail, from: from - 1) == nil)
    }

    @Test("It keeps no more bytes than its limit, however small the commits")
    func byteLimit() throws {
        let tail = LogTail()
        tail.reset(after: 0, hasForeignAnswers: false)
        for position in Int64(1)...200 { tail.add([entry(position, bytes: 300_000)]) }
        let from = try #require(start(tail, upTo: 200))
        #expect(Int(201 - from) * 300_000 <= LogTail.maximumBytes)
        #expect(positions(tail, from: from) == Array(from...200))
    }

    @Test("Positions of injected envelopes are gaps that it reads across")
    func gaps() {
        let tail = LogTail()
        tail.reset(after: 4, hasForeignAnswers: false)
        tail.add([entry(7), entry(8)])
        tail.add([entry(12)])
        #expect(positions(tail, from: 4) == nil)
        #expect(positions(tail, from: 5) == [7, 8, 12])
        #expect(positions(tail, from: 8) == [8, 12])
        #expect(positions(tail, from: 9) == [12])
        #expect(positions(tail, from: 13) == [])
    }

    @Test("It answers for nothing before a reset")
    func reset() {
        let tail = LogTail()
        #expect(positions(tail, from: 1) == nil)
        tail.reset(after: 0, hasForeignAnswers: false)
        tail.add([entry(1), entry(2)])
        tail.reset(after: 2, hasForeignAnswers: false)
        #expect(positions(tail, from: 1) == nil)
        #expect(positions(tail, from: 2) == nil)
        #expect(positions(tail, from: 3) == [])
    }

    @Test("A command is the last of its stream until it is answered, followed or unknown")
    func last() {
        let tail = LogTail()
        tail.reset(after: 0, hasForeignAnswers: false)
        let (one, two, three) = (command("a"), command("b"), command("c"))
        tail.add([entry(1, one), entry(2, two), entry(3, three)])
        let first = SequenceNumber(1)
        for event in [one, two, three] { #expect(tail.isLast(event.id, first)) }
        #expect(!tail.isLast(one.id, SequenceNumber(2)))
        tail.add([entry(4, fact(one))])
        tail.add([entry(5, previous: 2, command("b"))])
        #expect(!tail.isLast(one.id, first))
        #expect(!tail.isLast(two.id, first))
        #expect(tail.isLast(three.id, first))
        tail.add([entry(6, isForeignAnswer: true, fact(command("d")))])
        #expect(!tail.isLast(three.id, first))
        tail.reset(after: 6, hasForeignAnswers: false)
        #expect(!tail.isLast(three.id, first))
    }

    @Test("A command that was let go is no longer known as the last")
    func forgotten() {
        let tail = LogTail()
        tail.reset(after: 0, hasForeignAnswers: false)
        let asked = command("a")
        tail.add([entry(1, asked)])
        for first in stride(from: Int64(2), to: 20_000, by: 500) {
            tail.add((first..<first + 500).map { entry($0) })
        }
        #expect(!tail.isLast(asked.id, SequenceNumber(1)))
    }
}
