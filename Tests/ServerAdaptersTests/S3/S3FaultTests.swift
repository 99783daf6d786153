// The event store when writers die, stores are too lax, servers go away, or the index is lost.

import EventSourcing
import HTTPClient
import Ontology
import ServerAdapters
import TestSupport
import Testing

@Suite(
    "S3 in trouble",
    .enabled(
        if: TestServers.has("faults of S3", TestServers.postgres, TestServers.seaweed)))
struct S3FaultTests {
    private let build = EventBuilder()

    /// A store of its own, with a second client of the same bucket and index.
    private func with(
        _ body: (S3EventStore, S3Client, PostgresPool) async throws -> Void
    ) async throws {
        let postgres = try await PostgresPart(TestServers.postgres ?? "")
        let part = S3Part(postgres, url: TestServers.seaweed ?? "")
        let world = ServerWorld(partitions: 1, [postgres, part])
        _ = try await world.open()
        let pool = try #require(postgres.current?.pool)
        do {
            try await body(S3EventStore(part.client, pool), part.client, pool)
        } catch {
            await world.end()
            throw error
        }
        await world.end()
    }

    private func put(_ store: S3EventStore, _ key: String) async throws -> RecordedEvent {
        let answers = try await store.append(
            [Submission([build.command(build.stream(key))], expecting: .any)], with: nil)
        guard case .appended(let events, _)? = answers.first, let event = events.first else {
            throw CheckAborted("\(answers)")
        }
        return event
    }

    /// A reservation of a process that is gone: nobody holds its lock.
    private func abandon(_ pool: PostgresPool) async throws -> Int64 {
        let row = try await pool.run(
            """
            WITH head AS (
                UPDATE spice_event_registry.log_head SET last_segment = last_segment + 1
                RETURNING last_segment)
            INSERT INTO spice_event_registry.segments (segment, state, last_ordinal, deadline)
            SELECT last_segment, 'open', 0, now() + interval '1 hour' FROM head RETURNING segment
            """
        ).first
        return try #require(row?.integer(0))
    }

    @Test func aReservationOfADeadWriterIsClosedByTheNextReader() async throws {
        try await with { store, client, pool in
            let before = try await put(store, "a")
            let lost = try await abandon(pool)
            let after = try await put(store, "b")
            #expect(try await store.read(after: .start, limit: 9) == [before, after])
            let object = try await client.get(Segment.objectKey(lost))
            #expect(try Segment(bytes: try #require(object)) == .closed)
            let late = try await client.put(Segment.objectKey(lost), [1], ifAbsent: true)
            #expect(late == .existsAlready)
        }
    }

    @Test func aSegmentWhoseWriterDiedBeforeRecordingIsRecordedByTheReader() async throws {
        try await with { store, client, pool in
            let first = try await put(store, "a")
            // The writer stored the object and died; its rows are there, as open.
            _ = try await pool.run(
                "UPDATE spice_event_registry.segments SET state = 'open' WHERE segment = $1",
                [.integer(first.position.segment)])
            let other = S3EventStore(client, pool)
            #expect(try await other.read(after: .start, limit: 9) == [first])
            #expect(try await other.head() == first.position)
        }
    }

    @Test func anAppendMeetsAReservationOfADeadWriterOfTheSameStream() async throws {
        try await with { store, client, pool in
            let first = try await put(store, "a")
            _ = try await pool.run(
                "UPDATE spice_event_registry.segments SET state = 'open' WHERE segment = $1",
                [.integer(first.position.segment)])
            let answers = try await store.append(
                [
                    Submission(
                        [build.command(build.stream("a"))], expecting: .exactly(first.sequence))
                ], with: nil)
            guard case .appended(_, false)? = answers.first else {
                Issue.record("\(answers)")
                return
            }
            #expect(try await store.read(after: .start, limit: 9).count == 2)
        }
    }

    @Test func writersOfManyProcessesLoseAndDoubleNothing() async throws {
        try await with { store, client, pool in
            let writers = (0..<4).map { _ in S3EventStore(client, pool) }
            let stream = build.stream("hot")
            let won = try await withThrowingTaskGroup(of: Int.self) { group in
                for writer in writers {
                    group.addTask {
                        let build = EventBuilder(seed: .random(in: 0...UInt64.max))
                        var won = 0
                        for _ in 0..<10 {
                            let last =
                                try await writer.read(stream, after: .none, limit: 1000).last?
                                .sequence ?? SequenceNumber.none
                            let answers = try await writer.append(
                                [
                                    Submission([build.command(stream)], expecting: .exactly(last)),
                                    Submission(
                                        [build.command(build.stream("\(won)"))], expecting: .any),
                                ], with: nil)
                            if case .appended? = answers.first { won += 1 }
                        }
                        return won
                    }
                }
                return try await group.reduce(0, +)
            }
            let all = try await store.read(after: .start, limit: 1000)
            #expect(all.filter { $0.event.stream == stream }.count == won)
            #expect(all.count == won + 40)
            #expect(Set(all.map(\.event.id)).count == all.count)
            #expect(zip(all, all.dropFirst()).allSatisfy { $0.position < $1.position })
        }
    }

