// The promises of DocumentIndex.

internal import EventSourcing
internal import JSONText
internal import Ontology
internal import Testing

package enum DocumentIndexChecks {
    package static let all: [PortCheck] =
        [
            upserts, absent, stale, deletion, createdAt, kinds, words, noQueryLanguage, equality,
            scopes, paging, counting, dropDatabase, checkpoint, reset, awkward, byteIdentity,
            replay,
            orders, reopening,
        ] + DocumentOrderChecks.all

    static let upserts = PortCheck("a document is read back as it was written last") {
        let bench = DocumentBench(try await $0.open())
        try await bench.put("a", 1, [("name", "Chai"), ("price", .number("1.50"))])
        let document = bench.document("a", 2, [("price", .number("2.00")), ("x", [1, .null])])
        try await bench.index.apply([.upsert(document)], upTo: nil)
        let read = try #require(try await bench.index.documents([bench.id("a")]).first)
        #expect(read == document)
        #expect(JSON.object(read.data).text == #"{"price":2.00,"x":[1,null]}"#)
    }

    static let absent = PortCheck("absent documents are left out") {
        let bench = DocumentBench(try await $0.open())
        try await bench.put("a", 1)
        let found = try await bench.index.documents([bench.id("nobody"), bench.id("a")])
        #expect(found.map(\.id) == [bench.id("a")])
        #expect(try await bench.index.documents([]).isEmpty)
        #expect(try await bench.keys(bench.query(className: "Nothing")).isEmpty)
    }

    static let stale = PortCheck("a change at or below the document's sequence changes nothing") {
        let bench = DocumentBench(try await $0.open())
        try await bench.put("a", 5, [("v", "five")])
        for sequence in [5, 4, 1] {
            try await bench.put("a", sequence, [("v", "other")])
            try await bench.delete("a", sequence)
        }
        #expect(try await bench.index.documents([bench.id("a")]).first?.data["v"] == "five")
        #expect(try await bench.keys(bench.query(words: ["five"])) == ["a"])
        #expect(try await bench.keys(bench.query(words: ["other"])).isEmpty)
    }

    static let deletion = PortCheck(
        "a deleted document is gone from every answer, keeps its sequence"
    ) {
        let bench = DocumentBench(try await $0.open())
        try await bench.put("a", 1, [("v", "one")])
        try await bench.delete("a", 4)
        try await bench.put("a", 3, [("v", "three")])
        #expect(try await bench.index.documents([bench.id("a")]).isEmpty)
        for word in ["one", "three"] {
            #expect(try await bench.keys(bench.query(words: [word])).isEmpty)
            #expect(try await bench.keys(bench.query(equals: ["v": word])).isEmpty)
        }
        #expect(try await bench.index.count(bench.query()) == 0)
        try await bench.delete("unborn", 7)
        try await bench.put("unborn", 6)
        #expect(try await bench.index.documents([bench.id("unborn")]).isEmpty)
        try await bench.put("a", 5, [("v", "five")])
        #expect(try await bench.keys(bench.query(words: ["five"])) == ["a"])
    }

    static let createdAt = PortCheck(
        "the time of creation is kept over updates, not over a deletion"
    ) {
        let bench = DocumentBench(try await $0.open())
        var document = bench.document("a", 1)
        let born = document.createdAt
        try await bench.index.apply([.upsert(document)], upTo: nil)
        document.sequence = SequenceNumber(2)
        document.createdAt = born.adding(seconds: 60)
        document.eventAt = born.adding(seconds: 60)
        try await bench.index.apply([.upsert(document)], upTo: nil)
        var read = try #require(try await bench.index.documents([bench.id("a")]).first)
        #expect(read.createdAt == born)
        #expect(read.eventAt == born.adding(seconds: 60))
        try await bench.delete("a", 3)
        document.sequence = SequenceNumber(4)
        try await bench.index.apply([.upsert(document)], upTo: nil)
        read = try #require(try await bench.index.documents([bench.id("a")]).first)
        #expect(read.createdAt == born.adding(seconds: 60))
    }

    static let kinds = PortCheck("instances, classes and databases are documents side by side") {
        let bench = DocumentBench(try await $0.open())
        try await bench.put("a", 1, [("v", "thing")])
        let classID = DocumentID(kind: .ontologyClass, scope: bench.scope, className: "Product")
        let baseID = DocumentID(kind: .database, scope: bench.scope)
        for id in [classID, baseID] {
            try await bench.index.apply(
                [.upsert(bench.document(id, 1, [("v", "thing")]))], upTo: nil)
        }
        for kind in DocumentID.Kind.allCases {
            let query = DocumentQuery(kind: kind, words: ["thing"])
            let found = try await collect(limit: 1) { try await bench.index.search(query, $0) }
            #expect(found.map(\.id.kind) == [kind])
        }
        #expect(try await bench.index.documents([classID]).count == 1)
        #expect(try await bench.index.documents([baseID]).count == 1)
    }

    static let words = PortCheck("words are found in any property, in any case, all of them") {
        let bench = DocumentBench(try await $0.open())
        try await bench.put("a", 1, [("name", "Chef Anton's Gumbo Mix"), ("note", "spicy, HOT")])
        try await bench.put("b", 1, [("name", "hot chocolate"), ("n", 42)])
        try await bench.put("c", 1, [("name", "漢字 かな"), ("tags", ["Gumbo", "x"])])
        let cases: [([String], [String])] = [
            (["gumbo"], ["a", "c"]), (["GUMBO", "mix"], ["a"]), (["hot"], ["a", "b"]),
            (["hot", "gumbo"], ["a"]), (["hot", "nothing"], []), (["42"], ["b"]),
            (["漢字"], ["c"]), (["gum"], []), (["anton's"], ["a"]), ([], ["a", "b", "c"]),
            (["hot chocolate"], ["b"]), (["name"], []),
        ]
        for (words, keys) in cases {
            #expect(try await bench.keys(bench.query(words: words)) == keys, "\(words)")
            #expect(
                try await bench.index.count(bench.query(words: words)) == keys.count, "\(words)")
        }
        try await bench.put("a", 2, [("name", "Tea")])
        #expect(try await bench.keys(bench.query(words: ["gumbo"])) == ["c"])
        #expect(try await bench.keys(bench.query(words: ["tea"])) == ["a"])
    }

    static let noQueryLanguage = PortCheck("words and values are never taken for a query language")
    {
        let bench = DocumentBench(try await $0.open())
        try await bench.put("a", 1, [("name", "alpha beta")])
        let words = [
            "AND", "OR", "NOT alpha", "\"alpha", "alph*", "NEAR(alpha beta)", "name:alpha",
            "^alpha",
            "(alpha", "alpha)", "-alpha", "alpha OR nothing", "'; DROP TABLE x; --", "*", "\u{0}",
        ]
        for word in words {
            _ = try await bench.index.search(bench.query(words: [word]), PageRequest())
            _ = try await bench.index.count(bench.query(equals: ["name": word]))
            _ = try await bench.index.count(bench.query(equals: [word: "alpha beta"]))
        }
        #expect(try await bench.keys(bench.query(words: ["alpha OR nothing"])).isEmpty)
        #expect(try await bench.keys(bench.query(words: ["alph*"])).isEmpty)
        #expect(try await bench.keys(bench.query(equals: ["name": "alpha%"])).isEmpty)
        #expect(try await bench.keys(bench.query(words: ["beta"])) == ["a"])
    }

    static let equality = PortCheck("equality compares whole plain texts, without regard to case") {
        let bench = DocumentBench(try await $0.open())
        let long = String(repeating: "long ", count: 60)
        try await bench.put("a", 1, [("city", "Zürich West"), ("n", 7), ("open", true)])
        try await bench.put("b", 1, [("city", "ZÜRICH WEST"), ("n", .number("7.0"))])
        try await bench.put("c", 1, [("city", .null), ("note", "city=Zürich West")])
        try await bench.put("d", 1, [("city", .string(long + "1"))])
        try await bench.put("e", 1, [("city", .string(long + "2"))])
        try await bench.put("f", 1, [("city", "漢字?"), ("n", "漢字!")])
        let cases: [([String: String], [String])] = [
            (["city": "zürich west"], ["a", "b"]), (["city": "Zürich"], []), (["n": "7"], ["a"]),
            (["n": "7.0"], ["b"]), (["open": "TRUE"], ["a"]),
            (["city": "Zürich West", "n": "7"], ["a"]),
            (["city": long + "1"], ["d"]), (["city": long + "3"], []), (["city": "漢字?"], ["f"]),
            (["n": "漢字?"], []), (["city": "zürich_west"], []), (["nothing": "x"], []),
        ]
        for (equals, keys) in cases {
            #expect(try await bench.keys(bench.query(equals: equals)) == keys, "\(equals)")
            #expect(
                try await bench.index.count(bench.query(equals: equals)) == keys.count, "\(equals)")
        }
    }

    static let scopes = PortCheck("database, epoch, branch and class keep documents apart") {
        let bench = DocumentBench(try await $0.open())
        var scopes = [bench.scope, bench.scope, bench.scope, bench.scope]
        scopes[1].database = "office"
        scopes[2].epoch = 2
        scopes[3].branch = "draft"
        for (index, scope) in scopes.enumerated() {
            let id = DocumentID(kind: .instance, scope: scope, className: "Product", key: "a")
            try await bench.index.apply(
                [.upsert(bench.document(id, index + 1, [("v", .integer(index))]))], upTo: nil)
        }
        for (index, scope) in scopes.enumerated() {
            let query = DocumentQuery(kind: .instance, scope: scope)
            let found = try await bench.index.search(query, PageRequest()).items
            #expect(found.map { $0.data["v"] } == [.integer(index)])
        }
    }

    static let paging = PortCheck("pages go by class and key, by their bytes, without a gap") {
        let bench = DocumentBench(try await $0.open())
        let keys = (0..<30).map { "k\($0 * 7 % 30)" } + ["Ä", "a", "Z", "漢", "e\u{301}", "é", "🙂"]
        for key in keys { try await bench.put(key, 1, [("v", "same")]) }
        let other = DocumentID(
            kind: .instance, scope: bench.scope, className: "Apple", key: "zz")
        try await bench.index.apply([.upsert(bench.document(other, 1, [("v", "same")]))], upTo: nil)
        let sorted = ["zz"] + keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for query in [
            bench.query(), bench.query(words: ["same"]), bench.query(equals: ["v": "SAME"]),
        ] {
            for limit in [1, 4, 38, 100] {
                let found = try await collect(limit: limit) {
                    try await bench.index.search(query, $0)
                }
                #expect(found.map { Array($0.id.key.utf8) } == sorted.map { Array($0.utf8) })
            }
        }
        let first = try await bench.index.search(bench.query(), PageRequest(limit: 5))
        try await bench.put("A-before", 1, [("v", "same")])
        let rest = try await bench.index.search(
            bench.query(), PageRequest(limit: 100, after: first.next))
        #expect(rest.items.count == sorted.count - 5)
    }

    static let counting = PortCheck("a count is the number of documents in all pages") {
        let bench = DocumentBench(try await $0.open())
        for index in 0..<23 {
            try await bench.put("k\(index)", 1, [("g", .string("g\(index % 3)"))])
        }
        for query in [bench.query(), bench.query(words: ["g1"]), bench.query(equals: ["g": "g2"])] {
            let count = try await bench.index.count(query)
            #expect(count == (try await bench.keys(query).count))
            #expect(count > 0)
        }
    }

    static let dropDatabase = PortCheck("dropping a database keeps its own document alone") {
        let bench = DocumentBench(try await $0.open())
        var next = bench.scope
        next.epoch = 2
        let ids = [
            bench.id("a"),
            DocumentID(kind: .ontologyClass, scope: bench.scope, className: "Product"),
            DocumentID(kind: .database, scope: bench.scope),
            DocumentID(kind: .instance, scope: next, className: "Product", key: "a"),
        ]
        for id in ids {
            try await bench.index.apply([.upsert(bench.document(id, 1, [("v", "it")]))], upTo: nil)
        }
        try await bench.index.apply([.dropDatabase(name: "shop", epoch: 1)], upTo: nil)
        #expect(try await bench.index.documents(ids).map(\.id) == [ids[2], ids[3]])
        let query = DocumentQuery(kind: .instance, words: ["it"])
        #expect(try await bench.index.search(query, PageRequest()).items.map(\.id) == [ids[3]])
    }

    static let checkpoint = PortCheck("the checkpoint is kept with the effect, or there is none") {
        var bench = DocumentBench(try await $0.open())
        let ends = try await GraphBench(bench.ports).publishSomething()
        try await bench.index.apply([.upsert(bench.document("a", 1))], upTo: ends)
        try await bench.put("b", 1)
        bench = DocumentBench(try await $0.open())
        #expect(try await bench.keys(bench.query()) == ["a", "b"])
        guard $0.traits.keepsCheckpoints else {
            #expect(try await bench.index.checkpoint() == nil)
            return
        }
        #expect(try #require(try await bench.index.checkpoint()).covers(ends))
    }

    static let reset = PortCheck("reset forgets everything, also the checkpoint and the dead") {
        var bench = DocumentBench(try await $0.open())
        let ends = try await GraphBench(bench.ports).publishSomething()
        try await bench.index.apply([.upsert(bench.document("a", 5))], upTo: ends)
        try await bench.delete("b", 9)
        try await bench.index.reset()
        #expect(try await bench.index.checkpoint()?.offsets ?? [:] == [:])
        #expect(try await bench.keys(bench.query()).isEmpty)
        bench = DocumentBench(try await $0.open())
        try await bench.put("a", 1)
        try await bench.put("b", 1)
        #expect(try await bench.keys(bench.query()) == ["a", "b"])
        #expect(try await bench.keys(bench.query(words: ["chai"])) == ["a", "b"])
    }

    static let awkward = PortCheck("keys, names and values of any script stay what they are") {
        let bench = DocumentBench(try await $0.open())
        for text in EventBuilder.awkwardTexts {
            try await bench.put(text, 1, [(text, .string(text))])
        }
        for text in EventBuilder.awkwardTexts {
            let read = try #require(try await bench.index.documents([bench.id(text)]).first)
            #expect(read.id.key.utf8.elementsEqual(text.utf8))
            #expect(
                JSON.object(read.data).bytes
                    == JSON.object(JSONObject([(text, .string(text))])).bytes)
            let found = try await bench.keys(bench.query(equals: [text: text]))
            #expect(found.contains { $0.utf8.elementsEqual(text.utf8) }, "\(text)")
        }
    }

    static let byteIdentity = PortCheck("documents whose keys differ in bytes are two documents") {
        let bench = DocumentBench(try await $0.open())
        for (left, right) in [("caf\u{E9}", "cafe\u{301}"), ("x", "X"), ("y", "y ")] {
            try await bench.put(left, 1, [("v", 1)])
            try await bench.put(right, 1, [("v", 2)])
            #expect(try await bench.index.documents([bench.id(left)]).first?.data["v"] == 1)
            #expect(try await bench.index.documents([bench.id(right)]).first?.data["v"] == 2)
        }
        #expect(try await bench.index.count(bench.query()) == 6)
    }

    static let replay = PortCheck("repeated and shuffled delivery ends equal") {
        let world = $0
        var exports: Set<String> = []
        for seed in 1...4 as ClosedRange<UInt64> {
            let bench = DocumentBench(try await world.open())
            try await bench.index.reset()
            var chance = SeededGenerator(seed: seed)
            let changes = bench.history()
            var delivered = changes + changes.filter { _ in chance.next() % 2 == 0 }
            if seed > 1 { delivered.shuffle(using: &chance) }
            while !delivered.isEmpty {
                let size = min(delivered.count, 1 + Int(chance.next() % 5))
                try await bench.index.apply(Array(delivered.prefix(size)), upTo: nil)
                delivered.removeFirst(size)
            }
            exports.insert(try await bench.export())
        }
        #expect(exports.count == 1)
    }

    /// Two lives: made at 2, changed at 3, removed at 4, and made again at 8 or not.
    static let orders = PortCheck("in whatever order a life and its end arrive, they end alike") {
        let bench = DocumentBench(try await $0.open())
        for lives in [[2, 3, 4], [2, 3, 4, 8]] {
            let histories = lives.orders.enumerated().map { number, order in
                order.map { sequence -> DocumentChange in
                    let key = "\(lives.count)-\(number)"
                    return sequence == 4
                        ? .delete(bench.id(key), sequence: SequenceNumber(sequence))
                        : .upsert(bench.document(key, sequence, [("v", .integer(sequence))]))
                }
            }
            for step in lives.indices {
                try await bench.index.apply(histories.map { $0[step] }, upTo: nil)
            }
            let ids = histories.indices.map { bench.id("\(lives.count)-\($0)") }
            let found = try await bench.index.documents(ids)
            #expect(found.count == (lives.count == 3 ? 0 : ids.count))
            #expect(found.allSatisfy { $0.sequence == SequenceNumber(8) && $0.data["v"] == 8 })
        }
        #expect(try await bench.index.count(bench.query()) == 24)
    }

    static let reopening = PortCheck("documents opened again are the same documents") {
        var bench = DocumentBench(try await $0.open())
        try await bench.index.apply(bench.history(), upTo: nil)
        let before = try await bench.export()
        bench = DocumentBench(try await $0.open())
        #expect(try await bench.export() == before)
    }
}
