// What a person decides about the structure that an import makes: keys, links, properties of a class that is there; and
// where columns go that went somewhere before.

import Engine
import EventSourcing
import JSONText
import Tables
import TestSupport
import Testing

@Suite struct ImportStructureTests {
    private static let customers = "id,name\n1,Anna\n2,Berta\n"
    private static let orders = "nr;who;line\nA7;1;1\nA7;2;2\nB9;1;1\n"

    private func file(_ text: String, _ name: String) -> FileInput {
        FileInput(name: name, content: Base64.encode(Array(text.utf8)))
    }

    private func orders(_ target: ImportTarget, isDryRun: Bool = false) -> ImportFiles {
        ImportFiles(
            database: "shop", files: [file(Self.orders, "orders.csv")], targets: [target],
            isDryRun: isDryRun)
    }

    private func customers(_ world: World) async throws {
        let request = ImportFiles(
            database: "shop", files: [file(Self.customers, "customer.csv")],
            targets: [
                ImportTarget(file: "customer.csv", className: "customer", columns: [], key: ["id"])
            ])
        _ = try await world.run(request)
    }

    private func view(_ name: String, _ world: World) async throws -> ClassView {
        try await world.run(GetClass(database: "shop", className: name))
    }

    @Test("A decided key is that of the new class, and tells its rows apart")
    func key() async throws {
        try await World.with(.loose) { world in
            let target = ImportTarget(
                file: "orders.csv", className: "orders", columns: [], key: ["nr", "line"])
            let dry = try await world.run(orders(target, isDryRun: true))
            #expect(dry.tables.first?.accepted == 3)
            let report = try await world.run(orders(target))
            #expect(report.tables.first?.accepted == 3)
            #expect(try await view("orders", world).key == ["nr", "line"])
            let second = ImportTarget(
                file: "orders.csv", className: "first", columns: [], key: ["nr"])
            let refused = try await world.run(orders(second, isDryRun: true))
            #expect(refused.rejections.map(\.row) == [3])
        }
    }

    @Test("A column of the key must go somewhere, and a class keeps its key")
    func impossibleKeys() async throws {
        try await World.with(.loose) { world in
            let lost = ImportTarget(
                file: "orders.csv", className: "orders",
                columns: [.init(column: "line", property: nil)], key: ["nr", "line"])
            await #expect(throws: EngineError.self) { try await world.run(orders(lost)) }
            let first = ImportTarget(
                file: "orders.csv", className: "orders", columns: [], key: ["nr", "line"])
            _ = try await world.run(orders(first))
            let other = ImportTarget(
                file: "orders.csv", className: "orders", columns: [], key: ["nr"])
            await #expect(throws: EngineError.self) {
                try await world.run(orders(other, isDryRun: true))
            }
            let again = try await world.run(orders(first))
            #expect(again.tables.first?.unchanged == 3)
        }
    }

    @Test("A link is led to a class that is there, and a found one refused")
    func links() async throws {
        try await World.with(.loose) { world in
            try await customers(world)
            var target = ImportTarget(
                file: "orders.csv", className: "orders", columns: [], key: ["nr", "line"],
                links: [.init(columns: ["who"], target: "customer")])
            _ = try await world.run(orders(target))
            let links = try await view("orders", world).links
            #expect(links.map(\.target) == ["customer"])
            #expect(links.first?.sourceProperties == ["who"])
            target.className = "nowhere"
            target.links = [.init(columns: ["who"], target: "nobody")]
            let nowhere = target
            await #expect(throws: EngineError.self) {
                try await world.run(orders(nowhere, isDryRun: true))
            }
        }
    }

    @Test("A found link is refused, or led to another of the files")
    func foundLinks() async throws {
        try await World.with(.loose) { world in
            let rows = (1...40).map { "\($0),name \($0)\n" }.joined()
            let uses = (1...80).map { "\($0),\($0 % 40 + 1)\n" }.joined()
            let files = [
                file("customer_id,name\n" + rows, "customer.csv"),
                file("order_id,customer_id\n" + uses, "orders.csv"),
            ]
            let found = try await world.run(InferFiles(files: files))
            #expect(found.tables[1].columns[1].references == "customer")
            let refusal = ImportTarget(
                file: "orders.csv", className: "orders", columns: [],
                links: [.init(columns: ["customer_id"], target: nil)])
            _ = try await world.run(
                ImportFiles(database: "shop", files: files, targets: [refusal]))
            #expect(try await view("orders", world).links.isEmpty)
        }
    }

    @Test("A class that is there gets the property that was decided to be new, by a command")
    func newProperty() async throws {
        try await World.with(.loose) { world in
            try await customers(world)
            let text = "id,name,note\n3,Carla,late\n"
            func request(_ isNew: Bool?, isDryRun: Bool = false) -> ImportFiles {
                ImportFiles(
                    database: "shop", files: [file(text, "more.csv")],
                    targets: [
                        ImportTarget(
                            file: "more.csv", className: "customer",
                            columns: [.init(column: "note", property: "remark", isNew: isNew)])
                    ], isDryRun: isDryRun)
            }
            await #expect(throws: EngineError.self) { try await world.run(request(nil)) }
            let head = try await world.ports.store.head()
            let dry = try await world.run(request(true, isDryRun: true))
            #expect(dry.tables.first?.addedProperties == ["remark"])
            #expect(try await world.ports.store.head() == head)
            let report = try await world.run(request(true))
            #expect(report.tables.first?.addedProperties == ["remark"])
            #expect(report.tables.first?.accepted == 1 && report.failedCommands == 0)
            let property = try await view("customer", world).properties.last
            #expect(property?.name == "remark" && property?.isRequired == false)
            // Again there is nothing to add.
            let again = try await world.run(request(true))
            #expect(again.tables.first?.addedProperties == nil)
            #expect(again.tables.first?.unchanged == 1)
        }
    }

    @Test("A sheet that is left out of a workbook is not imported")
    func leftOut() async throws {
        try await World.with(.loose) { world in
            let cells =
                #"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c>"#
                + #"</row><row r="2"><c r="A2"><v>1</v></c></row></sheetData>"#
            let book = StoredArchive.workbook([
                ("Parts", "visible", cells), ("Notes", "visible", cells),
            ])
            guard case .bytes(let bytes, _) = book else { return }
            let input = FileInput(name: "book.xlsx", content: Base64.encode(bytes))
            let report = try await world.run(
                ImportFiles(
                    database: "shop", files: [input],
                    targets: [
                        ImportTarget(
                            file: "book.xlsx#Notes", className: "Notes", columns: [],
                            isLeftOut: true)
                    ]))
            #expect(report.tables.map(\.className) == ["Parts"])
        }
    }

    @Test("Columns that went into a class before are led there again, whatever the file is called")
    func savedMapping() async throws {
        try await World.with(.loose) { world in
            _ = try await world.run(
                ImportFiles(
                    database: "shop", files: [file(Self.orders, "orders.csv")],
                    targets: [
                        ImportTarget(
                            file: "orders.csv", className: "purchase",
                            columns: [.init(column: "who", property: "buyer")])
                    ]))
            let text = "LINE;nr;Who;extra\n4;C1;2;x\n"
            let view = try await world.run(
                SuggestMapping(database: "shop", className: nil, file: file(text, "export.csv")))
            #expect(view.className == "purchase" && view.isSaved == true)
            #expect(view.fit == 0.75)
            #expect(view.matches.map(\.property) == ["line", "nr", "buyer", nil])
        }
    }
}
