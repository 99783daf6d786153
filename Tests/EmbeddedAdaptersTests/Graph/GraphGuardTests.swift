import EmbeddedAdapters
import EventSourcing
import JSONText
import Ontology
import Testing

/// What repeated, late and reordered changes do to nodes.
struct GraphGuardTests {
    @Test func aChangeAtOrBelowTheSequenceChangesNothing() async throws {
        try await ReadModelSandbox.withGraph { store in
            let id = node("Customer", "c1")
            try await store.apply([upsert(id, 2, ["name": "Ada"])], upTo: nil)
            try await store.apply([upsert(id, 2, ["name": "Bob"])], upTo: nil)
            try await store.apply([upsert(id, 1, ["name": "Cid"])], upTo: nil)
            try await store.apply([delete(id, 1), delete(id, 2)], upTo: nil)
            let stored = try await store.nodes([id])
            #expect(stored.map(\.body) == [["name": "Ada"]])
            #expect(stored.map(\.sequence) == [SequenceNumber(2)])
            #expect(stored.map(\.event) == [anEvent(2)])
        }
    }

    @Test func aDeletedNodeIgnoresALateUpsertAndComesBackWithANewerOne() async throws {
        try await ReadModelSandbox.withGraph { store in
            let id = node("Customer", "c1")
            try await store.apply([upsert(id, 1), delete(id, 3)], upTo: nil)
            try await store.apply([upsert(id, 2, ["name": "late"])], upTo: nil)
            #expect(try await store.nodes([id]).isEmpty)
            #expect(try await store.counts(trade).isEmpty)
            try await store.apply([upsert(id, 4, ["name": "again"])], upTo: nil)
            #expect(try await store.nodes([id]).map(\.body) == [["name": "again"]])
        }
    }

    @Test func aDeleteThatComesFirstKeepsOutWhatItDeleted() async throws {
        try await ReadModelSandbox.withGraph { store in
            let id = node("Customer", "c1")
            try await store.apply([delete(id, 5)], upTo: nil)
            try await store.apply([upsert(id, 4)], upTo: nil)
            #expect(try await store.nodes([id]).isEmpty)
        }
    }

    @Test func theLastOfSeveralChangesInOneBatchCounts() async throws {
        try await ReadModelSandbox.withGraph { store in
            let id = node("Order", "o1")
            let links = try [link("buyer", "Customer", "c1")]
            try await store.apply(
                [
                    upsert(id, 3, ["n": 3], links), upsert(id, 1, ["n": 1]),
                    upsert(id, 3, ["n": 99]),
                ], upTo: nil)
            #expect(try await store.nodes([id]).map(\.body) == [["n": 3]])
            #expect(try await store.allEdges(id, .out).count == 1)
        }
    }

    @Test func absentNodesAreLeftOutAndTheOrderOfTheIDsIsKept() async throws {
        try await ReadModelSandbox.withGraph { store in
            let ids = ["b", "a", "c"].map { node("Customer", $0) }
            try await store.apply(ids.map { upsert($0, 1) }, upTo: nil)
            let asked = [ids[2], node("Customer", "x"), node("Nothing", "a"), ids[0], ids[1]]
            #expect(try await store.nodes(asked).map(\.id) == [ids[2], ids[0], ids[1]])
        }
    }

    @Test func branchesAndEpochsAreWorldsOfTheirOwn() async throws {
        try await ReadModelSandbox.withGraph { store in
            let other = GraphScope(database: "trade", epoch: 1, branch: "draft")
            let later = GraphScope(database: "trade", epoch: 2)
            let links = try [link("buyer", "Customer", "c1")]
            try await store.apply(
                [
                    upsert(node("Order", "o1"), 1, [:], links),
                    upsert(node("Customer", "c1", other), 1),
                    upsert(node("Customer", "c1", later), 1),
                ], upTo: nil)
            let edges = try await store.allEdges(node("Order", "o1"), .out)
            #expect(edges.map(\.resolution) == [.dangling])
            #expect(try await store.counts(other).map(\.nodes) == [1])
        }
    }

    @Test func aDroppedDatabaseIsGoneAndStaysGone() async throws {
        try await ReadModelSandbox.withGraph { store in
            let later = GraphScope(database: "trade", epoch: 2)
            let draft = GraphScope(database: "trade", epoch: 1, branch: "draft")
            let links = try [
                link("buyer", "Customer", "c1"), link("by_mail", "Customer", ["mail"], ["m"]),
            ]
            for scope in [trade, later, draft] {
                try await store.apply(
                    [
                        upsert(node("Customer", "c1", scope), 1, ["mail": "m"]),
                        upsert(node("Order", "o1", scope), 1, [:], links),
                    ], upTo: nil)
            }
            let before = try await store.dump(later, classes: ["Customer", "Order"])
            try await store.apply(
                [
                    .dropDatabase(name: "trade", epoch: 1), upsert(node("Customer", "c9"), 9),
                ], upTo: nil)
            try await store.apply([upsert(node("Customer", "c8"), 8)], upTo: nil)
            for scope in [trade, draft] {
                #expect(try await store.dump(scope, classes: ["Customer", "Order"]).isEmpty)
                #expect(try await store.nodes([node("Customer", "c1", scope)]).isEmpty)
            }
            #expect(try await store.dump(later, classes: ["Customer", "Order"]) == before)
            #expect(before.count == 8)
        }
    }
}
