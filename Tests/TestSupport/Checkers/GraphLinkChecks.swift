// The promises of GraphStore about links: resolution in either order of arrival, directions, order, pages.

internal import EventSourcing
internal import JSONText
internal import Ontology
internal import Testing

enum GraphLinkChecks {
    static let all: [PortCheck] = [
        resolves, lateTarget, targetGoes, byProperties, ambiguous, composite, incoming, selection,
        order, cycles, replaced, counts, otherScopes, byteTargets,
    ]

    static let resolves = PortCheck("a link to a node that is there is resolved") {
        let bench = GraphBench(try await $0.open())
        try await bench.put("b", 1)
        try await bench.put("a", 1, links: [("is", "b"), ("has", "nobody")])
        let edges = try await bench.out("a")
        #expect(edges.map(\.predicate) == ["has", "is"])
        #expect(edges.map(\.resolution) == [.dangling, .resolved(bench.id("b"))])
        #expect(edges.allSatisfy { $0.from == bench.id("a") })
        #expect(edges.map(\.target.text) == ["Product/nobody", "Product/b"])
    }

    static let lateTarget = PortCheck("a link is resolved when its target comes later") {
        let bench = GraphBench(try await $0.open())
        try await bench.put("a", 1, links: [("is", "b")])
        #expect(try await bench.out("a").map(\.resolution) == [.dangling])
        #expect(try await bench.into("b").isEmpty)
        try await bench.put("b", 1)
        #expect(try await bench.out("a").map(\.resolution) == [.resolved(bench.id("b"))])
        #expect(try await bench.into("b").map(\.from) == [bench.id("a")])
    }

    static let targetGoes = PortCheck(
        "a link dangles when its target goes, and heals when it is back"
    ) {
        let bench = GraphBench(try await $0.open())
        try await bench.put("a", 1, links: [("is", "b")])
        try await bench.put("b", 1)
        try await bench.delete("b", 2)
        #expect(try await bench.out("a").map(\.resolution) == [.dangling])
        #expect(try await bench.into("b").isEmpty)
        try await bench.put("b", 3)
        #expect(try await bench.out("a").map(\.resolution) == [.resolved(bench.id("b"))])
    }

    static let byProperties = PortCheck("a link may name its target by other properties") {
        let bench = GraphBench(try await $0.open())
        let links = [
            bench.link("at", "City", properties: ["name"], values: ["Zürich"]),
            bench.link("no", "City", properties: ["name"], values: ["Bern"]),
            bench.link("post", "City", properties: ["code"], values: ["8001"]),
        ]
        try await bench.apply([bench.upsert("a", 1, links: links)])
        try await bench.put(
            "c1", 1, [("name", "Zürich"), ("code", 8001)], className: "City")
        let city = bench.id("c1", "City")
        let edges = try await bench.out("a")
        #expect(edges.map(\.resolution) == [.resolved(city), .dangling, .resolved(city)])
        #expect(try await bench.into("c1", className: "City").map(\.predicate) == ["at", "post"])
        try await bench.put("c1", 2, [("name", "Bern"), ("code", 3000)], className: "City")
        let after = try await bench.out("a")
        #expect(after.map(\.resolution) == [.dangling, .resolved(city), .dangling])
    }

    static let ambiguous = PortCheck("a link that two nodes answer to is ambiguous until one goes")
    {
        let bench = GraphBench(try await $0.open())
        let link = bench.link("same", "Product", properties: ["group"], values: ["g"])
        try await bench.apply([bench.upsert("a", 1, links: [link])])
        try await bench.put("b", 1, [("group", "g")])
        try await bench.put("c", 1, [("group", "g")])
        #expect(try await bench.out("a").map(\.resolution) == [.ambiguous])
        #expect(try await bench.into("b").isEmpty)
        try await bench.put("c", 2, [("group", "h")])
        #expect(try await bench.out("a").map(\.resolution) == [.resolved(bench.id("b"))])
        #expect(try await bench.into("b").map(\.from) == [bench.id("a")])
        try await bench.put("c", 3, [("group", "g")])
        try await bench.delete("b", 2)
        #expect(try await bench.out("a").map(\.resolution) == [.resolved(bench.id("c"))])
    }

    static let composite = PortCheck("several properties name a target together") {
        let bench = GraphBench(try await $0.open())
        let names = ["first", "last"]
        let links = [
            bench.link("x", "Person", properties: names, values: ["a", "bc"]),
            bench.link("y", "Person", properties: names, values: ["ab", "c"]),
            bench.link("z", "Person", properties: ["last", "first"], values: ["bc", "a"]),
        ]
        try await bench.apply([bench.upsert("a", 1, links: links)])
        try await bench.put("p", 1, [("first", "a"), ("last", "bc")], className: "Person")
        try await bench.put("q", 1, [("first", "ab"), ("last", .null)], className: "Person")
        let edges = try await bench.out("a")
        let person = GraphEdge.Resolution.resolved(bench.id("p", "Person"))
        #expect(edges.map(\.resolution) == [person, .dangling, person])
    }

    static let incoming = PortCheck("incoming edges are the resolved ones, from every class") {
        let bench = GraphBench(try await $0.open())
        try await bench.put("t", 1)
        for key in ["c", "a", "b"] { try await bench.put(key, 1, links: [("is", "t")]) }
        try await bench.put("z", 1, links: [("has", "t")], className: "Order")
        let edges = try await bench.into("t")
        #expect(edges.map(\.from.text) == ["Order/z", "Product/a", "Product/b", "Product/c"])
        #expect(edges.allSatisfy { $0.resolution == .resolved(bench.id("t")) })
        #expect(edges.map(\.predicate) == ["has", "is", "is", "is"])
        #expect(try await bench.into("nobody").isEmpty)
    }

