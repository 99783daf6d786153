// The bulks of the document index: bounded, halved when a server finds one too large, and never into an index that the
// server would make by itself.

import EventSourcing
import HTTPClient
import JSONText
import Ontology
import ServerAdapters
import TestSupport
import Testing

@Suite("Bulks to Elasticsearch")
struct ElasticBulkTests {
    private func upserts(_ count: Int, bytes: Int = 1) -> [DocumentChange] {
        (0..<count).map { number in
            .upsert(
                Document(
                    id: DocumentID(
                        kind: .instance, scope: GraphScope(database: "shop", epoch: 1),
                        className: "Product", key: "k\(number)"),
                    sequence: SequenceNumber(1), event: .named("e\(number)"),
                    eventAt: FixedClock.sampleTime, createdAt: FixedClock.sampleTime,
                    data: JSONObject([("name", .string(String(repeating: "x", count: bytes)))])))
        }
    }

    private func index(_ server: CannedServer, bulkBytes: Int = 8 << 20) -> ElasticDocumentIndex {
        ElasticDocumentIndex(
            ElasticClient(
                ElasticSettings(url: server.url, deadlineSeconds: 5, attempts: 1),
                http: HTTPClient()), bulkBytes: bulkBytes)
    }

    /// A look-up of so many documents, and of the mark of their database, of which none is there.
    private func nothing(_ count: Int) -> CannedServer.Answer {
        let documents = Array(repeating: #"{"found":false}"#, count: count + 1)
        return .init(200, #"{"docs":[\#(documents.joined(separator: ","))]}"#)
    }

    private let tooLarge = CannedServer.Answer(413, "<html>Request Entity Too Large</html>")

    private func stored(_ count: Int) -> CannedServer.Answer {
        let items = Array(repeating: #"{"index":{"status":201}}"#, count: count)
        return .init(200, #"{"items":[\#(items.joined(separator: ","))]}"#)
    }

    /// How many documents each bulk had.
    private func bulks(_ server: CannedServer) -> [Int] {
        server.requests.filter { $0.line.contains("_bulk") }.map {
            $0.body.split(separator: "\n").count / 2
        }
    }

    @Test func aBulkIsBoundedInBytes() async throws {
        let server = try CannedServer([nothing(5), stored(2), stored(2), stored(1)])
        try await index(server, bulkBytes: 9000).apply(upserts(5, bytes: 1500), upTo: nil)
        #expect(bulks(server) == [2, 2, 1])
    }

    @Test func aBulkThatIsTooLargeForTheServerGoesInHalves() async throws {
        let server = try CannedServer([
            nothing(4), tooLarge, tooLarge, stored(1), stored(1), stored(2),
        ])
        try await index(server).apply(upserts(4), upTo: nil)
        #expect(bulks(server) == [4, 2, 1, 1, 2])
    }

    @Test func oneDocumentThatIsTooLargeAloneIsRejectedByName() async throws {
        let server = try CannedServer([nothing(1), tooLarge])
        await #expect {
            try await index(server).apply(upserts(1), upTo: nil)
        } throws: { error in
            guard case .rejected(let words)? = error as? ReadModelError else { return false }
            return words.contains("k0") && words.contains("413")
        }
    }

    @Test func anIndexThatIsGoneIsNoDocumentsFault() async throws {
        let server = try CannedServer([
            nothing(1),
            .init(
                200,
                #"{"errors":true,"items":[{"index":{"status":404,"error":{"type":"index_not_found_exception","reason":"no such index"}}}]}"#
            ),
            .init(404, #"{"error":"alias missing","status":404}"#),
            .init(404, #"{"error":"alias missing","status":404}"#), .init(200, "{}"),
            .init(200, "{}"),
        ])
        await #expect {
            try await index(server).apply(upserts(1), upTo: nil)
        } throws: { error in
            guard case .unavailable(let words)? = error as? ReadModelError else { return false }
            return words.contains("spice rebuild documents")
        }
        let lines = server.requests.map(\.line)
        try #require(lines.count == 6)
        #expect(lines[1].contains("require_alias=true"))
        #expect(lines[4].hasPrefix("PUT ") && lines[5].contains("_aliases"))
    }
}

@Suite(
    "Indices that come and go",
    .enabled(
        if: TestServers.has("removed indices", TestServers.noidaElastic, TestServers.osmem)))
struct ElasticRemovalTests {
    private func document(_ key: String) -> Document {
        Document(
            id: DocumentID(
                kind: .instance, scope: GraphScope(database: "shop", epoch: 1),
                className: "Product", key: key),
            sequence: SequenceNumber(1), event: .named(key), eventAt: FixedClock.sampleTime,
            createdAt: FixedClock.sampleTime, data: JSONObject([("name", "Chai")]))
    }

    @Test(arguments: [TestServers.noidaElastic, TestServers.osmem])
    func isMadeAnewAsItWasAndNotByTheServer(_ url: String?) async throws {
        let part = SearchPart(url ?? "")
        let index = ElasticDocumentIndex(part.client)
        try await index.prepare()
        try await index.remove()
        let document = document("a")
        await #expect(throws: ReadModelError.self) {
            try await index.apply([.upsert(document)], upTo: nil)
        }
        try await index.apply([.upsert(document)], upTo: nil)
        #expect(try await index.documents([document.id]) == [document])
        // With its mapping: a server's own would find words by other rules, and nothing by `equals`.
        let found = try await index.search(
            DocumentQuery(kind: .instance, equals: ["name": "chai"]), PageRequest())
        #expect(found.items == [document])
        await part.end()
    }

    @Test(arguments: [TestServers.noidaElastic, TestServers.osmem])
    func theOldOneServesUntilItsSuccessorTakesOver(_ url: String?) async throws {
        let part = SearchPart(url ?? "")
        let index = ElasticDocumentIndex(part.client)
        // As another process has it.
        let other = ElasticDocumentIndex(part.client)
        try await index.prepare()
        let (a, b, c) = (document("a"), document("b"), document("c"))
        try await index.apply([.upsert(a)], upTo: nil)
        let givenUp = try #require(try await index.successor())
        try await givenUp.index.apply([.upsert(c)], upTo: nil)

        let successor = try #require(try await index.successor())
        #expect(try await successor.index.count(DocumentQuery(kind: .instance)) == 0)
        try await successor.index.apply([.upsert(b)], upTo: nil)
        #expect(try await other.documents([a.id, b.id, c.id]) == [a])
        #expect(try await other.search(DocumentQuery(kind: .instance), .init()).items == [a])
        try await successor.takeOver()
        #expect(try await other.documents([a.id, b.id, c.id]) == [b])
        #expect(try await other.search(DocumentQuery(kind: .instance), .init()).items == [b])
        try await other.apply([.upsert(c)], upTo: nil)
        #expect(try await index.documents([c.id]) == [c])

        let third = try #require(try await other.successor())
        try await index.reset()
        #expect(try await other.count(DocumentQuery(kind: .instance)) == 0)
        _ = third
        await part.end()
    }
}
