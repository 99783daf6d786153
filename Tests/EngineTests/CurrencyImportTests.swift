// Amounts of several currencies on their way into a class: each row keeps its own, or is refused.

import Engine
import JSONText
import Testing

@Suite struct CurrencyImportTests {
    private static let mixed = "id;price\n1;€12\n2;$5\n3;€7,50\n4;€3\n"

    private func request(
        _ text: String, _ name: String = "part.csv", columns: [ImportTarget.Column] = [],
        isDryRun: Bool = false
    ) -> ImportFiles {
        ImportFiles(
            database: "shop",
            files: [FileInput(name: name, content: Base64.encode(Array(text.utf8)))],
            targets: [ImportTarget(file: name, className: "part", columns: columns)],
            isDryRun: isDryRun)
    }

    private func part(_ key: String, _ world: World) async throws -> JSON {
        try await world.run(GetInstance(database: "shop", className: "part", key: key)).data
    }

    @Test("Each row of a mixed column keeps its currency, and the report says so")
    func kept() async throws {
        try await World.with(.loose) { world in
            let report = try await world.run(request(Self.mixed))
            #expect(report.tables.first?.accepted == 4)
            #expect(report.warnings.contains { $0.contains("price is in several currencies") })
            #expect(try await part("1", world)["price_currency"] == "EUR")
            #expect(try await part("2", world)["price_currency"] == "$")
            #expect(try await part("2", world)["price"]?.plainText == "5")
            let again = try await world.run(request(Self.mixed))
            #expect(again.tables.first?.unchanged == 4)
        }
    }

    @Test("Without a place for them, rows of another currency are refused and named")
    func refused() async throws {
        try await World.with(.loose) { world in
            let out = [ImportTarget.Column(column: "price_currency", property: nil)]
            for isDryRun in [true, false] {
                let report = try await world.run(
                    request(Self.mixed, columns: out, isDryRun: isDryRun))
                #expect(report.tables.first?.accepted == 3)
                #expect(report.rejections.map(\.row) == [3])
                #expect(report.rejections.first?.code == "CELL_OTHER_CURRENCY")
                #expect(report.rejections.first?.message.contains("is not in EUR") == true)
            }
        }
    }

    @Test("A later file in another currency does not slip into a class of the first one's")
    func later() async throws {
        try await World.with(.loose) { world in
            _ = try await world.run(request("id;price\n1;€12\n2;€5\n"))
            let dollars = "id;price\n3;$12\n4;$5\n5;6\n"
            let report = try await world.run(request(dollars, "b.csv"))
            #expect(report.rejections.map(\.row) == [2, 3])
            #expect(report.tables.first?.accepted == 1, "6 says nothing against euros")
            let view = try await world.run(GetClass(database: "shop", className: "part"))
            #expect(view.metadata["currencies"]?["price"]?["currency"] == "EUR")
            // With a place for it, it goes in.
            let place = [
                ImportTarget.Column(
                    column: "price_currency", property: "price_currency", isNew: true)
            ]
            let kept = try await world.run(
                request("id;price\n8;$8\n18;$9\n28;$10\n", "c.csv", columns: place))
            #expect(kept.rejections == [])
            #expect(try await part("8", world)["price_currency"] == "$")
            // From now on also without a word about it.
            let next = try await world.run(request("id;price\n9;£8\n19;£9\n29;£10\n", "d.csv"))
            #expect(next.rejections == [])
            #expect(try await part("9", world)["price_currency"] == "GBP")
        }
    }

    @Test("Inference tells the currencies, and which column is not of the file")
    func told() async throws {
        try await World.with(.loose) { world in
            let file = FileInput(name: "p.csv", content: Base64.encode(Array(Self.mixed.utf8)))
            let view = try await world.run(InferFiles(files: [file]))
            let columns = try #require(view.tables.first?.columns)
            #expect(columns.map(\.name) == ["id", "price", "price_currency"])
            #expect(columns[1].currencies?.map(\.name) == ["EUR", "$"])
            #expect(columns.map(\.derivedFrom) == [nil, nil, "price"])
            #expect(view.tables.first?.fileColumns.count == 2)
            #expect(view.warnings.contains { $0.contains("price_currency keeps which") })
        }
    }
}
