// An index that is older than the log, as after an old copy of Postgres was put back: nobody writes on from it, nothing
// that was acknowledged is lost, and it is made again from the segments.

import EventSourcing
import Ontology
import ServerAdapters
import TestSupport
import Testing

@Suite(
    "An old index before a newer log",
    .enabled(
        if: TestServers.has("old copies of the index", TestServers.postgres, TestServers.seaweed)))
struct S3OldIndexTests {
    private let build = EventBuilder()

    private struct Place {
        let client: S3Client
        let pool: PostgresPool
        var store: S3EventStore { S3EventStore(client, pool) }
    }

    private func with(_ body: (Place) async throws -> Void) async throws {
        let postgres = try await PostgresPart(TestServers.postgres ?? "")
        let part = S3Part(postgres, url: TestServers.seaweed ?? "")
        let world = ServerWorld(partitions: 1, [postgres, part])
        _ = try await world.open()
        let place = Place(client: part.client, pool: try #require(postgres.current?.pool))
        do {
            try await body(place)
        } catch {
            await world.end()
            throw error
        }
        await world.end()
    }

    private func put(_ store: S3EventStore, _ key: String) async throws -> RecordedEvent {
        let answers = try await store.append(
            [Submission([build.command(build.stream(key))], expecting: .any)], with: nil)
        guard case .appended(let events, false)? = answers.first, let event = events.first else {
            throw CheckAborted("\(answers)")
        }
        return event
    }

    /// As a copy of Postgres that was made after `segment`.
    private func putBack(_ pool: PostgresPool, to segment: Int64) async throws {
        for table in ["segments", "event_positions", "idempotency_keys"] {
            _ = try await pool.run(
                "DELETE FROM spice_event_registry.\(table) WHERE segment > $1::bigint",
                [.integer(segment)])
        }
        _ = try await pool.run(
            "UPDATE spice_event_registry.aggregate_versions SET last_sequence = 1")
        _ = try await pool.run(
            "UPDATE spice_event_registry.log_head SET last_segment = $1::bigint",
            [.integer(segment)])
    }

    private func expectBehind(_ body: () async throws -> Void) async throws {
        await #expect {
            try await body()
        } throws: { error in
            guard case .corrupt(_, let words)? = error as? EventStoreError else { return false }
            return words.contains("spice rebuild index")
        }
    }

    @Test func nobodyWritesOnFromItAndTheSegmentsBringItBack() async throws {
        try await with { place in
            var written: [RecordedEvent] = []
            for key in ["a", "b", "a", "c", "a"] { written.append(try await put(place.store, key)) }
            try await putBack(place.pool, to: written[1].position.segment)

            try await expectBehind { try await place.store.prepare(ids: SeededIDs(seed: 1)) }
            // Who was up all the while looks nowhere before it writes.
            let store = place.store
            for key in ["a", "d", "c", "e", "f", "g"] {
                try await expectBehind { _ = try await put(store, key) }
            }
            // What stands in the log does not become what was reserved.
            try await expectBehind { _ = try await store.head() }
            for event in written {
                let bytes = try await place.client.get(Segment.objectKey(event.position.segment))
                #expect(try Segment(bytes: try #require(bytes)).events == [event])
            }

            let made = try await place.store.rebuildIndex()
            #expect(made.events == 5 && made.doubled == 0)
            #expect(try await place.store.read(after: .start, limit: 99) == written)
            try await place.store.prepare(ids: SeededIDs(seed: 2))
            let next = try await put(place.store, "a")
            #expect(next.sequence > SequenceNumber(3))
            #expect(try await put(place.store, "c").sequence > SequenceNumber(1))
            #expect(try await place.store.read(after: .start, limit: 99).count == 7)
        }
    }

    @Test func aNumberThatTheIndexTakesForClosedIsRecordedAgain() async throws {
        try await with { place in
            let written = [try await put(place.store, "a"), try await put(place.store, "a")]
            let number: [PostgresValue] = [.integer(written[0].position.segment)]
            for sql in [
                "UPDATE spice_event_registry.segments SET state = 'closed' WHERE segment = $1::bigint",
                "DELETE FROM spice_event_registry.event_positions WHERE segment = $1::bigint",
            ] { _ = try await place.pool.run(sql, number) }
            #expect(try await place.store.read(after: .start, limit: 9) == [written[1]])
            _ = try await place.store.rebuildIndex()
            #expect(try await place.store.read(after: .start, limit: 9) == written)
            #expect(try await place.store.find(written[0].event.id) == written[0])
            let stream = written[0].event.stream
            #expect(try await place.store.read(stream, after: .none, limit: 9) == written)
        }
    }

    @Test func aWriterAtWorkDoesNotMakeAnotherOneRefuseToStart() async throws {
        try await with { place in
            let store = place.store
            async let writing: Void = {
                for number in 0..<60 { _ = try await put(store, "k\(number)") }
            }()
            for seed in 0..<12 {
                try await place.store.prepare(ids: SeededIDs(seed: UInt64(seed)))
            }
            try await writing
        }
    }
}
