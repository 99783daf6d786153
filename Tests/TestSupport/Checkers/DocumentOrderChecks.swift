// The promises of DocumentIndex about ranges and orders: the same answers on every index, for values that no field of a
// search server would hold as well as for tame ones. What is right is worked out in memory from the same documents.

internal import EventSourcing
internal import JSONText
internal import Ontology
internal import Testing

package enum DocumentOrderChecks {
    package static let all: [PortCheck] = [ranges, orders, changes, classesApart, declared]

    /// Of one property, as unlike as they come.
    private static let values: [(String, JSON)] = {
        let long = String(repeating: "long ", count: 8000)
        let numbers = [
            "1e999", "-1e999", "1e1000", "9007199254740993", "9007199254740992.5",
            "123456789012345678901234567890", "-123456789012345678901234567890", "0.1",
            "0.10000000000000000001", "1e-400", "-1e-400", "12.50", "-0.0", "1E2",
        ]
        let texts = [
            "", "a", "A", "ab", "b", "Ä", "漢字", "10", "9", "2026-01-31", "2026-01-31T10:00:00Z",
            "47.37,8.54", "99.5,8.5", "true", "\u{10FFFF}", "\u{10FFFF}x", "n", "t~", long,
            long + "1", long + "2",
        ]
        let rest: [JSON] = [
            .bool(true), .bool(false), .null, .array([]), [1, 2], ["a", .null, true, [1]],
            ["lat": .number("47.37"), "lon": .number("8.54")], ["lat": 100, "lon": 8],
            ["x": ["y": 1]],
        ]
        let all =
            numbers.compactMap { try? JSON(parsing: $0) } + (-3...3).map(JSON.integer)
            + [.integer(.max), .integer(.min)] + texts.map(JSON.string) + rest
        // Keys that do not stand as the values do.
        return all.enumerated().map { ("k\($0 * 37 % 101)", $1) }
    }()

    private static func fill(_ bench: DocumentBench, _ property: String, _ sequence: Int = 1)
        async throws -> [Document]
    {
        var documents = values.map { key, value in
            bench.document(key, sequence, [("name", .string(key)), (property, value)])
        }
        documents.append(bench.document("without", sequence))
        try await bench.index.apply(documents.map(DocumentChange.upsert), upTo: nil)
        let stored = try await bench.index.documents(documents.map(\.id))
        #expect(stored == documents)
        return documents
    }

    static let ranges = PortCheck("a range holds what is within, and what is of another kind") {
        let bench = DocumentBench(try await $0.open())
        for (place, property) in ["size", "a.b", "50 % of *", "Größe"].enumerated() {
            let documents = DocumentOrder(.key).sorted(
                try await fill(bench, property, place + 1))
            let keys = values.compactMap { SortKey($0.1) }
            let ends = keys.filter { $0.kind != .container }.sorted()
            var wanted: [PropertyRange?] = [
                PropertyRange(property, from: ends.first, to: ends.first),
                PropertyRange(property, from: SortKey(0), to: SortKey(.number("12.5"))),
                PropertyRange(property, from: SortKey(.number("1e999")), to: nil),
                PropertyRange(property, from: nil, to: SortKey(.number("0.1"))),
                PropertyRange(property, from: SortKey("a"), to: SortKey("b")),
                PropertyRange(property, from: SortKey([]), to: nil),
                PropertyRange("nobody's", from: SortKey(0), to: nil),
            ]
            wanted += ends.enumerated().filter { $0.offset % 4 == 0 }.flatMap { _, end in
                [
                    PropertyRange(property, from: end, to: nil),
                    PropertyRange(property, from: nil, to: end),
                ]
            }
            for range in wanted.compactMap(\.self) {
                var query = bench.query()
                query.ranges = [range]
                let right = documents.filter { range.holds(for: $0.data) }.map(\.id.key)
                #expect(try await bench.keys(query) == right, "\(range)")
                #expect(try await bench.index.count(query) == right.count, "\(range)")
            }
            var both = bench.query(equals: ["name": documents[0].id.key])
            both.ranges = wanted.compactMap(\.self).filter { $0.holds(for: documents[0].data) }
            #expect(try await bench.keys(both) == [documents[0].id.key])
        }
    }

    static let orders = PortCheck("an order that is kept is the one of the values, by any window") {
        let bench = DocumentBench(try await $0.open())
        let documents = try await fill(bench, "size")
        for name in ["size", "name", "nobody's"] {
            try await expect(bench, documents, DocumentOrder(.property(name)))
            try await expect(bench, documents, DocumentOrder(.property(name), isDescending: true))
        }
        try await expect(bench, documents, DocumentOrder(.key))
        try await expect(bench, documents, DocumentOrder(.key, isDescending: true))
    }

    /// An index may keep none, but no other.
    private static func expect(
        _ bench: DocumentBench, _ documents: [Document], _ order: DocumentOrder
    ) async throws {
        let right = order.sorted(documents).map(\.id.key)
        for places in [0..<5, 0..<right.count, 3..<3, 7..<20, right.count - 2..<right.count + 5] {
            let found = try await bench.index.sorted(bench.query(), by: order, places)
            guard let found else { continue }
            #expect(found.map(\.id.key) == Array(right[places.clamped(to: right.indices)]))
        }
    }

    static let changes = PortCheck("ranges and orders follow each change of a value") {
        let bench = DocumentBench(try await $0.open())
        var query = bench.query()
        query.ranges = [PropertyRange("n", from: SortKey(5), to: SortKey(9))].compactMap(\.self)
        try await bench.put("a", 1, [("n", 7)])
        try await bench.put("b", 1, [("n", 1)])
        #expect(try await bench.keys(query) == ["a"])
        try await bench.put("a", 2, [("n", 70)])
        try await bench.put("b", 2, [("n", 6)])
        #expect(try await bench.keys(query) == ["b"])
        let found = try await bench.index.sorted(
            bench.query(), by: DocumentOrder(.property("n")), 0..<9)
        #expect(found.map { $0.map(\.id.key) == ["b", "a"] } ?? true)
        try await bench.delete("b", 3)
        #expect(try await bench.keys(query).isEmpty)
        #expect(try await bench.index.count(query) == 0)
        let last = try await bench.index.sorted(bench.query(), by: DocumentOrder(.changed), 0..<9)
        #expect(last.map { $0.map(\.id.key) == ["a"] } ?? true)
    }

    static let classesApart = PortCheck(
        "a property may be a number in one class, a text in another"
    ) {
        let bench = DocumentBench(try await $0.open())
        let classes: [(String, [JSON])] = [
            ("Product", [3, .number("1e999"), 20]), ("Person", ["3", "1e999", "20"]),
            ("Place", [true, ["lat": 1, "lon": 2], "2026-02-30"]),
        ]
        var documents: [Document] = []
        for (name, values) in classes {
            for (index, value) in values.enumerated() {
                let id = DocumentID(
                    kind: .instance, scope: bench.scope, className: name, key: "\(index)")
                documents.append(bench.document(id, 1, [("size", value)]))
            }
        }
        try await bench.index.apply(documents.map(DocumentChange.upsert), upTo: nil)
        let order = DocumentOrder(.property("size"))
        for name in [nil, "Product", "Person", "Place"] {
            let some = documents.filter { name == nil || $0.id.className == name }
            let found = try await bench.index.sorted(
                bench.query(className: name), by: order, 0..<9)
            #expect(found.map { $0.map(\.id.text) == order.sorted(some).map(\.id.text) } ?? true)
            var query = bench.query(className: name)
            query.ranges = [PropertyRange("size", from: SortKey(4), to: nil)].compactMap(\.self)
            let right = some.filter { query.ranges[0].holds(for: $0.data) }
            #expect(try await bench.index.count(query) == right.count)
        }
    }

    static let declared = PortCheck("a class and its changes leave its instances as they are") {
        let bench = DocumentBench(try await $0.open())
        let id = DocumentID(kind: .ontologyClass, scope: bench.scope, className: "Product")
        try await bench.put("a", 1, [("size", "ten")])
        for (sequence, type) in ["integer", "date", "coordinate", "nothing known"].enumerated() {
            let definition: [(String, JSON)] = [
                ("id", "Product"), ("label", "Product"),
                (
                    "properties",
                    [["name": "size", "type": .string(type)], ["name": "x.y", "type": "text"]]
                ),
            ]
            try await bench.index.apply(
                [.upsert(bench.document(id, sequence + 1, definition))], upTo: nil)
            try await bench.put("\(sequence)", 1, [("size", .integer(sequence)), ("x.y", "z")])
        }
        #expect(try await bench.index.documents([id]).first?.sequence.value == 4)
        let found = try await bench.index.sorted(
            bench.query(), by: DocumentOrder(.property("size")), 0..<9)
        #expect(found.map { $0.map(\.id.key) == ["0", "1", "2", "3", "a"] } ?? true)
    }
}