    @Test func theIndexIsMadeAgainFromTheSegmentsAlone() async throws {
        try await with { store, client, pool in
            let key = IdempotencyKey(scope: "shop", key: "k", contentHash: [9, 255])
            for number in 0..<5 { _ = try await put(store, "k\(number % 2)") }
            let keyed = try await store.append(
                [
                    Submission(
                        [build.command(build.stream("a"))], expecting: .any, idempotencyKey: key)
                ], with: nil)
            let before = try await store.read(after: .start, limit: 99)
            _ = try await abandon(pool)
            _ = try await store.head()
            for table in ["segments", "event_positions", "idempotency_keys", "aggregate_versions"] {
                _ = try await pool.run("DELETE FROM spice_event_registry.\(table)")
            }
            _ = try await pool.run("UPDATE spice_event_registry.log_head SET last_segment = 0")
            let fresh = S3EventStore(client, pool)
            #expect(try await fresh.read(after: .start, limit: 9).isEmpty)
            #expect(try await fresh.rebuildIndex().segments == 7)
            #expect(try await fresh.read(after: .start, limit: 99) == before)
            let again = try await fresh.append(
                [
                    Submission(
                        [build.command(build.stream("b"))], expecting: .any, idempotencyKey: key)
                ], with: nil)
            guard case .appended(let events, true)? = again.first,
                case .appended(events, false)? = keyed.first
            else {
                Issue.record("\(again)")
                return
            }
            let next = try await put(fresh, "k0")
            #expect(next.position > (before.last?.position ?? .start))
            #expect(next.sequence > SequenceNumber(3))
        }
    }

    @Test func aDamagedSegmentIsReportedAndNotRead() async throws {
        try await with { store, client, pool in
            let event = try await put(store, "a")
            let name = Segment.objectKey(event.position.segment)
            var bytes = try #require(try await client.get(name))
            bytes[bytes.count - 5] ^= 1
            _ = try await client.put(name, bytes)
            await #expect(throws: EventStoreError.self) {
                try await S3EventStore(client, pool).read(after: .start, limit: 9)
            }
        }
    }

    @Test(
        .enabled(if: TestServers.has("a store that ignores preconditions", TestServers.rclone)))
    func aStoreThatIgnoresThePreconditionIsRefused() async throws {
        let client = S3Part.client(url: TestServers.rclone ?? "")
        try await client.createBucket()
        await #expect {
            try await S3Probe.check(client, id: .named("probe"))
        } throws: { error in
            guard case .refused(let words)? = error as? S3Error else { return false }
            return words.contains("If-None-Match")
        }
    }

    @Test func aWrongSecretIsRefusedAtOnce() async throws {
        let client = S3Part.client(url: TestServers.seaweed ?? "", secret: "wrong")
        await #expect {
            try await client.createBucket()
        } throws: { error in
            guard case .refused? = error as? S3Error else { return false }
            return true
        }
    }

    @Test(.enabled(if: TestService.isAvailable))
    func nothingAcknowledgedIsLostWhenTheObjectStoreIsKilledUnderLoad() async throws {
        let service = try TestService("seaweedfs")
        defer { service.end() }
        let postgres = try await PostgresPart(TestServers.postgres ?? "")
        let part = S3Part(postgres, url: service.facts["URL"] ?? "")
        let world = ServerWorld(partitions: 1, [postgres, part])
        _ = try await world.open()
        let pool = try #require(postgres.current?.pool)
        let store = S3EventStore(part.client, pool)
        var acknowledged: [RecordedEvent] = []
        async let fault: Void = {
            try service.cause(.kill)
            try service.cause(.restart)
        }()
        for number in 0..<80 {
            do {
                acknowledged.append(try await put(store, "k\(number % 7)"))
            } catch let error as EventStoreError {
                guard case .unavailable = error else { throw error }
            }
        }
        try await fault
        let stored = try await S3EventStore(part.client, pool).read(after: .start, limit: 1000)
        #expect(Set(stored).isSuperset(of: acknowledged))
        #expect(Set(stored.map(\.event.id)).count == stored.count)
        await world.end()
    }
}
