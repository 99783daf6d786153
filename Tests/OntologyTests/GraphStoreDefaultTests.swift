// What a graph store does that has nothing better than one node at a time.

import EventSourcing
import JSONText
import Ontology
import Testing

@Suite struct GraphStoreDefaultTests {
    /// Every node has these many edges to itself.
    private struct OneByOne: GraphStore {
        let count: Int

        func edges(of node: NodeID, _ selection: EdgeSelection, _ page: PageRequest)
            async throws(ReadModelError) -> Page<GraphEdge>
        {
            let edges = (0..<count).map { number in
                GraphEdge(
                    from: node, predicate: "p\(number)", target: GraphStoreDefaultTests.target,
                    resolution: .resolved(node))
            }
            return Page(
                items: Array(edges.prefix(page.limit)),
                next: count > page.limit ? PageCursor("more") : nil)
        }

        func apply(_ batch: [GraphChange], upTo: BusPosition?) async throws(ReadModelError) {}
        func checkpoint() async throws(ReadModelError) -> BusPosition? { nil }
        func nodes(_ ids: [NodeID]) async throws(ReadModelError) -> [GraphNode] { [] }
        func nodes(_ selection: NodeSelection, _ page: PageRequest)
            async throws(ReadModelError) -> Page<GraphNode>
        { Page(items: [], next: nil) }
        func counts(_ scope: GraphScope) async throws(ReadModelError) -> [GraphCount] { [] }
        func reset() async throws(ReadModelError) {}
    }

    private static let target: LinkTarget = {
        guard let name = try? ClassID("A") else { preconditionFailure("A is a class id") }
        return LinkTarget(target: name, values: ["a"])
    }()

    private func nodes(_ keys: String...) -> [NodeID] {
        let scope = GraphScope(database: "db", epoch: 1)
        return keys.map { NodeID(scope: scope, className: "A", key: $0) }
    }

    @Test("It answers for the first node, up to the limit", arguments: [(3, 5), (5, 5), (6, 5)])
    func first(count: Int, limit: Int) async throws {
        let store = OneByOne(count: count)
        let asked = nodes("a", "b", "c")
        let pages = try await store.edges(of: asked, EdgeSelection(direction: .out), limit: limit)
        #expect(pages.count == 1)
        #expect(pages[0].items.map(\.from) == Array(repeating: asked[0], count: min(count, limit)))
        #expect((pages[0].next != nil) == (count > limit))
    }

    @Test("It answers nothing for no node")
    func none() async throws {
        let store = OneByOne(count: 2)
        let pages = try await store.edges(of: [], EdgeSelection(direction: .in), limit: 5)
        #expect(pages.isEmpty)
    }
}
