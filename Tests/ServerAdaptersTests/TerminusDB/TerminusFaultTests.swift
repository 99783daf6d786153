// What goes wrong with TerminusDB: too many writers, a connection that breaks after the commit, two writers that race,
// half an answer, wrong credentials, a database that another process drops.

import EventSourcing
import HTTPClient
import JSONText
import Ontology
import ServerAdapters
import TestSupport
import Testing

@Suite("Faults of TerminusDB")
struct TerminusFaultTests {
    private let scope = GraphScope(database: "shop", epoch: 1)

    private func id(_ key: String) -> NodeID {
        NodeID(scope: scope, className: "Product", key: key)
    }

    private func change(_ key: String, _ sequence: Int) -> GraphChange {
        .upsert(
            id(key), sequence: SequenceNumber(sequence), event: .named("\(key)@\(sequence)"),
            data: JSONObject([("v", .integer(sequence))]), [])
    }

    @Test func aServerWithTooManyWritersIsUnavailableAndLaterTakesTheBatch() async throws {
        let part = try TerminusPart()
        guard let server = part.server else { return }
        let store = part.store
        try await store.apply([change("a", 1)], upTo: nil)
        server.fail([500])
        await #expect {
            try await store.apply([change("a", 2)], upTo: nil)
        } throws: {
            if case .unavailable? = $0 as? ReadModelError { true } else { false }
        }
        try await store.apply([change("a", 2)], upTo: nil)
        #expect(try await store.nodes([id("a")]).first?.data["v"] == 2)
        await part.end()
    }

    private func error(_ store: TerminusGraphStore, _ batch: [GraphChange]) async
        -> ReadModelError?
    {
        do throws(ReadModelError) { try await store.apply(batch, upTo: nil) } catch {
            return error
        }
        return nil
    }

    /// The worker then takes each change by itself and keeps the one that is refused as a dead letter.
    @Test(arguments: [
        (400, "api:SchemaCheckFailure"), (400, "vio:WOQLSyntaxError"), (413, ""), (422, "api:Any"),
    ])
    func whatTheDatabaseWillNeverTakeIsRejected(_ status: Int, _ type: String) async throws {
        let part = try TerminusPart()
        guard let server = part.server else { return }
        let store = part.store
        try await store.apply([change("a", 1)], upTo: nil)
        server.refuse("4711", status, type)
        guard case .rejected(let words)? = await error(store, [change("b", 4711), change("c", 1)])
        else {
            Issue.record("it was not rejected")
            return
        }
        #expect(words.contains(String(status)))
        #expect(await error(store, [change("c", 1)]) == nil)
        server.refuse(nil)
        try await store.apply([change("b", 4711)], upTo: nil)
        #expect(try await store.nodes([id("b"), id("c")]).count == 2)
        await part.end()
    }

    /// From a proxy before the server, from another program, or half made: nothing of it says that the graph is empty.
    @Test(arguments: [
        (404, "<html>not found</html>"), (404, "{}"), (404, ""),
        (404, #"{"api:status":"api:not_found","api:message":"Path not found: /api/woql"}"#),
        (
            404,
            #"{"@type":"api:ErrorResponse","api:error":{"@type":"api:NoIdForOrganizationName"}}"#
        ),
        (200, "{}"), (200, ""), (200, "[]"), (200, "null"), (200, #"{"bindings":{}}"#),
    ])
    func whatIsNoAnswerDoesNotPassForAnEmptyGraph(_ status: Int, _ body: String) async throws {
        let server = try CannedServer(Array(repeating: .init(status, body), count: 40))
        let store = TerminusGraphStore(
            TerminusSettings(url: server.url, key: "root", attempts: 1), http: HTTPClient())
        func expectOutage(_ body: () async throws -> Void) async {
            await #expect {
                try await body()
            } throws: {
                if case .unavailable? = $0 as? ReadModelError { true } else { false }
            }
        }
        await expectOutage {
            _ = try await store.nodes(NodeSelection(scope: scope, className: "Product"), .init())
        }
        await expectOutage { _ = try await store.counts(scope) }
        await expectOutage { try await store.apply([change("a", 1)], upTo: nil) }
        // An empty list is what there is of documents and databases that are not there.
        guard (status, body) != (200, "[]") else { return }
        await expectOutage { _ = try await store.nodes([id("a")]) }
        await expectOutage { try await store.reset() }
    }

    /// These are about the moment, or about the database as a whole: the same content is taken later.
    @Test(arguments: [
        (409, "api:PatchConflict"), (429, ""), (408, ""), (401, ""), (403, ""),
        (400, "api:DatabaseNotFinalized"), (400, "api:UnresolvableAbsoluteDescriptor"),
        (404, "api:UnknownDatabase"), (500, ""), (500, "api:InternalServerError"),
    ])
    func whatMayBeTakenLaterIsNotRejected(_ status: Int, _ type: String) async throws {
        let part = try TerminusPart()
        guard let server = part.server else { return }
        let store = part.store
        try await store.apply([change("a", 1)], upTo: nil)
        server.refuse("4711", status, type)
        let error = await error(store, [change("b", 4711)])
        if case .rejected? = error { Issue.record("\(status) \(type) was rejected") }
        #expect(error != nil)
        await part.end()
    }

    @Test func aBrokenConnectionIsUnavailableAndRepeatingIsHarmless() async throws {
        let part = try TerminusPart()
        guard let server = part.server else { return }
        let store = part.store
        try await store.apply([change("a", 1)], upTo: nil)
        server.fail([0, 0])
        await #expect(throws: ReadModelError.self) {
            try await store.apply([change("a", 2)], upTo: nil)
        }
        server.fail([])
        for _ in 0..<3 { try await store.apply([change("a", 2), change("b", 1)], upTo: nil) }
        #expect(try await store.nodes([id("a"), id("b")]).map(\.sequence.value) == [2, 1])
        await part.end()
    }

    @Test func ofManyWritersThatRaceTheHighestSequenceStays() async throws {
        let part = try TerminusPart()
        let stores = (0..<4).map { _ in part.store }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, store) in stores.enumerated() {
                group.addTask {
                    for round in 0..<6 {
                        let sequence = 1 + (round * 4 + index * 7) % 24
                        while true {
                            do {
                                try await store.apply(
                                    [self.change("a", sequence), self.change("b", sequence)],
                                    upTo: nil)
                                break
                            } catch ReadModelError.unavailable { continue }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let wanted = (0..<4).flatMap { index in (0..<6).map { 1 + ($0 * 4 + index * 7) % 24 } }
            .max()
        let nodes = try await part.store.nodes([id("a"), id("b")])
        #expect(nodes.map(\.sequence.value) == [wanted, wanted])
        #expect(nodes.allSatisfy { $0.data["v"]?.integer == wanted })
        await part.end()
    }

    @Test func aDatabaseThatAnotherProcessDroppedStaysEmpty() async throws {
        let part = try TerminusPart()
        let (one, other) = (part.store, part.store)
        try await one.apply([change("a", 1)], upTo: nil)
        try await other.apply([.dropDatabase(name: "shop", epoch: 1)], upTo: nil)
        try await one.apply([change("a", 2), change("b", 1)], upTo: nil)
        #expect(try await one.nodes([id("a"), id("b")]).isEmpty)
        await part.end()
    }

    @Test func aWholeBatchTakesFewRequests() async throws {
        let part = try TerminusPart()
        guard let server = part.server else { return }
        var settings = part.settings
        settings.nodesPerCommit = 500
        let store = TerminusGraphStore(settings, http: HTTPClient())
        try await store.apply([change("first", 1)], upTo: nil)
        let before = server.requests
        try await store.apply((0..<400).map { change("k\($0)", 1) }, upTo: nil)
        #expect(server.requests - before == 2)
        let reading = server.requests
        let nodes = (0..<50).map { id("k\($0)") }
        _ = try await store.edges(of: nodes, EdgeSelection(direction: .in), limit: 1000)
        #expect(server.requests - reading <= 4)
        await part.end()
    }

    @Test func halfAnAnswerAndAnAnswerInAnAnswerAreErrors() async throws {
        let texts = [
            #"{"@type":"api:WoqlResponse","bindings":[{}"#, "", "{}", "null", "????",
            "Status: 500\nContent-type: application/json\n\n{}",
        ]
        for text in texts {
            let server = try CannedServer(Array(repeating: .init(200, text), count: 5))
            let store = TerminusGraphStore(
                TerminusSettings(url: server.url, key: "x", attempts: 1), http: HTTPClient())
            await #expect(throws: ReadModelError.self) { try await store.nodes([id("a")]) }
        }
        // A database about which nothing is told may be one that was dropped.
        for text in ["", "{}", "null", #"{"bindings":[]}"#] {
            let server = try CannedServer([.init(200, text)])
            let store = TerminusGraphStore(
                TerminusSettings(url: server.url, key: "x", attempts: 1), http: HTTPClient())
            await #expect(throws: ReadModelError.self) {
                try await store.apply([change("a", 1)], upTo: nil)
            }
            #expect(server.requests.count == 1)
        }
        let server = try CannedServer([
            .init(200, "Status: 404\nContent-type: application/json\n\n{}")
        ])
        let store = TerminusGraphStore(
            TerminusSettings(url: server.url, key: "x"), http: HTTPClient())
        #expect(try await store.nodes([id("a")]).isEmpty)
    }

    @Test func aUserThatTheServerDoesNotKnowIsToldAtLogin() async throws {
        let info =
            #"{"api:info":{"authority":"terminusdb://system/data/User/anonymous","#
            + #""terminusdb":{"version":"12.0.6"}}}"#
        let server = try CannedServer([.init(200, info)])
        let client = TerminusClient(
            TerminusSettings(url: server.url, key: "x"), http: HTTPClient())
        await #expect {
            try await client.login()
        } throws: {
            if case .refused? = $0 as? TerminusError { true } else { false }
        }
    }
}
