// The document index when its server is busy for some items, full, hung, killed, or gone.

import EventSourcing
import HTTPClient
import JSONText
import Ontology
import ServerAdapters
import TestSupport
import Testing

@Suite("Elasticsearch in trouble")
struct ElasticFaultTests {
    private func document(_ key: String, _ sequence: Int = 1) -> Document {
        Document(
            id: DocumentID(
                kind: .instance, scope: GraphScope(database: "shop", epoch: 1),
                className: "Product", key: key),
            sequence: SequenceNumber(sequence), event: .named(key),
            eventAt: FixedClock.sampleTime, createdAt: FixedClock.sampleTime,
            data: JSONObject([("name", .string(key))]))
    }

    private func index(_ url: String, attempts: Int = 4) -> ElasticDocumentIndex {
        ElasticDocumentIndex(
            ElasticClient(
                ElasticSettings(url: url, deadlineSeconds: 1, attempts: attempts),
                http: HTTPClient()))
    }

    /// A bulk's answer with these states, for as many items.
    private func answer(_ states: [Int], type: String = "es_rejected_execution_exception")
        -> String
    {
        let items = states.map { status in
            status < 300
                ? #"{"index":{"_id":"x","status":\#(status)}}"#
                : #"{"index":{"_id":"x","status":\#(status),"error":{"type":"\#(type)","reason":"r"}}}"#
        }
        return #"{"errors":true,"items":[\#(items.joined(separator: ","))]}"#
    }

    /// That none of so many is there. A look-up asks for the mark of a dropped database too.
    private func none(_ count: Int) -> CannedServer.Answer {
        let one = #"{"_id":"x","found":false}"#
        return .init(
            200, #"{"docs":[\#(Array(repeating: one, count: count).joined(separator: ","))]}"#)
    }

    @Test func onlyTheItemsThatFoundNoRoomAreSentAgain() async throws {
        let server = try CannedServer([
            none(4), .init(200, answer([201, 429, 409])),
            .init(200, answer([201])),
        ])
        try await index(server.url).apply(
            ["a", "b", "c"].map { .upsert(document($0)) }, upTo: nil)
        let bodies = server.requests.map(\.body)
        #expect(bodies.count == 3)
        #expect(bodies[1].split(separator: "\n").count == 6)
        #expect(bodies[2].split(separator: "\n").count == 2)
    }

    @Test func aBusyServerIsAskedAgain() async throws {
        let server = try CannedServer([
            .init(429, #"{"error":{"type":"circuit_breaking_exception"},"status":429}"#),
            .init(503, "busy"), .init(200, #"{"count":7}"#),
        ])
        let count = try await index(server.url).count(DocumentQuery(kind: .instance))
        #expect(count == 7)
    }

    @Test func aPoisonousDocumentIsNamedAndNotRepeated() async throws {
        let server = try CannedServer([
            none(2),
            .init(200, answer([400], type: "document_parsing_exception")),
        ])
        await #expect {
            try await index(server.url).apply([.upsert(document("a"))], upTo: nil)
        } throws: { error in
            guard case .rejected(let words)? = error as? ReadModelError else { return false }
            return words.contains("document_parsing_exception")
        }
        #expect(server.requests.count == 2)
    }

    @Test func aFullDiskIsToldAsSuch() async throws {
        let server = try CannedServer([
            none(2), .init(200, answer([429], type: "cluster_block_exception")),
        ])
        await #expect(throws: ReadModelError.storageFull) {
            try await index(server.url).apply([.upsert(document("a"))], upTo: nil)
        }
    }

    @Test(arguments: ["", "{", "<html>", #"{"items":[]}"#])
    func halfAnAnswerToABulkIsAnErrorAndNotSuccess(_ half: String) async throws {
        let server = try CannedServer([none(2), .init(200, half)])
        await #expect(throws: ReadModelError.self) {
            try await index(server.url, attempts: 1).apply([.upsert(document("a"))], upTo: nil)
        }
    }

    /// An answer that cannot be read is no answer that found nothing: documents would look missing.
    @Test(
        arguments: [
            "", "????", "{", "<html>", "null", "{}", #"{"hits":{}}"#, #"{"docs":[]}"#,
            #"{"docs":[{"_id":"x","found":false}]}"#,
        ])
    func halfAnAnswerToAQuestionIsAnErrorAndNotNothing(_ half: String) async throws {
        let server = try CannedServer(Array(repeating: .init(200, half), count: 4))
        let index = index(server.url, attempts: 1)
        await #expect(throws: ReadModelError.self) {
            try await index.documents([document("a").id, document("b").id])
        }
        await #expect(throws: ReadModelError.self) {
            try await index.count(DocumentQuery(kind: .instance))
        }
        await #expect(throws: ReadModelError.self) {
            try await index.search(DocumentQuery(kind: .instance), PageRequest())
        }
        await #expect(throws: ReadModelError.self) {
            try await index.apply([.upsert(document("a"))], upTo: nil)
        }
        #expect(server.requests.count == 4)
    }

    @Test func aSearchThatMissedAShardIsAnError() async throws {
        let server = try CannedServer([
            .init(200, #"{"timed_out":false,"_shards":{"failed":1},"hits":{"hits":[]}}"#)
        ])
        await #expect(throws: ReadModelError.self) {
            try await index(server.url, attempts: 1).search(
                DocumentQuery(kind: .instance), PageRequest())
        }
    }

    @Test func withoutAServerEachCallEndsWithAnError() async throws {
        await #expect(throws: ReadModelError.self) {
            try await index("http://127.0.0.1:1", attempts: 2).prepare()
        }
    }

    @Test(.enabled(if: TestService.isAvailable))
    func aServerThatIsKilledOrHangsLosesNothingAcknowledged() async throws {
        let service = try TestService("noida-elastic")
        defer { service.end() }
        let index = index(service.facts["URL"] ?? "", attempts: 2)
        try await index.prepare()
        try await index.apply([.upsert(document("a"))], upTo: nil)
        try service.cause(.pause)
        await #expect(throws: ReadModelError.self) {
            try await index.apply([.upsert(document("b"))], upTo: nil)
        }
        try service.cause(.resume)
        try service.cause(.kill)
        try service.cause(.restart)
        try await index.apply([.upsert(document("b")), .upsert(document("c"))], upTo: nil)
        let ids = ["a", "b", "c"].map { document($0).id }
        #expect(try await index.documents(ids).map(\.id) == ids)
    }
}
