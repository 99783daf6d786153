// The typed fields of properties as tools beside us see them, what happens where an index has no room for more, and the way
// of an index that was made before there were any.

import EventSourcing
import HTTPClient
import JSONText
import Ontology
import ServerAdapters
import TestSupport
import Testing

@Suite(
    "Typed fields in Elasticsearch and OpenSearch",
    .enabled(if: TestServers.has("typed fields", TestServers.noidaElastic, TestServers.osmem)))
struct ElasticFieldTests {
    static let servers = [TestServers.noidaElastic, TestServers.osmem].map { $0 ?? "" }

    private static func id(_ key: String, _ className: String = "Product") -> DocumentID {
        DocumentID(
            kind: .instance, scope: GraphScope(database: "shop", epoch: 1),
            className: className, key: key)
    }

    private static func put(_ key: String, _ data: [(String, JSON)]) -> DocumentChange {
        .upsert(
            Document(
                id: id(key), sequence: SequenceNumber(1), event: .named(key),
                eventAt: FixedClock.sampleTime, createdAt: FixedClock.sampleTime,
                data: JSONObject(data)))
    }

    private static func productClass(_ types: [(String, String)]) -> DocumentChange {
        let properties = types.map { name, type -> JSON in
            ["name": .string(name), "type": .string(type)]
        }
        return .upsert(
            Document(
                id: DocumentID(
                    kind: .ontologyClass, scope: GraphScope(database: "shop", epoch: 1),
                    className: "Product"), sequence: SequenceNumber(1), event: .named("class"),
                eventAt: FixedClock.sampleTime, createdAt: FixedClock.sampleTime,
                data: JSONObject([
                    ("id", "Product"), ("label", "Product"), ("properties", .array(properties)),
                ])))
    }

