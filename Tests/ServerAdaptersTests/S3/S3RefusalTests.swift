// An object store that will never take one event, whoever asks: the others of its batch are stored all the same, and the
// one is refused with the store's own words. The object store is a double in this process, the index is in Postgres.

import EventSourcing
import HTTPClient
import JSONText
import Ontology
import ServerAdapters
import Synchronization
import TestSupport
import Testing

/// Keeps objects in memory; refuses those that hold a word.
private final class PickyObjects: Sendable {
    private let server: HandlerServer
    let url: String

    init(refusing word: String, _ status: Int, _ code: String) throws {
        let objects = Mutex<[String: [UInt8]]>([:])
        server = try HandlerServer { request in
            if request.method == "GET" {
                guard let bytes = objects.withLock({ $0[request.path] }) else {
                    return HandlerServer.Answer(404, "<Error><Code>NoSuchKey</Code></Error>")
                }
                return HandlerServer.Answer(200, String(decoding: bytes, as: UTF8.self))
            }
            if String(decoding: request.body, as: UTF8.self).contains(word) {
                return HandlerServer.Answer(status, "<Error><Code>\(code)</Code></Error>")
            }
            return objects.withLock { objects in
                if request.headers["if-none-match"] != nil, objects[request.path] != nil {
                    return HandlerServer.Answer(412, "")
                }
                objects[request.path] = request.body
                return HandlerServer.Answer(200, "")
            }
        }
        url = server.url
    }

    func stop() { server.stop() }
}

@Suite(
    "An event that S3 will never take",
    .enabled(if: TestServers.has("refusals of S3", TestServers.postgres)))
struct S3RefusalTests {
    private let build = EventBuilder()

    private func submission(_ key: String, _ name: String) -> Submission {
        Submission(
            [
                build.command(
                    build.stream(key), JSONObject([("name", .string(name))]))
            ], expecting: .any)
    }

    private func with(
        _ status: Int, _ code: String, _ body: (S3EventStore) async throws -> Void
    ) async throws {
        let postgres = try await PostgresPart(TestServers.postgres ?? "")
        let world = ServerWorld(partitions: 1, [postgres])
        _ = try await world.open()
        let pool = try #require(postgres.current?.pool)
        let objects = try PickyObjects(refusing: "POISON", status, code)
        let store = S3EventStore(S3Part.client(url: objects.url, attempts: 1), pool)
        do { try await body(store) } catch {
            objects.stop()
            await world.end()
            throw error
        }
        objects.stop()
        await world.end()
    }

    @Test(arguments: [
        (400, "EntityTooLarge"), (413, ""), (400, "MaxMessageLengthExceeded"),
    ])
    func isRefusedAndTheOthersOfItsBatchAreStored(_ status: Int, _ code: String) async throws {
        try await with(status, code) { store in
            let names = ["a", "POISON", "c", "d", "e"]
            let batch = names.enumerated().map { submission("k\($0.offset)", $0.element) }
            let answers = try await store.append(batch, with: nil)
            #expect(answers.count == 5)
            for (index, answer) in answers.enumerated() {
                switch answer {
                case .appended(let events, false):
                    #expect(index != 1 && events.map(\.event) == batch[index].events)
                case .refused(.notStorable(let words)):
                    #expect(index == 1 && words.contains(String(status)))
                default: Issue.record("\(index): \(answer)")
                }
            }
            #expect(try await store.read(after: .start, limit: 10).count == 4)
            #expect(try await store.find(batch[1].events[0].id) == nil)
            // Its stream and its id are free: nothing of it stayed.
            let again = try await store.append(
                [Submission(submission("k1", "good").events, expecting: .exactly(.none))], with: nil
            )
            guard case .appended? = again.first else {
                Issue.record("\(again)")
                return
            }
            #expect(try await store.read(after: .start, limit: 10).count == 5)
        }
    }

    /// Wrong rights or keys are not about this content: the batch is to be tried again.
    @Test(arguments: [
        (403, "AccessDenied"), (400, "ExpiredToken"), (503, "SlowDown"), (400, "BadDigest"),
        (400, "InvalidRequest"), (400, "InvalidArgument"),
    ])
    func whatIsWrongWithTheStoreRefusesNoEvent(_ status: Int, _ code: String) async throws {
        try await with(status, code) { store in
            await #expect(throws: EventStoreError.self) {
                try await store.append([submission("a", "POISON")], with: nil)
            }
        }
    }
}
