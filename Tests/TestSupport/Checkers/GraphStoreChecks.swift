// The promises of GraphStore: nodes, sequences, checkpoints. Links have their own file.

internal import EventSourcing
internal import JSONText
internal import Ontology
internal import Testing

package enum GraphStoreChecks {
    package static let all: [PortCheck] = nodes + GraphLinkChecks.all

    private static let nodes: [PortCheck] = [
        upserts, absent, stale, deletion, revival, paging, filters, scopes, dropDatabase,
        checkpoint, rebuild, reset, awkward, byteIdentity, replay, orders,
        reopening,
    ]

    static let upserts = PortCheck("a node is read back as it was written last") {
        let bench = GraphBench(try await $0.open())
        try await bench.put("a", 1, [("name", "Chai"), ("price", .number("1.50"))])
        try await bench.put("a", 2, [("price", .number("2.00")), ("tags", ["x", .null])])
        let node = try #require(try await bench.graph.nodes([bench.id("a")]).first)
        #expect(node.id == bench.id("a"))
        #expect(node.sequence == SequenceNumber(2))
        #expect(node.data.names == ["price", "tags"])
        #expect(JSON.object(node.data).text == #"{"price":2.00,"tags":["x",null]}"#)
    }

    static let absent = PortCheck("absent nodes are left out, the others keep the order asked for")
    {
        let bench = GraphBench(try await $0.open())
        for key in ["a", "b", "c"] { try await bench.put(key, 1) }
        let asked = ["c", "nobody", "a", "b"].map { bench.id($0) }
        #expect(try await bench.graph.nodes(asked).map(\.id.key) == ["c", "a", "b"])
        #expect(try await bench.graph.nodes([]).isEmpty)
        let none = NodeSelection(scope: bench.scope, className: "Nothing")
        #expect(try await bench.graph.nodes(none, PageRequest()).items.isEmpty)
        #expect(try await bench.graph.counts(bench.scope).map(\.className) == ["Product"])
    }

    static let stale = PortCheck("a change at or below the node's sequence changes nothing") {
        let bench = GraphBench(try await $0.open())
        try await bench.put("a", 5, [("v", 5)], links: [("is", "b")])
        for sequence in [5, 4, 1] {
            try await bench.put("a", sequence, [("v", 0)], links: [("was", "c")])
            try await bench.delete("a", sequence)
        }
        let node = try #require(try await bench.graph.nodes([bench.id("a")]).first)
        #expect(node.data["v"] == 5)
        #expect(node.sequence == SequenceNumber(5))
        #expect(try await bench.out("a").map(\.predicate) == ["is"])
    }

    static let deletion = PortCheck("a deleted node is gone and keeps its sequence") {
        let bench = GraphBench(try await $0.open())
        try await bench.put("a", 1, links: [("is", "b")])
        try await bench.delete("a", 4)
        #expect(try await bench.graph.nodes([bench.id("a")]).isEmpty)
        #expect(try await bench.out("a").isEmpty)
        try await bench.put("a", 3)
        #expect(try await bench.graph.nodes([bench.id("a")]).isEmpty)
        try await bench.delete("unborn", 7)
        try await bench.put("unborn", 6)
        #expect(try await bench.graph.nodes([bench.id("unborn")]).isEmpty)
        #expect(try await bench.graph.counts(bench.scope).allSatisfy { $0.nodes == 0 })
    }

    static let revival = PortCheck("a node can come back with a later sequence") {
        let bench = GraphBench(try await $0.open())
        try await bench.put("a", 1, [("v", 1)], links: [("is", "b")])
        try await bench.delete("a", 2)
        try await bench.put("a", 3, [("v", 3)])
        #expect(try await bench.graph.nodes([bench.id("a")]).first?.data["v"] == 3)
        #expect(try await bench.out("a").isEmpty)
    }

    static let paging = PortCheck("pages of nodes go by the bytes of the keys, without a gap") {
        let bench = GraphBench(try await $0.open())
        let keys = (0..<30).map { "k\($0 * 7 % 30)" } + ["Ä", "a", "Z", "漢", "e\u{301}", "é", "🙂"]
        for key in keys { try await bench.put(key, 1) }
        try await bench.put("other", 1, className: "Other")
        let sorted = keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for limit in [1, 4, 37, 100] {
            let nodes = try await collect(limit: limit) {
                try await bench.graph.nodes(bench.selection(), $0)
            }
            #expect(nodes.map { Array($0.id.key.utf8) } == sorted.map { Array($0.utf8) })
        }
        let first = try await bench.graph.nodes(bench.selection(), PageRequest(limit: 5))
        try await bench.put("A-before-the-cursor", 1)
        try await bench.delete(first.items[4].id.key, 2)
        let rest = try await bench.graph.nodes(
            bench.selection(), PageRequest(limit: 100, after: first.next))
        #expect(
            rest.items.map { Array($0.id.key.utf8) } == sorted.dropFirst(5).map { Array($0.utf8) })
    }

    static let filters = PortCheck("a filter compares the plain text of properties, all of them") {
        let bench = GraphBench(try await $0.open())
        try await bench.put("a", 1, [("city", "Zürich"), ("n", 7), ("open", true)])
        try await bench.put("b", 1, [("city", "Zürich"), ("n", .number("7.0")), ("open", false)])
        try await bench.put("c", 1, [("city", .null), ("n", 7)])
        try await bench.put("d", 1, [("city", "x' OR '1'='1"), ("n", 8)])
        let cases: [([String: String], [String])] = [
            (["city": "Zürich"], ["a", "b"]), (["city": "Zürich", "n": "7"], ["a"]),
            (["n": "7"], ["a", "c"]), (["n": "7.0"], ["b"]), (["open": "true"], ["a"]),
            (["city": "Zurich"], []), (["city": "zürich"], []), (["nothing": ""], []),
            (["city": "x' OR '1'='1"], ["d"]), (["city": "%"], []), (["ci.ty\"": "x"], []),
        ]
        for (equals, keys) in cases {
            let found = try await collect(limit: 1) {
                try await bench.graph.nodes(bench.selection(equals), $0)
            }
            #expect(found.map(\.id.key) == keys, "\(equals)")
        }
    }

    static let scopes = PortCheck("database, epoch, branch and class keep nodes apart") {
        let bench = GraphBench(try await $0.open())
        var scopes = [bench.scope, bench.scope, bench.scope, bench.scope]
        scopes[1].database = "office"
        scopes[2].epoch = 2
        scopes[3].branch = "draft"
        for (index, scope) in scopes.enumerated() {
            try await bench.put("a", index + 1, [("v", .integer(index))], scope: scope)
        }
        try await bench.put("a", 1, [("v", 9)], className: "Other")
        for (index, scope) in scopes.enumerated() {
            let id = NodeID(scope: scope, className: "Product", key: "a")
            #expect(try await bench.graph.nodes([id]).first?.data["v"] == .integer(index))
            #expect(
                try await bench.graph.counts(scope).first { $0.className == "Product" }?.nodes == 1)
        }
    }

    static let dropDatabase = PortCheck("dropping a database's epoch drops all of its branches") {
        let bench = GraphBench(try await $0.open())
        var draft = bench.scope
        draft.branch = "draft"
        var next = bench.scope
        next.epoch = 2
        var other = bench.scope
        other.database = "office"
        for scope in [bench.scope, draft, next, other] {
            try await bench.put("a", 1, links: [("is", "b")], scope: scope)
            try await bench.put("b", 1, scope: scope)
        }
        try await bench.apply([.dropDatabase(name: "shop", epoch: 1)])
        #expect(try await bench.graph.counts(bench.scope).allSatisfy { $0.nodes == 0 })
        #expect(try await bench.graph.nodes([bench.id("a"), bench.id("b")]).isEmpty)
        #expect(try await bench.graph.counts(draft).allSatisfy { $0.nodes == 0 })
        #expect(try await bench.graph.counts(next).first?.nodes == 2)
        #expect(try await bench.graph.counts(other).first?.nodes == 2)
        try await bench.apply([.dropDatabase(name: "shop", epoch: 1)])
        #expect(try await bench.graph.counts(next).first?.nodes == 2)
    }

    static let checkpoint = PortCheck("the checkpoint is kept with the effect, or there is none") {
        var bench = GraphBench(try await $0.open())
        #expect(try await bench.graph.checkpoint()?.offsets ?? [:] == [:])
        let ends = try await bench.publishSomething()
        try await bench.graph.apply([bench.upsert("a", 1)], upTo: ends)
        bench = GraphBench(try await $0.open())
        #expect(try await bench.graph.nodes([bench.id("a")]).count == 1)
        guard $0.traits.keepsCheckpoints else {
            #expect(try await bench.graph.checkpoint() == nil)
            return
        }
        #expect(try #require(try await bench.graph.checkpoint()).covers(ends))
        try await bench.graph.apply([], upTo: BusPosition(ends.offsets.mapValues { $0 + 5 }))
        let moved = try #require(try await bench.graph.checkpoint())
        #expect(moved.covers(BusPosition(ends.offsets.mapValues { $0 + 5 })))
    }

    static let rebuild = PortCheck("a rebuild does not move the checkpoint") {
        let bench = GraphBench(try await $0.open())
        let ends = try await bench.publishSomething()
        try await bench.graph.apply([bench.upsert("a", 1)], upTo: ends)
        let before = try await bench.graph.checkpoint()
        try await bench.graph.apply([bench.upsert("b", 1)], upTo: nil)
        #expect(try await bench.graph.checkpoint() == before)
        #expect(try await bench.graph.nodes([bench.id("b")]).count == 1)
    }

    static let reset = PortCheck("reset forgets everything, also the checkpoint and the dead") {
        var bench = GraphBench(try await $0.open())
        let ends = try await bench.publishSomething()
        try await bench.graph.apply([bench.upsert("a", 5)], upTo: ends)
        try await bench.delete("b", 9)
        try await bench.apply([.dropDatabase(name: "office", epoch: 1)])
        try await bench.graph.reset()
        #expect(try await bench.graph.checkpoint()?.offsets ?? [:] == [:])
        #expect(try await bench.graph.counts(bench.scope).allSatisfy { $0.nodes == 0 })
        bench = GraphBench(try await $0.open())
        try await bench.put("a", 1)
        try await bench.put("b", 1)
        #expect(try await bench.graph.nodes([bench.id("a"), bench.id("b")]).count == 2)
    }

    static let awkward = PortCheck("keys, names and values of any script stay what they are") {
        let bench = GraphBench(try await $0.open())
        for text in EventBuilder.awkwardTexts {
            try await bench.put(text, 1, [(text, .string(text))], links: [(text, "target" + text)])
        }
        for text in EventBuilder.awkwardTexts {
            let node = try #require(try await bench.graph.nodes([bench.id(text)]).first)
            #expect(node.id.key.utf8.elementsEqual(text.utf8))
            #expect(
                JSON.object(node.data).bytes
                    == JSON.object(JSONObject([(text, .string(text))])).bytes)
            let edges = try await bench.out(text)
            #expect(edges.map { Array($0.predicate.utf8) } == [Array(text.utf8)])
            let found = try await bench.graph.nodes(bench.selection([text: text]), PageRequest())
            #expect(found.items.map(\.id) == [node.id])
        }
    }

    static let byteIdentity = PortCheck("nodes whose keys differ in bytes are two nodes") {
        let bench = GraphBench(try await $0.open())
        for (left, right) in [("caf\u{E9}", "cafe\u{301}"), ("x", "X"), ("y", "y ")] {
            try await bench.put(left, 1, [("v", 1)])
            try await bench.put(right, 1, [("v", 2)])
            #expect(try await bench.graph.nodes([bench.id(left)]).first?.data["v"] == 1)
            #expect(try await bench.graph.nodes([bench.id(right)]).first?.data["v"] == 2)
        }
        #expect(try await bench.graph.counts(bench.scope).first?.nodes == 6)
    }

    static let replay = PortCheck("repeated and shuffled delivery ends equal") {
        let world = $0
        var exports: Set<String> = []
        for seed in 1...4 as ClosedRange<UInt64> {
            let bench = GraphBench(try await world.open())
            try await bench.graph.reset()
            var chance = SeededGenerator(seed: seed)
            let changes = bench.history()
            var delivered = changes + changes.filter { _ in chance.next() % 2 == 0 }
            if seed > 1 { delivered.shuffle(using: &chance) }
            while !delivered.isEmpty {
                let size = min(delivered.count, 1 + Int(chance.next() % 5))
                try await bench.apply(Array(delivered.prefix(size)))
                delivered.removeFirst(size)
            }
            exports.insert(try await bench.export())
        }
        #expect(exports.count == 1)
    }

    /// Two lives: made at 2, changed at 3, removed at 4, and made again at 8 or not.
    static let orders = PortCheck("in whatever order a life and its end arrive, they end alike") {
        let bench = GraphBench(try await $0.open())
        for lives in [[2, 3, 4], [2, 3, 4, 8]] {
            let histories = lives.orders.enumerated().map { number, order in
                order.map { sequence -> GraphChange in
                    let key = "\(lives.count)-\(number)"
                    return sequence == 4
                        ? .delete(
                            bench.id(key), sequence: SequenceNumber(sequence), event: .named("end"))
                        : bench.upsert(key, sequence, [("v", .integer(sequence))])
                }
            }
            for step in lives.indices { try await bench.apply(histories.map { $0[step] }) }
            let ids = histories.indices.map { bench.id("\(lives.count)-\($0)") }
            let found = try await bench.graph.nodes(ids)
            #expect(found.count == (lives.count == 3 ? 0 : ids.count))
            #expect(found.allSatisfy { $0.sequence == SequenceNumber(8) && $0.data["v"] == 8 })
        }
    }

    static let reopening = PortCheck("a graph opened again is the same graph") {
        var bench = GraphBench(try await $0.open())
        try await bench.apply(bench.history())
        let before = try await bench.export()
        bench = GraphBench(try await $0.open())
        #expect(try await bench.export() == before)
        try await bench.put("k3", 1)
        #expect(try await bench.export() == before)
    }
}
