// How large a segment becomes: many appends share one, none becomes too large to be stored in its time, and what takes too
// long goes in smaller pieces. And what an append asks of the store, however much is there.

import EventSourcing
import JSONText
import Ontology
import ServerAdapters
import Synchronization
import TestSupport
import Testing

/// Takes small objects in time; for larger ones it is too slow: their number is closed meanwhile.
private final class SlowObjects: Sendable {
    private let server: HandlerServer
    private let objects: Objects
    let url: String

    private final class Objects: Sendable {
        let kept = Mutex<[String: [UInt8]]>([:])
        let asked = Mutex<[String]>([])
    }

    init(largest: Int) throws {
        let objects = Objects()
        self.objects = objects
        server = try HandlerServer { request in
            objects.asked.withLock { $0.append(request.method) }
            return objects.kept.withLock { kept in
                let there = kept[request.path]
                if request.method == "GET" {
                    return there.map {
                        HandlerServer.Answer(200, String(decoding: $0, as: UTF8.self))
                    }
                        ?? HandlerServer.Answer(404, "<Error><Code>NoSuchKey</Code></Error>")
                }
                guard there == nil else { return HandlerServer.Answer(412, "") }
                let isSlow = request.body.count > largest
                kept[request.path] = isSlow ? Segment.closed.bytes : request.body
                return HandlerServer.Answer(isSlow ? 412 : 200, "")
            }
        }
        url = server.url
    }

    /// The methods of the requests since it was asked last.
    func takeAsked() -> [String] {
        objects.asked.withLock { asked in
            defer { asked = [] }
            return asked
        }
    }

    func stop() { server.stop() }
}

@Suite(
    "The size of a segment",
    .enabled(
        if: TestServers.has("sizes of segments", TestServers.postgres, TestServers.seaweed)))
struct S3BoundTests {
    private let build = EventBuilder()

    private func with(_ body: (S3Client, PostgresPool) async throws -> Void) async throws {
        let postgres = try await PostgresPart(TestServers.postgres ?? "")
        let part = S3Part(postgres, url: TestServers.seaweed ?? "")
        let world = ServerWorld(partitions: 1, [postgres, part])
        _ = try await world.open()
        let pool = try #require(postgres.current?.pool)
        do {
            try await body(part.client, pool)
        } catch {
            await world.end()
            throw error
        }
        await world.end()
    }

    private func batch(_ count: Int, bytes: Int = 5) -> [Submission] {
        let payload = JSONObject([("name", .string(String(repeating: "x", count: bytes)))])
        return (0..<count).map { number in
            Submission([build.command(build.stream("k\(number)"), payload)], expecting: .any)
        }
    }

    private func expectAll(_ answers: [AppendAnswer], _ batch: [Submission]) {
        #expect(answers.count == batch.count)
        for (answer, submission) in zip(answers, batch) {
            guard case .appended(let events, false) = answer else {
                Issue.record("\(answer)")
                return
            }
            #expect(events.map(\.event) == submission.events)
        }
    }

    private func segments(_ client: S3Client) async throws -> [(events: Int, bytes: Int)] {
        var found: [(events: Int, bytes: Int)] = []
        for key in try await client.list(Segment.directory) {
            let bytes = try #require(try await client.get(key))
            found.append((try Segment(bytes: bytes).events.count, bytes.count))
        }
        return found
    }

    @Test func oneLargeAppendBecomesSeveralSegments() async throws {
        try await with { client, pool in
            let store = S3EventStore(client, pool)
            let batch = batch(1200)
            expectAll(try await store.append(batch, with: nil), batch)
            #expect(try await segments(client).map(\.events) == [500, 500, 200])
            let again = try await store.append(batch, with: nil)
            #expect(
                again.allSatisfy { if case .appended(_, true) = $0 { true } else { false } },
                "what is sent again is there")
            #expect(try await store.read(after: .start, limit: 2000).count == 1200)
        }
    }

    @Test func largeEventsShareASegmentOnlyUpToSomeMegabytes() async throws {
        try await with { client, pool in
            let batch = batch(9, bytes: 1_300_000)
            expectAll(try await S3EventStore(client, pool).append(batch, with: nil), batch)
            let segments = try await segments(client)
            #expect(segments.map(\.events) == [3, 3, 3])
            #expect(segments.allSatisfy { $0.bytes < 5 << 20 })
        }
    }

    @Test func whatTakesTooLongGoesInSmallerPieces() async throws {
        try await with { _, pool in
            let objects = try SlowObjects(largest: 20_000)
            defer { objects.stop() }
            let store = S3EventStore(S3Part.client(url: objects.url, attempts: 1), pool)
            let batch = batch(200)
            expectAll(try await store.append(batch, with: nil), batch)
            #expect(try await store.read(after: .start, limit: 999).count == 200)
        }
    }

    /// Also by a process that has just begun, in a stream that is there and in a new one.
    @Test func anAppendAsksNoMoreOfTheStoreAfterManyOthers() async throws {
        try await with { _, pool in
            let objects = try SlowObjects(largest: .max)
            defer { objects.stop() }
            let client = S3Part.client(url: objects.url, attempts: 1)
            func append(_ key: String, to store: S3EventStore) async throws -> [String] {
                _ = objects.takeAsked()
                let submission = Submission([build.command(build.stream(key))], expecting: .any)
                expectAll(try await store.append([submission], with: nil), [submission])
                return objects.takeAsked()
            }
            let store = S3EventStore(client, pool)
            #expect(try await append("k0", to: store) == ["PUT"])
            for number in 1..<150 { _ = try await append("k\(number)", to: store) }
            for (key, store) in [
                ("k0", store), ("new", store), ("k1", S3EventStore(client, pool)),
                ("newer", S3EventStore(client, pool)),
            ] {
                #expect(try await append(key, to: store) == ["PUT"], "\(key)")
            }
        }
    }
}
