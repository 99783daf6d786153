import EmbeddedAdapters
import EventSourcing
import JSONText
import Ontology
import Testing

/// How links resolve, whichever end comes first.
struct GraphLinkTests {
    @Test func aLinkDanglesResolvesAndDanglesAgain() async throws {
        try await ReadModelSandbox.withGraph { store in
            let order = node("Order", "o1")
            let customer = node("Customer", "c1")
            try await store.apply(
                [upsert(order, 1, [:], [try link("buyer", "Customer", "c1")])], upTo: nil)
            #expect(try await store.allEdges(order, .out).map(\.resolution) == [.dangling])
            #expect(try await store.nodes([customer]).isEmpty)
            #expect(
                try await store.counts(trade)[0].links
                    == ["buyer": GraphCount.LinkCount(total: 1, unresolved: 1)])

            try await store.apply([upsert(customer, 1)], upTo: nil)
            #expect(
                try await store.allEdges(order, .out).map(\.resolution) == [.resolved(customer)])
            let incoming = try await store.allEdges(customer, .in)
            let outgoing = try await store.allEdges(order, .out)
            #expect(incoming.map(\.from) == [order])
            #expect(incoming == outgoing)

            try await store.apply([delete(customer, 2)], upTo: nil)
            #expect(try await store.allEdges(order, .out).map(\.resolution) == [.dangling])
            #expect(try await store.allEdges(customer, .in).isEmpty)
        }
    }

    @Test func anUpdateReplacesTheLinksWhole() async throws {
        try await ReadModelSandbox.withGraph { store in
            let order = node("Order", "o1")
            let customers = ["c1", "c2", "c3"].map { node("Customer", $0) }
            try await store.apply(customers.map { upsert($0, 1) }, upTo: nil)
            let first = try [link("buyer", "Customer", "c1"), link("payer", "Customer", "c2")]
            let second = try [link("payer", "Customer", "c2"), link("payer", "Customer", "c3")]
            try await store.apply([upsert(order, 1, [:], first)], upTo: nil)
            try await store.apply([upsert(order, 2, [:], second)], upTo: nil)
            #expect(
                try await store.allEdges(order, .out).map(\.target.text)
                    == ["Customer/c2", "Customer/c3"])
            #expect(try await store.allEdges(customers[0], .in).isEmpty)
            #expect(
                try await store.counts(trade).last?.links
                    == ["payer": GraphCount.LinkCount(total: 2, unresolved: 0)])
        }
    }

    @Test func aLinkByOtherPropertiesResolvesInEitherOrder() async throws {
        for nodeFirst in [true, false] {
            try await ReadModelSandbox.withGraph { store in
                let order = node("Order", "o1")
                let customer = node("Customer", "c1")
                let changes = [
                    upsert(customer, 1, ["mail": "ada@x.org", "zip": 7]),
                    upsert(
                        order, 1, [:],
                        [try link("buyer", "Customer", ["mail", "zip"], ["ada@x.org", "7"])]),
                ]
                for change in nodeFirst ? changes : changes.reversed() {
                    try await store.apply([change], upTo: nil)
                }
                let edges = try await store.allEdges(order, .out)
                #expect(edges.map(\.resolution) == [.resolved(customer)])
                #expect(edges.map(\.target.properties) == [["mail", "zip"]])
                #expect(try await store.allEdges(customer, .in) == edges)
            }
        }
    }

    @Test func twoNodesWithTheSameValuesMakeALinkAmbiguous() async throws {
        try await ReadModelSandbox.withGraph { store in
            let order = node("Order", "o1")
            let one = node("Customer", "c1")
            let two = node("Customer", "c2")
            try await store.apply(
                [
                    upsert(order, 1, [:], [try link("buyer", "Customer", ["mail"], ["m"])]),
                    upsert(one, 1, ["mail": "m"]),
                ], upTo: nil)
            try await store.apply([upsert(two, 1, ["mail": "m"])], upTo: nil)
            #expect(try await store.allEdges(order, .out).map(\.resolution) == [.ambiguous])
            #expect(try await store.allEdges(one, .in).isEmpty)
            let unresolved = try await store.counts(trade).last?.links["buyer"]?.unresolved
            #expect(unresolved == 1)

            try await store.apply([upsert(one, 2, ["mail": "other"])], upTo: nil)
            #expect(try await store.allEdges(order, .out).map(\.resolution) == [.resolved(two)])
            try await store.apply([delete(two, 2)], upTo: nil)
            #expect(try await store.allEdges(order, .out).map(\.resolution) == [.dangling])
        }
    }

    @Test func nullAndMissingValuesAreHeldByNobody() async throws {
        try await ReadModelSandbox.withGraph { store in
            let order = node("Order", "o1")
            try await store.apply(
                [
                    upsert(order, 1, [:], [try link("buyer", "Customer", ["mail"], [""])]),
                    upsert(node("Customer", "c1"), 1, ["mail": .null]),
                    upsert(node("Customer", "c2"), 1),
                ], upTo: nil)
            #expect(try await store.allEdges(order, .out).map(\.resolution) == [.dangling])
        }
    }

    @Test func edgesAreSortedFilteredAndPagedBothWays() async throws {
        try await ReadModelSandbox.withGraph { store in
            let hub = node("Hub", "h")
            var changes = [upsert(hub, 1, ["code": "H"])]
            for number in 0..<12 {
                let name = number % 2 == 0 ? "Spoke" : "Spoke-b"
                let way =
                    number % 3 == 0
                    ? try link("at", "Hub", ["code"], ["H"]) : try link("at", "Hub", "h")
                changes.append(
                    upsert(
                        node(name, "s\(number)"), 1, [:], [way, try link("of", "Hub", "h")]))
            }
            try await store.apply(changes, upTo: nil)
            let edges = try await collect(limit: 5) {
                try await store.edges(of: hub, EdgeSelection(direction: .in), $0)
            }
            #expect(edges.pages == 5)
            let order = edges.items.map { "\($0.predicate) \($0.from.text)" }
            #expect(order == order.sorted() && Set(order).count == 24)
            #expect(edges.items.allSatisfy { $0.resolution == .resolved(hub) })

            let some = try await store.edges(
                of: hub,
                EdgeSelection(direction: .in, predicate: "at", otherClass: "Spoke-b"),
                PageRequest())
            #expect(some.items.count == 6 && some.next == nil)
            let out = try await store.edges(
                of: node("Spoke", "s0"),
                EdgeSelection(direction: .out, predicate: "at", otherClass: "Hub"), PageRequest())
            #expect(out.items.map(\.target.text) == ["Hub/code=H"])
            let none = try await store.edges(
                of: node("Spoke", "s0"), EdgeSelection(direction: .out, otherClass: "Spoke"),
                PageRequest())
            #expect(none.items.isEmpty)
        }
    }

    @Test func aNodeMayLinkToItself() async throws {
        try await ReadModelSandbox.withGraph { store in
            let boss = node("Employee", "1")
            try await store.apply(
                [upsert(boss, 1, [:], [try link("boss", "Employee", "1")])], upTo: nil)
            #expect(try await store.allEdges(boss, .in).count == 1)
            try await store.apply([delete(boss, 2)], upTo: nil)
            #expect(try await store.counts(trade).isEmpty)
        }
    }
}
