// Between a commit and its publication the file holds more than memory tells. A second log on the same file holds that
// moment still: its readers see what the first one writes, and it is never told.

import EventSourcing
import Testing

@testable import EmbeddedAdapters

@Suite struct PublishedEndTests {
    private let places: Set = [TopicPartition(commands, 0), TopicPartition(facts, 0)]

    /// `body` gets the log that writes and the one that is never told.
    private func withTwoLogs(
        before count: Int, _ body: (EventLog, EventLog) async throws -> Void
    ) async throws {
        try await withFolder { folder in
            let path = folder + "/events.db"
            let writing = try EventLog(path: path)
            if count > 0 { _ = try await writing.append((0..<count).map { command("\($0)") }) }
            let untold = try EventLog(path: path)
            try await body(writing, untold)
            await untold.close()
            await writing.close()
        }
    }

    @Test("An envelope that is not published yet is not passed over")
    func envelope() async throws {
        try await withTwoLogs(before: 5) { writing, untold in
            let foreign = RecordedEvent(
                event: command("foreign"), sequence: SequenceNumber(1),
                position: StorePosition(segment: 900))
            try await writing.inject([foreign])
            let scan = try await untold.scan(
                from: 1, topics: [commands, facts], wanted: places, limit: 100)
            #expect(scan.records.map(\.offset) == Array(1...5))
            #expect(scan.through == 5)
            let later = try await writing.scan(
                from: scan.through + 1, topics: [commands, facts], wanted: places, limit: 100)
            #expect(later.records.map(\.offset) == [6])
        }
    }

    @Test("A reader and a group see only what is published")
    func events() async throws {
        try await withTwoLogs(before: 5) { writing, untold in
            _ = try await writing.append((0..<3).map { command("later\($0)") })
            #expect(try await untold.read(after: .start, limit: 100).count == 5)
            let scan = try await untold.scan(
                from: 1, topics: [commands], wanted: places, limit: 100)
            #expect(scan.through == 5)
            #expect(try await writing.read(after: .start, limit: 100).count == 8)
        }
    }

    @Test("A worker is not seen done before what it has appended can be seen")
    func commits() async throws {
        try await withTwoLogs(before: 5) { writing, untold in
            let group = ConsumerGroup("g")
            let place = TopicPartition(commands, 0)
            _ = try await writing.append(
                [Submission([fact(command("answered"))], expecting: .any)],
                with: GroupCommit(group: group, position: BusPosition([place: 6])))
            #expect(untold.committed(group, topics: [commands])[place] == 1)
            #expect(try await untold.head() == StorePosition(segment: 5))
            #expect(writing.committed(group, topics: [commands])[place] == 6)
            #expect(try await writing.head() == StorePosition(segment: 6))
        }
    }

    @Test(
        "A lag is counted up to the same end as it is told, with nothing left out",
        arguments: [0, 5])
    func lag(before count: Int) async throws {
        try await withTwoLogs(before: count) { writing, untold in
            _ = try await writing.append((0..<2500).map { command("later\($0)") })
            for log in [untold, writing] {
                let bus = EmbeddedBus(log: log, clock: SystemClock())
                let progress = try await bus.positions(
                    of: ConsumerGroup("g"), topics: [commands])
                let place = try #require(progress.first)
                #expect(Int64(place.lag) == place.end - place.committed)
            }
        }
    }
}
