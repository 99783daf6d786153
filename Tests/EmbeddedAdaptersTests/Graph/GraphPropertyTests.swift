// Random small graphs: every selection, direction and page size against a naive walk over plain lists.

import EventSourcing
import JSONText
import Ontology
import Testing

@testable import EmbeddedAdapters

@Suite struct GraphPropertyTests {
    private static let selections: [EdgeSelection] = LinkDirection.allCases.flatMap { direction in
        [nil, "to", "nobody"].flatMap { predicate in
            [nil, "A", "B", "Nobody"].map { otherClass in
                EdgeSelection(
                    direction: direction, predicate: predicate, otherClass: otherClass)
            }
        }
    }

    private func fill(
        _ store: EmbeddedGraphStore, seed: Int, withProperties: Bool
    ) async throws -> NaiveGraph {
        var naive = NaiveGraph(seed: seed, withProperties: withProperties)
        for _ in 0..<12 {
            var batch: [GraphChange] = []
            for _ in 0..<10 { batch.append(try naive.change()) }
            try await store.apply(batch, upTo: nil)
        }
        return naive
    }

    private func same(_ left: [String], _ right: [String]) -> Bool {
        left.count == right.count
            && zip(left, right).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
    }

    @Test(
        "Edges in pages of any size are those of a naive walk", arguments: 1...4, [false, true])
    func pages(seed: Int, withProperties: Bool) async throws {
        try await ReadModelSandbox.withGraph { store in
            let naive = try await fill(store, seed: seed, withProperties: withProperties)
            var most = 0
            for id in naive.ids {
                for selection in Self.selections {
                    let expected = naive.edges(of: id, selection)
                    most = max(most, expected.count)
                    for limit in [1, 2, 5, 100] {
                        let found = try await collect(limit: limit) {
                            try await store.edges(of: id, selection, $0)
                        }
                        #expect(same(found.items.map(\.line), expected), "\(id) \(selection)")
                        #expect(found.pages == max(1, (expected.count + limit - 1) / limit))
                    }
                }
            }
            #expect(most > 4)
        }
    }

    @Test(
        "Edges of many nodes are first pages in their order, together within the limit",
        arguments: 1...4, [false, true])
    func manyNodes(seed: Int, withProperties: Bool) async throws {
        try await ReadModelSandbox.withGraph { store in
            let naive = try await fill(store, seed: seed, withProperties: withProperties)
            var random = SeededNumbers(seed: UInt64(seed))
            for selection in Self.selections {
                let asked = naive.ids.shuffled(using: &random) + [node("A", "unknown")]
                for limit in [0, 1, 3, 10, 1000] {
                    let pages = try await store.edges(of: asked, selection, limit: limit)
                    #expect(pages.count <= asked.count && !pages.isEmpty)
                    for (place, (id, page)) in zip(asked, pages).enumerated() {
                        let expected = naive.edges(of: id, selection)
                        #expect(
                            same(page.items.map(\.line), Array(expected.prefix(page.items.count))))
                        #expect((page.next == nil) == (page.items.count == expected.count))
                        #expect(page.next == nil || place == 0)
                    }
                    #expect(pages.reduce(0) { $0 + $1.items.count } <= max(1, limit))
                    if limit == 1000 { #expect(pages.count == asked.count) }
                    guard let next = pages.first?.next else { continue }
                    let rest = try await store.edges(
                        of: asked[0], selection, PageRequest(limit: 1000, after: next))
                    let lines = (pages[0].items + rest.items).map(\.line)
                    #expect(same(lines, naive.edges(of: asked[0], selection)))
                }
            }
            #expect(
                try await store.edges(of: [], EdgeSelection(direction: .in), limit: 5).isEmpty)
        }
    }

    @Test("Many incoming links are found in the order of their keys, in pages of any size")
    func hub() async throws {
        try await ReadModelSandbox.withGraph { store in
            let hub = node("B", "hub")
            let keys = (0..<800).map { "k\($0 * 37 % 800)" } + ["caf\u{E9}", "cafe\u{301}"]
            let links = try [link("to", "B", "hub"), link("is", "B", "hub")]
            var batch = keys.map { upsert(node("A", $0), 1, [:], links) }
            batch += (0..<200).map { upsert(node("A", "other\($0)"), 1) }
            batch += (0..<20).map { delete(node("A", "k\($0)"), 2) }
            try await store.apply([upsert(hub, 1)] + batch, upTo: nil)
            let gone = Set((0..<20).map { "k\($0)" })
            let expected = keys.filter { !gone.contains($0) }
                .sorted { precedes([$0], [$1]) }
            let selection = EdgeSelection(direction: .in, predicate: "to", otherClass: "A")
            for limit in [1, 7, 100, 781, 782, 5000] {
                let found = try await collect(limit: limit) {
                    try await store.edges(of: hub, selection, $0)
                }
                #expect(same(found.items.map(\.from.key), expected), "pages of \(limit)")
            }
            try await store.apply([delete(hub, 2)], upTo: nil)
            #expect(try await store.edges(of: hub, selection, PageRequest()).items.isEmpty)
        }
    }
}