    static let selection = PortCheck("edges are selected by predicate and class of the other end") {
        let bench = GraphBench(try await $0.open())
        let links = [
            bench.link("p", "Product", properties: [], values: ["t"]),
            bench.link("p", "Order", properties: [], values: ["o"]),
            bench.link("q", "Product", properties: [], values: ["t"]),
        ]
        try await bench.apply([bench.upsert("a", 1, links: links), bench.upsert("t", 1)])
        #expect(try await bench.out("a", "p").count == 2)
        #expect(try await bench.out("a", "q").count == 1)
        #expect(try await bench.out("a", otherClass: "Order").map(\.predicate) == ["p"])
        #expect(try await bench.out("a", "q", otherClass: "Order").isEmpty)
        #expect(try await bench.into("t", "q").count == 1)
        #expect(try await bench.into("t", otherClass: "Product").count == 2)
        #expect(try await bench.into("t", otherClass: "Order").isEmpty)
    }

    static let order = PortCheck(
        "edges go by predicate, then by the other end, in pages of any size"
    ) {
        let bench = GraphBench(try await $0.open())
        let keys = (0..<25).map { "k\($0 * 3 % 25)" } + ["é", "e\u{301}", "漢", "Z"]
        let links = keys.flatMap { [("b", $0), ("a", $0)] }
        try await bench.put("hub", 1, links: links)
        for key in keys.prefix(12) { try await bench.put(key, 1, links: [("to", "hub")]) }
        let texts = keys.map { "Product/\($0)" }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for limit in [1, 3, 58, 100] {
            let edges = try await collect(limit: limit) {
                try await bench.graph.edges(
                    of: bench.id("hub"), EdgeSelection(direction: .out), $0)
            }
            #expect(
                edges.map(\.predicate) == Array(repeating: "a", count: 29)
                    + Array(repeating: "b", count: 29))
            #expect(
                edges.prefix(29).map { Array($0.target.text.utf8) } == texts.map { Array($0.utf8) })
        }
        let back = try await collect(limit: 5) {
            try await bench.graph.edges(of: bench.id("hub"), EdgeSelection(direction: .in), $0)
        }
        #expect(back.map(\.from.key) == Array(keys.prefix(12)).sorted())
    }

    static let cycles = PortCheck("links to itself and in circles are links") {
        let bench = GraphBench(try await $0.open())
        try await bench.put("a", 1, links: [("self", "a"), ("next", "b")])
        try await bench.put("b", 1, links: [("next", "a")])
        #expect(
            try await bench.out("a").map(\.resolution) == [
                .resolved(bench.id("b")), .resolved(bench.id("a")),
            ])
        #expect(try await bench.into("a").map(\.from.key) == ["b", "a"])
        try await bench.delete("a", 2)
        #expect(try await bench.out("b").map(\.resolution) == [.dangling])
        #expect(try await bench.into("b").isEmpty)
    }

    static let replaced = PortCheck("a new version replaces the links of the old one") {
        let bench = GraphBench(try await $0.open())
        for key in ["b", "c"] { try await bench.put(key, 1) }
        try await bench.put("a", 1, links: [("is", "b"), ("was", "b")])
        try await bench.put("a", 2, links: [("is", "c")])
        #expect(try await bench.out("a").map(\.target.text) == ["Product/c"])
        #expect(try await bench.into("b").isEmpty)
        #expect(try await bench.into("c").map(\.predicate) == ["is"])
    }

    static let counts = PortCheck("counts tell nodes, links and how many of them do not resolve") {
        let bench = GraphBench(try await $0.open())
        try await bench.put("a", 1, links: [("is", "b"), ("has", "nobody")])
        try await bench.put("b", 1, links: [("is", "a"), ("is", "nobody")])
        try await bench.put("gone", 1, links: [("is", "a")])
        try await bench.delete("gone", 2)
        try await bench.put("o", 1, className: "Order")
        let counts = try await bench.graph.counts(bench.scope).sorted {
            $0.className < $1.className
        }
        #expect(counts.map(\.className) == ["Order", "Product"])
        #expect(counts.map(\.nodes) == [1, 2])
        #expect(counts.first?.links.isEmpty == true)
        #expect(counts.last?.links["is"] == GraphCount.LinkCount(total: 3, unresolved: 1))
        #expect(counts.last?.links["has"] == GraphCount.LinkCount(total: 1, unresolved: 1))
    }

    static let otherScopes = PortCheck("a link never leaves its database, epoch and branch") {
        let bench = GraphBench(try await $0.open())
        var others = [bench.scope, bench.scope, bench.scope]
        others[0].database = "office"
        others[1].epoch = 2
        others[2].branch = "draft"
        for scope in others { try await bench.put("b", 1, [("n", "x")], scope: scope) }
        let named = bench.link("named", "Product", properties: ["n"], values: ["x"])
        try await bench.apply([bench.upsert("a", 1, links: [bench.link("is", "b"), named])])
        #expect(try await bench.out("a").map(\.resolution) == [.dangling, .dangling])
    }

    static let byteTargets = PortCheck("a link means the target with the very same bytes") {
        let bench = GraphBench(try await $0.open())
        try await bench.put("caf\u{E9}", 1, [("n", "caf\u{E9}")])
        let named = bench.link("named", "Product", properties: ["n"], values: ["cafe\u{301}"])
        try await bench.apply([
            bench.upsert("a", 1, links: [bench.link("is", "cafe\u{301}"), named])
        ])
        #expect(try await bench.out("a").map(\.resolution) == [.dangling, .dangling])
    }
}
