// A page of nodes takes two requests, between which others write.

import EventSourcing
import HTTPClient
import JSONText
import Ontology
import ServerAdapters
import TestSupport
import Testing

@Suite("Pages of TerminusDB")
struct TerminusPagingTests {
    private static func literal(_ text: String) -> JSON {
        ["@type": "xsd:string", "@value": .string(text)]
    }

    /// Three rows, of which the first node is gone by the second request.
    private static func answer(_ request: HandlerServer.Request) -> HandlerServer.Answer {
        let names = ["a", "b", "c"]
        guard request.path.hasPrefix("/api/document/") else {
            let rows = names.map { ["n": .string("Node/" + $0), "k": literal($0)] as JSON }
            return .init(200, (["bindings": .array(rows)] as JSON).text)
        }
        let documents = names.dropFirst().map { name -> JSON in
            [
                "@id": .string("Node/" + name), "branch": "main", "kind": "Product",
                "name": .string(name), "ver": 1, "data": "{}",
                "event": .string(EventID.named(name).description),
            ]
        }
        return .init(200, JSON.array(documents).text)
    }

    @Test func aNodeThatGoesMeanwhileDoesNotEndTheList() async throws {
        let server = try HandlerServer { Self.answer($0) }
        defer { server.stop() }
        let store = TerminusGraphStore(
            TerminusSettings(url: server.url, key: "root"), http: HTTPClient())
        let scope = GraphScope(database: "shop", epoch: 1)
        let page = try await store.nodes(
            NodeSelection(scope: scope, className: "Product"), PageRequest(limit: 2))
        #expect(page.items.map(\.id.key) == ["b"])
        #expect(page.next != nil)
    }
}
