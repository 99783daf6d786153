// An object that becomes visible late, and readers that die anywhere: nothing is passed over, nothing comes twice.

import EventSourcing
import HTTPClient
import Ontology
import ServerAdapters
import TestSupport
import Testing

@Suite(
    "S3 late",
    .enabled(if: TestServers.has("late objects", TestServers.postgres, TestServers.seaweed)))
struct S3LateTests {
    private let build = EventBuilder()

    private func submission(_ key: String) -> Submission {
        Submission([build.command(build.stream(key))], expecting: .any)
    }

    private func with(
        url: String, _ body: (S3EventStore, S3EventStore, PostgresPool) async throws -> Void
    ) async throws {
        let postgres = try await PostgresPart(TestServers.postgres ?? "")
        let part = S3Part(postgres, url: TestServers.seaweed ?? "")
        let world = ServerWorld(partitions: 1, [postgres, part])
        _ = try await world.open()
        let pool = try #require(postgres.current?.pool)
        let other = S3Part.client(url: url, prefix: part.client.settings.prefix)
        do {
            try await body(S3EventStore(part.client, pool), S3EventStore(other, pool), pool)
        } catch {
            await world.end()
            throw error
        }
        await world.end()
    }

    /// Everything from the position on, as one who follows the log sees it.
    private func follow(
        _ store: S3EventStore, from position: inout StorePosition, into seen: inout [RecordedEvent]
    ) async throws {
        for event in try await store.read(after: position, limit: 50) {
            seen.append(event)
            position = event.position
        }
    }

    @Test func aWriteThatBecomesVisibleLateIsNeitherPassedOverNorDoubled() async throws {
        let way = try SlowWay(to: TestServers.seaweed ?? "")
        defer { way.cut() }
        try await with(url: way.url) { store, slow, pool in
            way.hold()
            async let late = slow.append([submission("late")], with: nil)
            // It has its place in the log, and is not there.
            while try await pool.run(
                "SELECT 1 FROM spice_event_registry.segments WHERE state = 'open'"
            ).first == nil {
                try await Task.sleep(for: .milliseconds(5))
            }
            for round in 0..<30 {
                let batch = (0..<10).map { submission("k\(round)-\($0)") }
                _ = try await store.append(batch, with: nil)
            }
            var (position, seen) = (StorePosition.start, [RecordedEvent]())
            // They are not kept from anybody for longer than a writer may take.
            while seen.count < 300 { try await follow(store, from: &position, into: &seen) }
            #expect(!seen.contains { $0.event.stream.key == "late" })
            way.release()
            let answers = try await late
            guard case .appended(let stored, false)? = answers.first else {
                Issue.record("\(answers)")
                return
            }
            while seen.count < 301 { try await follow(store, from: &position, into: &seen) }
            try await follow(store, from: &position, into: &seen)
            #expect(seen.last == stored.first)
            #expect(Set(seen.map(\.event.id)).count == 301)
            #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.position < $1.position })
            #expect(try await store.read(after: .start, limit: 1000) == seen)
        }
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func aReaderThatDiesInsideASegmentGoesOnWithTheNextEvent(_ seed: UInt64) async throws {
        try await with(url: TestServers.seaweed ?? "") { store, other, _ in
            // Segments of many events each.
            for round in 0..<4 {
                _ = try await store.append(
                    (0..<100).map { submission("k\(round * $0 % 37)") }, with: nil)
            }
            var chance = SeededGenerator(seed: seed)
            var (position, seen) = (StorePosition.start, [RecordedEvent]())
            while seen.count < 400 {
                // A new life each time, which knows no more than the position.
                let reader = chance.next() % 2 == 0 ? store : other
                let found = try await reader.read(
                    after: position, limit: 1 + Int(chance.next() % 61))
                guard let last = found.last else { break }
                position = last.position
                seen += found
            }
            #expect(seen == (try await store.read(after: .start, limit: 1000)))
            var sequences: [StreamID: SequenceNumber] = [:]
            for event in seen {
                let before = sequences.updateValue(event.sequence, forKey: event.event.stream)
                #expect(before ?? .none < event.sequence)
            }
        }
    }
}
