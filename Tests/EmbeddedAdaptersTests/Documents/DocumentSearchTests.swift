import EmbeddedAdapters
import EventSourcing
import JSONText
import Ontology
import Testing

/// Words, equality, paging, and what people type that looks like a query.
struct DocumentSearchTests {
    private static let people: [(String, JSON)] = [
        ("1", ["name": "Ada Lovelace", "city": "London", "note": "mother of \"code\""]),
        ("2", ["name": "Alan Turing", "city": "LONDON", "age": 41]),
        ("3", ["name": "Müller, Jörg", "city": "Köln", "tags": ["red", "NOT green"]]),
        ("4", ["name": "日本 太郎", "city": "", "price": .number("12.5"), "nick": .null]),
        ("5", ["name": "O'Brien AND sons", "code": "a=b", "a": "b=c", "a=b": "c"]),
    ]

    private func withPeople(_ body: (EmbeddedDocumentIndex) async throws -> Void) async throws {
        try await ReadModelSandbox.withDocuments { index in
            try await index.apply(
                DocumentSearchTests.people.map { upsert(instance("P", $0.0), 1, $0.1) },
                upTo: nil)
            try await body(index)
        }
    }

    @Test(arguments: [
        (["london"], ["1", "2"]), (["LONDON", "ada"], ["1"]), (["lovelace ada"], []),
        (["MÜLLER"], ["3"]), (["köln"], ["3"]), (["41"], ["2"]), (["12.5"], ["4"]),
        (["red"], ["3"]), (["太郎"], ["4"]), (["lond"], []), (["name"], []),
        (["", "\u{0}"], ["1", "2", "3", "4", "5"]), ([" ", "code"], ["1"]), (["!!!"], []),
    ])
    func wordsMustAllOccurInAnyProperty(words: [String], keys: [String]) async throws {
        try await withPeople { index in
            let found = try await index.found(query(words: words))
            #expect(found == keys.map { "P/\($0)" })
        }
    }

    @Test(arguments: [
        "\"", "\"\"", "*", "ada*", "ada OR alan", "NOT", "NEAR(ada lovelace)", "name:ada", "^ada",
        "(ada", "ada)", "{name}: ada", "ada + alan", "' OR 1=1 --", "ada\u{0}\"", "-",
        "AND", "words:ada", "ada\" OR \"alan", ";DROP TABLE document", "%", "_", "\\",
    ])
    func whatLooksLikeAQueryIsOnlyWords(text: String) async throws {
        try await withPeople { index in
            let found = try await index.found(query(words: [text]))
            // As plain words these occur in documents 1 and 5, nowhere else and never more.
            #expect(found.isEmpty || found == ["P/1"] || found == ["P/5"] || found == ["P/3"])
            _ = try await index.found(query(equals: [text: text]))
            _ = try await index.found(query(text, words: [text], equals: ["name": text]))
            #expect(try await index.found(query()).count == 5)
        }
    }

    @Test(arguments: [
        (["city": "london"], ["1", "2"]), (["city": ""], ["4"]), (["nick": ""], ["4"]),
        (["name": "o'brien and SONS"], ["5"]), (["name": "o_brien and sons"], []),
        (["age": "41"], ["2"]), (["city": "lon"], []), (["city": "KÖLN"], ["3"]),
        (["a": "b=c"], ["5"]), (["a=b": "c"], ["5"]), (["a": "b"], []), (["Name": "x"], []),
        (["city": "London", "age": "41"], ["2"]), (["missing": ""], []),
        (["tags": "[\"red\",\"not GREEN\"]"], ["3"]), (["price": "12.5"], ["4"]),
    ])
    func equalityIsOfTheWholeTextInAnyCase(equals: [String: String], keys: [String]) async throws {
        try await withPeople { index in
            let found = try await index.found(query(equals: equals))
            #expect(found == keys.map { "P/\($0)" })
        }
    }

    @Test func longValuesThatBeginAlikeAreToldApart() async throws {
        try await ReadModelSandbox.withDocuments { index in
            let long = String(repeating: "日x", count: 100)
            try await index.apply(
                [
                    upsert(instance("P", "1"), 1, ["text": .string(long + "a")]),
                    upsert(instance("P", "2"), 1, ["text": .string(long + "b")]),
                ], upTo: nil)
            #expect(try await index.found(query(equals: ["text": long + "B"])) == ["P/2"])
            try await index.apply([delete(instance("P", "2"), 2)], upTo: nil)
            #expect(try await index.found(query(equals: ["text": long + "b"])).isEmpty)
        }
    }

    @Test func anUpdateIsFoundByItsNewWordsOnly() async throws {
        try await withPeople { index in
            try await index.apply(
                [upsert(instance("P", "1"), 2, ["name": "Grace", "city": "New York"])], upTo: nil)
            #expect(try await index.found(query(words: ["ada"])).isEmpty)
            #expect(try await index.found(query(words: ["grace", "york"])) == ["P/1"])
            #expect(try await index.found(query(equals: ["city": "London"])) == ["P/2"])
        }
    }

    @Test func pagesGoByClassAndThenByTheBytesOfTheKey() async throws {
        try await ReadModelSandbox.withDocuments { index in
            let keys = ["é", "e\u{301}", "z", "Z", "10", "9", "日本", "%2F"]
            let ids = ["B", "A", "A-b"].flatMap { name in keys.map { instance(name, $0) } }
            try await index.apply(ids.map { upsert($0, 1, ["all": "yes"]) }, upTo: nil)
            for query in [
                query(), query(words: ["yes"]), query(equals: ["all": "yes"]), query(scope: nil),
            ] {
                for limit in [1, 5, 8, 100] {
                    let all = try await collect(limit: limit) {
                        try await index.search(query, $0)
                    }
                    let read = all.items.map { Array("\($0.id.className)\u{0}\($0.id.key)".utf8) }
                    #expect(read.count == ids.count)
                    #expect(read == read.sorted { $0.lexicographicallyPrecedes($1) })
                    #expect(all.pages == (ids.count + limit - 1) / limit)
                }
            }
            #expect(try await index.found(query("A")).count == keys.count)
        }
    }

    @Test func databasesOfAnyEpochAreFoundWithoutAScope() async throws {
        try await ReadModelSandbox.withDocuments { index in
            let scopes = [("b", 1), ("a", 10), ("a", 2)].map {
                GraphScope(database: $0.0, epoch: $0.1)
            }
            try await index.apply(
                scopes.map { upsert(DocumentID(kind: .database, scope: $0), 1) }, upTo: nil)
            let found = try await collect(limit: 1) {
                try await index.search(DocumentQuery(kind: .database), $0)
            }
            #expect(found.items.map(\.id.scope.epoch) == [2, 10, 1])
            let one = DocumentQuery(kind: .database, scope: scopes[0])
            #expect(try await index.found(one) == ["b"])
        }
    }

    @Test func resetForgetsEverythingAndLeavesAUsableIndex() async throws {
        try await withPeople { index in
            try await index.apply([], upTo: position(9))
            try await index.reset()
            #expect(try await index.checkpoint() == BusPosition())
            #expect(try await index.found(query(words: ["london"])).isEmpty)
            try await index.apply(
                [upsert(instance("P", "9"), 1, ["city": "London"])], upTo: position(3))
            #expect(try await index.found(query(words: ["london"])) == ["P/9"])
            #expect(try await index.checkpoint() == position(3))
        }
    }
}
