import EmbeddedAdapters
import EventSourcing
import JSONText
import Ontology
import Testing

/// Selecting and paging nodes, counting, and what outlives a restart.
struct GraphReadTests {
    @Test func nodesArePagedInTheOrderOfTheBytesOfTheirKeys() async throws {
        try await ReadModelSandbox.withGraph { store in
            // Two spellings of é are two keys, as they are two streams.
            let keys = ["é", "e\u{301}", "z", "Z", "10", "9", "日本", "👩‍🌾", "%2F", "'\"", "ß", "a b"]
            try await store.apply(keys.map { upsert(node("Place", $0), 1) }, upTo: nil)
            let selection = NodeSelection(scope: trade, className: "Place")
            for limit in [1, 2, 5, 100] {
                let all = try await collect(limit: limit) { try await store.nodes(selection, $0) }
                let read = all.items.map { Array($0.id.key.utf8) }
                #expect(read.count == keys.count)
                #expect(read == read.sorted { $0.lexicographicallyPrecedes($1) })
                #expect(all.pages == (keys.count + limit - 1) / limit)
            }
            let both = try await store.nodes(["é", "e\u{301}"].map { node("Place", $0) })
            #expect(
                both.map { Array($0.id.key.utf8) } == [Array("é".utf8), Array("e\u{301}".utf8)])
        }
    }

    @Test func allEqualitiesMustHold() async throws {
        try await ReadModelSandbox.withGraph { store in
            try await store.apply(
                (0..<20).map {
                    upsert(
                        node("Item", "i\($0)"), 1,
                        ["even": .bool($0 % 2 == 0), "third": .integer($0 % 3)])
                }, upTo: nil)
            let selection = NodeSelection(
                scope: trade, className: "Item", equals: ["even": "true", "third": "1"])
            let found = try await collect(limit: 2) { try await store.nodes(selection, $0) }
            #expect(found.items.map(\.id.key) == ["i10", "i16", "i4"])
            #expect(found.pages == 2)
            let none = NodeSelection(
                scope: trade, className: "Item", equals: ["even' OR '1'='1": "true"])
            #expect(try await store.nodes(none, PageRequest()).items.isEmpty)
        }
    }

    @Test func aCursorOfAnotherListIsRefused() async throws {
        try await ReadModelSandbox.withGraph { store in
            try await store.apply([upsert(node("Item", "i"), 1)], upTo: nil)
            let selection = NodeSelection(scope: trade, className: "Item")
            for text in ["", "x", "[]", "[\"a\",\"b\"]"] {
                await #expect(throws: ReadModelError.self) {
                    try await store.nodes(selection, PageRequest(after: PageCursor(text)))
                }
            }
        }
    }

    @Test func theCheckpointOutlivesARestartWithItsEffectAndNeverGoesBack() async throws {
        try await ReadModelSandbox.within { sandbox in
            let path = sandbox.path("graph.db")
            let first = try EmbeddedGraphStore(path: path)
            #expect(try await first.checkpoint() == BusPosition())
            try await first.apply([upsert(node("A", "1"), 1)], upTo: position(10))
            try await first.apply(
                [], upTo: position(4).merged(with: position(3, partition: 1)))
            try await first.apply([upsert(node("A", "2"), 1)], upTo: nil)
            await first.file.close()

            let second = try EmbeddedGraphStore(path: path)
            #expect(
                try await second.checkpoint()
                    == position(10).merged(with: position(3, partition: 1)))
            #expect(try await second.counts(trade).map(\.nodes) == [2])
            await second.file.close()
        }
    }

    @Test func resetForgetsEverythingAndLeavesAUsableStore() async throws {
        try await ReadModelSandbox.withGraph { store in
            let changes = [
                upsert(
                    node("Order", "o1"), 3, [:],
                    [
                        try link("buyer", "Customer", ["mail"], ["m"]),
                        try link("payer", "Customer", "c1"),
                    ]),
                upsert(node("Customer", "c1"), 2, ["mail": "m"]),
            ]
            try await store.apply(
                changes + [.dropDatabase(name: "gone", epoch: 1)], upTo: position(5))
            let before = try await store.dump(trade, classes: ["Customer", "Order"])
            try await store.reset()
            #expect(try await store.dump(trade, classes: ["Customer", "Order"]).isEmpty)
            #expect(try await store.checkpoint() == BusPosition())
            try await store.apply(changes, upTo: nil)
            #expect(try await store.dump(trade, classes: ["Customer", "Order"]) == before)
            let gone = GraphScope(database: "gone", epoch: 1)
            try await store.apply([upsert(node("A", "1", gone), 1)], upTo: nil)
            #expect(try await store.counts(gone).map(\.nodes) == [1])
        }
    }
}
