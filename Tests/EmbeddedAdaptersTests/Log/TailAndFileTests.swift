// What readers get from memory is what they would get from the file, also around rollbacks and while somebody writes.

import EventSourcing
import JSONText
import Synchronization
import Testing

@testable import EmbeddedAdapters

@Suite struct TailAndFileTests {
    /// Everything in pages.
    private func pages(_ log: EventLog, limit: Int) async throws -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        while true {
            let page = try await log.read(
                after: events.last?.position ?? .start, limit: limit)
            guard !page.isEmpty else { return events }
            #expect(page.count <= limit)
            events += page
        }
    }

    @Test("Who asks before the tail's start gets the same events in the same order")
    func beforeTheStart() async throws {
        try await withLog { log in
            let count = LogTail.maximumEvents + 2500
            for first in stride(from: 0, to: count, by: 4000) {
                let last = min(first + 4000, count)
                _ = try await log.append((first..<last).map { command("\($0 % 50)") })
            }
            #expect(!log.tail.visit(from: 1) { _ in false })
            #expect(log.tail.visit(from: Int64(count)) { _ in false })
            let file = try await log.allFromFile()
            #expect(file.count == count)
            #expect(try await pages(log, limit: 1000) == file)
            let newest = Array(file.suffix(700))
            let seam = try #require(file.dropLast(700).last)
            #expect(try await log.read(after: seam.position, limit: 10_000) == newest)
        }
    }

    @Test("The bus shows the same from memory as from the file", arguments: [1, 4])
    func scans(partitions: Int) async throws {
        let (live, reopened) = try await liveAndReopened(partitions: partitions) { log in
            for number in 0..<150 {
                let asked = command("é\(number % 13)", ["n": .integer(number)])
                try await log.add(asked)
                if number % 3 != 0 { try await log.add(fact(asked)) }
            }
        } _: { log in
            var lines: [String] = []
            let places = (0..<partitions).flatMap {
                [TopicPartition(commands, $0), TopicPartition(facts, $0)]
            }
            for wanted in [Set(places), Set(places.prefix(1)), Set(places.suffix(2))] {
                for (offset, limit) in [(1, 1), (1, 1000), (40, 7), (251, 3), (260, 5)] {
                    let scan = try await log.scan(
                        from: Int64(offset), topics: Set(wanted.map(\.topic)), wanted: wanted,
                        limit: limit)
                    lines.append("\(offset) \(limit) through \(scan.through)")
                    for record in scan.records {
                        lines.append(
                            "\(record.offset) \(record.topic) \(record.partition) "
                                + "\(record.content)")
                    }
                }
            }
            return lines
        }
        #expect(live.count > 150)
        #expect(live == reopened)
    }

    @Test("After a failed commit the tail equals the log, and what was rolled back is nowhere")
    func failedCommit() async throws {
        try await withLog { log in
            try await log.breakOnPoison()
            var kept: [EventID] = []
            for round in 0..<6 {
                let good = (0..<5).map { command("\(round)-\($0)") }
                async let neighbours = log.append(good)
                await #expect(throws: EventStoreError.self) {
                    try await log.add(command("x\(round)"), poison("x\(round)"))
                }
                #expect(try await neighbours.allSatisfy { $0.isDuplicate == false })
                kept += good.map(\.id)
                let later = command("x\(round)")
                try await log.add(later)
                kept.append(later.id)
                let file = try await log.allFromFile()
                #expect(file.map(\.event.id) == kept)
                #expect(try await pages(log, limit: 4) == file)
                #expect(file.map(\.position.segment) == Array(1...Int64(kept.count)))
                let stream = try await log.read(stream("x\(round)"), after: .none, limit: 9)
                #expect(stream.map(\.event.id) == [later.id])
            }
        }
    }

    @Test("Of a bulk call that fails in the middle, whole commits stay or go")
    func failedBulk() async throws {
        try await withLog { log in
            try await log.breakOnPoison()
            var batch = (0..<1500).map { command("\($0)") }
            batch[700] = poison("700")
            let wanted = batch
            await #expect(throws: EventStoreError.self) { try await log.append(wanted) }
            let file = try await log.allFromFile()
            #expect(file.map(\.event.id) == batch.prefix(512).map(\.id))
            #expect(try await pages(log, limit: 100) == file)
            batch[700] = command("700")
            let answers = try await log.append(batch)
            #expect(answers.map(\.isDuplicate) == (0..<1500).map { $0 < 512 })
            #expect(try await pages(log, limit: 333) == log.allFromFile())
        }
    }

    @Test("Two readers beside a writer see every event once, in order, and none that was undone")
    func readersBesideAWriter() async throws {
        try await withLog { log in
            try await log.breakOnPoison()
            let isOver = Flag()
            async let patient = follow(log, limit: 3, until: isOver)
            async let greedy = follow(log, limit: 1000, until: isOver)
            var random = SeededNumbers(seed: 4)
            for round in 0..<120 {
                let count = Int.random(in: 1...30, using: &random)
                var batch = (0..<count).map { command("\($0 % 4)", ["round": .integer(round)]) }
                if round % 5 == 0 { batch.append(poison("p")) }
                _ = try? await log.append(batch)
            }
            isOver.raise()
            let (first, second) = try await (patient, greedy)
            let file = try await log.allFromFile()
            #expect(file.count > 120)
            #expect(file.allSatisfy { $0.event.occurredAt.microseconds != 666 })
            #expect(first == file)
            #expect(second == file)
        }
    }

    /// Reads on and on until there is nothing more after the writer has ended.
    private func follow(
        _ log: EventLog, limit: Int, until isOver: Flag
    ) async throws -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        while true {
            let isLast = isOver.isRaised
            let page = try await log.read(after: events.last?.position ?? .start, limit: limit)
            events += page
            if page.isEmpty, isLast { return events }
            if page.isEmpty { await Task.yield() }
        }
    }
}

private final class Flag: Sendable {
    private let state = Mutex(false)

    var isRaised: Bool { state.withLock { $0 } }
    func raise() { state.withLock { $0 = true } }
}
