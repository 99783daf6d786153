// "Nothing new" is said only where there is nothing.

import EventSourcing
import JSONText
import Testing

@testable import EmbeddedAdapters

@Suite struct StreamEndsTests {
    private func entry(_ key: String, _ sequence: Int) -> LogTail.Entry {
        LogTail.Entry(
            event: RecordedEvent(
                event: command(key), sequence: SequenceNumber(sequence),
                position: StorePosition(segment: Int64(sequence))),
            bytes: 1, previous: 0, isForeignAnswer: false)
    }

    @Test("Nothing is known of a stream before a reader has seen all of it")
    func unknown() {
        let ends = StreamEnds()
        #expect(ends.knowledge(of: stream("a")).last == nil)
        ends.advance([entry("a", 3)])
        #expect(ends.knowledge(of: stream("a")).last == nil)
        ends.note(stream("a"), 2, since: ends.knowledge(of: stream("a")))
        #expect(ends.knowledge(of: stream("a")).last == 3)
        #expect(ends.knowledge(of: stream("b")).last == nil)
    }

    @Test("What is written while a reader looks is not lost to an older look")
    func writtenMeanwhile() {
        let ends = StreamEnds()
        let before = ends.knowledge(of: stream("a"))
        ends.advance([entry("a", 6)])
        ends.note(stream("a"), 5, since: before)
        #expect(ends.knowledge(of: stream("a")).last == 6)
        ends.note(stream("a"), 5, since: before)
        #expect(ends.knowledge(of: stream("a")).last == 6)
    }

    @Test("A look from before everything was forgotten teaches nothing")
    func forgotten() {
        let ends = StreamEnds()
        let before = ends.knowledge(of: stream("a"))
        ends.forget()
        ends.advance([entry("a", 6)])
        _ = ends.knowledge(of: stream("a"))
        ends.note(stream("a"), 5, since: before)
        #expect(ends.knowledge(of: stream("a")).last == nil)
    }

    @Test("With too many streams all are forgotten, and none is taken for known")
    func tooMany() {
        let ends = StreamEnds()
        for number in 0..<5000 {
            let knowledge = ends.knowledge(of: stream("\(number)"))
            ends.note(stream("\(number)"), 1, since: knowledge)
        }
        #expect(ends.knowledge(of: stream("0")).last == nil)
        #expect(ends.knowledge(of: stream("4999")).last == 1)
    }

    @Test(
        "Whatever was read before, a stream is read as it was written",
        arguments: [1, 4], [1, 2, 3, 4])
    func likeTheModel(partitions: Int, seed: Int) async throws {
        var random = SeededNumbers(seed: UInt64(seed))
        let keys = ["a", "caf\u{E9}", "cafe\u{301}", "漢"]
        var model: [[EventID]] = Array(repeating: [], count: keys.count)
        try await withFolder { folder in
            let path = folder + "/events.db"
            for _ in 0..<3 {
                let log = try EventLog(path: path, partitions: partitions)
                try await log.breakOnPoison()
                for _ in 0..<150 {
                    let place = Int.random(in: 0..<keys.count, using: &random)
                    let key = keys[place]
                    switch Int.random(in: 0..<6, using: &random) {
                    case 0:
                        let event = command(key)
                        try await log.add(event)
                        model[place].append(event.id)
                    case 1:
                        _ = try? await log.add(command(key), poison(key))
                    default:
                        let after = Int.random(in: 0...model[place].count + 2, using: &random)
                        let limit = Int.random(in: 1...4, using: &random)
                        let events = try await log.read(
                            stream(key), after: SequenceNumber(after), limit: limit)
                        #expect(
                            events.map(\.event.id)
                                == Array(model[place].dropFirst(after).prefix(limit)))
                    }
                }
                await log.close()
            }
        }
        #expect(model.allSatisfy { !$0.isEmpty })
    }
}