    private func ask(_ part: SearchPart, _ method: String, _ path: String, _ body: JSON? = nil)
        async throws -> JSON
    {
        let answer = try await HTTPClient().send(
            HTTPRequest(
                method, .url(part.client.settings.url), path: path,
                headers: [HTTPHeader("Content-Type", "application/json")], body: body?.bytes,
                deadlineSeconds: 10))
        #expect(
            (200...299).contains(answer.status), "\(String(decoding: answer.body, as: UTF8.self))")
        return try JSON(parsing: answer.body)
    }

    private func alias(_ part: SearchPart) -> String {
        part.client.settings.prefix + "spice_documents"
    }

    private func properties(_ part: SearchPart) async throws -> JSON? {
        try await ask(part, "GET", "/\(alias(part))/_mapping").object?.members.first?
            .value["mappings"]?["properties"]
    }

    private func count(_ part: SearchPart, _ query: JSON) async throws -> Int? {
        try await ask(part, "POST", "/\(alias(part))/_count", ["query": query])["count"]?.integer
    }

    private func keys(_ index: ElasticDocumentIndex, _ order: DocumentOrder) async throws
        -> [String]?
    {
        try await index.sorted(DocumentQuery(kind: .instance), by: order, 0..<100)?.map(\.id.key)
    }

    @Test(arguments: servers)
    func aClassMakesTheFieldsOfItsPropertiesByTheirTypes(_ url: String) async throws {
        let part = SearchPart(url)
        let index = ElasticDocumentIndex(part.client)
        try await index.prepare()
        #expect(try await index.hasTypedFields())
        try await index.apply(
            [
                Self.productClass([
                    ("price", "decimal"), ("stock", "integer"), ("made", "date"),
                    ("seen", "datetime"), ("open", "boolean"), ("name", "string"),
                    ("kind", "enum"), ("place", "coordinate"), ("a.b", "string"),
                ])
            ], upTo: nil)
        let found = try #require(try await properties(part))
        for (family, name, type) in [
            ("number", "price", "double"), ("number", "stock", "double"), ("date", "made", "date"),
            ("date", "seen", "date"), ("boolean", "open", "boolean"), ("text", "name", "text"),
            ("text", "kind", "text"), ("geo", "place", "geo_point"), ("text", "a%2Eb", "text"),
            ("sort", "price", "keyword"), ("sort", "name", "keyword"),
        ] {
            let field = found[family]?["properties"]?[name]
            #expect(field?["type"]?.string == type, "\(family).\(name): \(field ?? .null)")
        }
        // A property more is a field more, in the same index.
        try await index.apply([Self.put("1", [("weight", 5), ("name", "x")])], upTo: nil)
        let more = try await properties(part)
        #expect(more?["number"]?["properties"]?["weight"]?["type"] == "double")
        #expect(more?["sort"]?["properties"]?["weight"]?["type"] == "keyword")
        await part.end()
    }

    @Test(arguments: servers)
    func otherToolsFilterByTheTypeOfAProperty(_ url: String) async throws {
        let part = SearchPart(url)
        let index = ElasticDocumentIndex(part.client)
        try await index.prepare()
        try await index.apply(
            [
                Self.put(
                    "1",
                    [
                        ("price", .number("9.5")), ("made", "2026-01-31"), ("open", true),
                        ("name", "Chef Anton's Gumbo"), ("place", "47.37,8.54"),
                        ("tags", ["x", "y"]),
                    ]),
                Self.put(
                    "2",
                    [
                        ("price", 120), ("made", "2026-02-01T08:00:00+01:00"), ("open", false),
                        ("name", "gumbo"), ("place", ["lat": .number("10.5"), "lon": 10]),
                        ("tags", "z"),
                    ]),
            ], upTo: nil)
        let cases: [(JSON, Int)] = [
            (["range": ["number.price": ["gt": 10]]], 1),
            (["range": ["number.price": ["gt": 9]]], 2),
            (["range": ["date.made": ["gte": "2026-02-01"]]], 1),
            (["range": ["date.made": ["lt": "2026-02-01"]]], 1),
            (["term": ["boolean.open": true]], 1), (["match": ["text.name": "gumbo"]], 2),
            (["term": ["text.name.raw": "gumbo"]], 1), (["term": ["text.tags.raw": "y"]], 1),
            (
                [
                    "geo_distance": [
                        "distance": "50km",
                        "geo.place": ["lat": .number("47.4"), "lon": .number("8.5")],
                    ]
                ], 1
            ),
        ]
        for (query, number) in cases {
            #expect(try await count(part, query) == number, "\(query.text)")
        }
        await part.end()
    }

    @Test(arguments: servers)
    func theServerKeepsTheOrderOfAProperty(_ url: String) async throws {
        let part = SearchPart(url)
        let index = ElasticDocumentIndex(part.client)
        try await index.prepare()
        try await index.apply(
            [
                Self.put("a", [("n", 10)]), Self.put("b", [("n", .number("1e999"))]),
                Self.put("c", [("n", 9)]), Self.put("d", []),
                Self.put("e", [("n", .number("-0.5"))]),
            ], upTo: nil)
        let up = DocumentOrder(.property("n"))
        #expect(try await keys(index, up) == ["e", "c", "a", "b", "d"])
        #expect(
            try await keys(index, DocumentOrder(.property("n"), isDescending: true))
                == ["b", "a", "c", "e", "d"])
        #expect(try await keys(index, DocumentOrder(.changed)) == ["a", "b", "c", "d", "e"])
        #expect(
            try await keys(index, DocumentOrder(.property("nobody's"))) == [
                "a", "b", "c", "d", "e",
            ])
        // Further than a server counts into its hits.
        let far = try await index.sorted(DocumentQuery(kind: .instance), by: up, 9_999..<10_001)
        #expect(far == nil)
        await part.end()
    }

    @Test(arguments: servers)
    func whatFindsNoRoomForAFieldIsStoredAndFoundAllTheSame(_ url: String) async throws {
        let part = SearchPart(url, maximumFields: 3)
        let index = ElasticDocumentIndex(part.client)
        try await index.prepare()
        try await index.apply(
            [Self.put("1", [("a", 1), ("b", 10), ("c", 5), ("d", "x")])], upTo: nil)
        // By another process, with more in it.
        let other = ElasticDocumentIndex(part.client)
        try await other.apply(
            [Self.put("2", [("a", 2), ("d", "y"), ("e", true)]), Self.put("3", [("c", 7)])],
            upTo: nil)
        #expect(try await index.documents(["1", "2", "3"].map { Self.id($0) }).count == 3)
        let names = try await properties(part)?["sort"]?["properties"]?.object?.names
        #expect(names == ["a", "b", "c"])
        #expect(try await keys(index, DocumentOrder(.property("a"))) == ["1", "2", "3"])
        // Whoever asks sorts by itself then.
        #expect(try await keys(index, DocumentOrder(.property("d"))) == nil)
        for (range, right) in [
            (PropertyRange("c", from: SortKey(6), to: nil), ["3"]),
            (PropertyRange("d", from: SortKey("y"), to: nil), ["2"]),
            (PropertyRange("d", from: SortKey("x"), to: nil), ["1", "2"]),
            (PropertyRange("e", from: SortKey(true), to: nil), ["2"]),
        ] {
            let query = DocumentQuery(kind: .instance, ranges: [range].compactMap(\.self))
            #expect(
                try await index.search(query, PageRequest(limit: 1)).items.first?.id.key == right[0]
            )
            #expect(try await index.count(query) == right.count)
        }
        await part.end()
    }

    /// As it was made before properties had fields.
    private func makeOldIndex(_ part: SearchPart) async throws {
        let texts = [
            "kind", "db_name", "branch", "class_id", "instance_id", "event_id", "words", "equals",
            "json",
        ].map { ($0, ["type": "keyword"] as JSON) }
        let numbers = ["epoch", "event_sequence", "event_timestamp", "created_at"].map {
            ($0, ["type": "long"] as JSON)
        }
        let others: [(String, JSON)] = [
            ("deleted", ["type": "boolean"]), ("data", ["type": "object", "enabled": false]),
        ]
        let properties = JSON.object(JSONObject(texts + numbers + others))
        _ = try await ask(
            part, "PUT", "/\(alias(part))-v1",
            ["mappings": ["dynamic": "strict", "properties": properties]])
        _ = try await ask(
            part, "POST", "/_aliases",
            [
                "actions": [
                    [
                        "add": [
                            "index": .string("\(alias(part))-v1"), "alias": .string(alias(part)),
                            "is_write_index": true,
                        ]
                    ]
                ]
            ])
    }

    @Test(arguments: servers)
    func anIndexWithoutFieldsServesOnAndGetsThemWithARebuild(_ url: String) async throws {
        let part = SearchPart(url)
        try await makeOldIndex(part)
        let index = ElasticDocumentIndex(part.client)
        try await index.prepare()
        #expect(try await index.hasTypedFields() == false)
        let changes = [
            Self.productClass([("n", "integer")]), Self.put("a", [("n", 10), ("name", "Chai")]),
            Self.put("b", [("n", 9)]), Self.put("c", [("n", "x")]),
        ]
        try await index.apply(changes, upTo: nil)
        let query = DocumentQuery(
            kind: .instance,
            ranges: [PropertyRange("n", from: SortKey(10), to: nil)].compactMap(\.self))
        func expectTheSame() async throws {
            #expect(try await index.search(query, PageRequest()).items.map(\.id.key) == ["a", "c"])
            #expect(
                try await index.search(query, PageRequest(limit: 1)).items.map(\.id.key) == ["a"])
            #expect(try await index.count(query) == 2)
        }
        try await expectTheSame()
        // Another process, which knows the old one.
        let other = ElasticDocumentIndex(part.client)
        try await other.apply([Self.put("e", [("n", 2)])], upTo: nil)
        #expect(try await keys(index, DocumentOrder(.property("n"))) == nil)
        #expect(try await keys(index, DocumentOrder(.key)) == ["a", "b", "c", "e"])

        let successor = try #require(try await index.successor())
        try await successor.index.apply(changes, upTo: nil)
        try await successor.takeOver()
        #expect(try await index.hasTypedFields())
        try await expectTheSame()
        #expect(try await keys(index, DocumentOrder(.property("n"))) == ["b", "a", "c"])
        try await other.apply([Self.put("d", [("n", 1)])], upTo: nil)
        #expect(try await keys(index, DocumentOrder(.property("n"))) == ["d", "b", "a", "c"])
        await part.end()
    }

    /// What the server says of a field is no reason to lose a document.
    @Test func aDocumentThatIsRefusedForAFieldIsStoredWithoutIt() async throws {
        let mapping =
            #"{"x-v1":{"mappings":{"_meta":{"spice_fields":1},"properties":{"sort":{"properties":{"name":{"type":"keyword"}}},"text":{"properties":{"name":{"type":"text"}}}}}}}"#
        let server = try CannedServer([
            .init(
                200, #"{"docs":[{"_index":"x-v1","found":false},{"_index":"x-v1","found":false}]}"#),
            .init(200, mapping),
            .init(
                200,
                #"{"errors":true,"items":[{"index":{"status":400,"error":{"type":"document_parsing_exception","reason":"no"}}}]}"#
            ), .init(200, #"{"items":[{"index":{"status":201}}]}"#),
        ])
        let index = ElasticDocumentIndex(
            ElasticClient(
                ElasticSettings(url: server.url, deadlineSeconds: 5, attempts: 1),
                http: HTTPClient()))
        try await index.apply([Self.put("a", [("name", "Chai")])], upTo: nil)
        let bodies = server.requests.map(\.body)
        try #require(bodies.count == 4)
        #expect(bodies[2].contains(#""text":{"name":"Chai"}"#))
        #expect(!bodies[3].contains("fields_version") && bodies[3].contains("Chai"))
    }
}
