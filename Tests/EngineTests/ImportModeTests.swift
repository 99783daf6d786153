// Imports that meet what is there: other modes, dry runs, saved mappings, rows that are mended, and undo.

import Engine
import EventSourcing
import JSONText
import Testing

@Suite struct ImportModeTests {
    private static let first =
        "id,name,price\n1,Anna,10.5\n2,Berta,20.25\n3,Carla,7.75\n4,Dora,1.5\n"
    private static let second = "id,name,price\n2,Berta,21.25\n3,Carla,7.75\n5,Emma,3.5\n"

    private func file(_ text: String, _ name: String = "person.csv", reading: FileReading? = nil)
        -> FileInput
    {
        FileInput(name: name, content: Base64.encode(Array(text.utf8)), reading: reading)
    }

    private func request(
        _ text: String, _ name: String = "person.csv", mode: ImportMode = .insert,
        isDryRun: Bool = false
    ) -> ImportFiles {
        ImportFiles(
            database: "shop", files: [file(text, name)],
            targets: [ImportTarget(file: name, className: "person", columns: [])],
            isDryRun: isDryRun, mode: mode)
    }

    private func person(_ key: String, _ world: World) async throws -> JSON {
        try await world.run(GetInstance(database: "shop", className: "person", key: key)).data
    }

    private func count(_ world: World) async throws -> Int {
        let classes = try await world.run(ListClasses(database: "shop")).items
        return classes.first { $0.id == "person" }?.instances ?? 0
    }

    @Test("Upsert creates what is new, changes what differs and leaves the rest")
    func upsert() async throws {
        try await World.with(.loose) { world in
            _ = try await world.run(request(Self.first))
            let report = try await world.run(request(Self.second, mode: .upsert))
            let table = try #require(report.tables.first)
            #expect(
                [table.accepted, table.updated, table.unchanged, table.rejected] == [1, 1, 1, 0])
            #expect(try await person("2", world)["price"]?.plainText == "21.25")
            let again = try await world.run(request(Self.second, mode: .upsert))
            #expect(again.tables.first?.unchanged == 3)
        }
    }

    @Test("Insert refuses a row whose key is taken, update one whose key is free")
    func insertAndUpdate() async throws {
        try await World.with(.loose) { world in
            _ = try await world.run(request(Self.first))
            let insert = try await world.run(request(Self.second))
            #expect(insert.tables.first?.accepted == 1)
            #expect(insert.rejections.map(\.row) == [2, 3])
            let third = "id,name,price\n1,Anna,11.5\n9,Zoe,1.25\n"
            let update = try await world.run(request(third, mode: .update))
            #expect(update.tables.first?.updated == 1)
            #expect(update.rejections.map(\.row) == [3])
            #expect(try await count(world) == 5)
        }
    }

    @Test("A dry run names the same rows with the same reasons and writes nothing")
    func dryRun() async throws {
        try await World.with(.loose) { world in
            _ = try await world.run(request(Self.first))
            let text = "id,name,price\n3,Carla,8\n6,Frida,4.5\n6,Frieda,4.5\n7,Gerda,9.5,x\n"
            let head = try await world.ports.store.head()
            let dry = try await world.run(request(text, isDryRun: true))
            #expect(try await world.ports.store.head() == head)
            let real = try await world.run(request(text))
            #expect(dry.rejections == real.rejections)
            #expect(dry.rejections.map(\.row) == [2, 4, 5])
            #expect(dry.tables.first?.accepted == real.tables.first?.accepted)
        }
    }

    @Test("Undo deletes what an import created, restores what it changed, keeps what was touched")
    func undo() async throws {
        try await World.with(.loose) { world in
            _ = try await world.run(request(Self.first))
            let report = try await world.run(request(Self.second, mode: .upsert))
            let id = try #require(report.tables.first?.importID)
            let undone = try await world.run(UndoImport(database: "shop", importID: id))
            #expect([undone.deleted, undone.restored, undone.keptCount] == [1, 1, 0])
            try await world.settled()
            #expect(try await count(world) == 4)
            #expect(try await person("2", world)["price"]?.plainText == "20.25")
            let list = try await world.run(ListImports(database: "shop"))
            #expect(list.items.map(\.isUndone) == [false, true])
            // What was taken back can be imported again.
            let again = try await world.run(request(Self.second, mode: .upsert))
            #expect(again.tables.first?.accepted == 1)
            #expect(again.tables.first?.updated == 1)
        }
    }

    @Test("Columns that were mapped before are found again under another file name and order")
    func savedMapping() async throws {
        try await World.with(.loose) { world in
            let mapped = ImportFiles(
                database: "shop",
                files: [file("Nr,Titel,Preis\n1,A,2.5\n2,B,3.5\n", "export1.csv")],
                targets: [
                    ImportTarget(
                        file: "export1.csv", className: "article",
                        columns: [
                            .init(column: "Nr", property: "id"),
                            .init(column: "Titel", property: "title"),
                            .init(column: "Preis", property: "price"),
                        ])
                ])
            _ = try await world.run(mapped)
            let other = ImportFiles(
                database: "shop", files: [file("PREIS,nr,titel\n4.5,3,C\n", "export2.csv")],
                isDryRun: true, usesSavedMappings: true)
            let report = try await world.run(other)
            let table = try #require(report.tables.first)
            #expect(table.className == "article")
            #expect(table.mapping == "saved")
            #expect(table.mappedColumns == 3)
        }
    }

    @Test("Two columns of one property need a rule, and the first filled cell counts")
    func joinedColumns() async throws {
        try await World.with(.loose) { world in
            let text = "id,phone,mobile\n1,+49 30 1,+49 170 1\n2,,+49 170 2\n3,+49 30 3,\n"
            var target = ImportTarget(
                file: "p.csv", className: "person",
                columns: [.init(column: "mobile", property: "phone")])
            var request = ImportFiles(
                database: "shop", files: [file(text, "p.csv")], targets: [target])
            await #expect(throws: EngineError.self) { _ = try await world.run(request) }
            target.columns[0].join = "first_non_empty"
            request.targets = [target]
            _ = try await world.run(request)
            #expect(try await person("1", world)["phone"]?.plainText == "+49 30 1")
            #expect(try await person("2", world)["phone"]?.plainText == "+49 170 2")
        }
    }

    @Test("Refused rows come back with their cells, and a mended report imports them")
    func mendedRows() async throws {
        try await World.with(.loose) { world in
            var request = request(Self.first + "5,Emma,n.n.,x\n")
            request.returnsCells = true
            let report = try await world.run(request)
            let refused = try #require(report.rejections.first)
            #expect(refused.cells == ["5", "Emma", "n.n.", "x"])
            #expect(refused.line == 6)
            #expect((refused.offset ?? 0) > 50)
            let mended = "id,name,price,spice_row,spice_error\n5,Emma,2.5,6,4 cells instead of 3\n"
            let again = try await world.run(self.request(mended, "mended.csv"))
            #expect(again.tables.first?.accepted == 1)
            #expect(again.tables.first?.dataColumns == 3)
            #expect(try await count(world) == 5)
        }
    }

    @Test("An ontology that inference proposes is accepted unchanged, and twice")
    func proposedOntology() async throws {
        guard let files = Sample.northwind.files else { return }
        try await World.with(.loose) { world in
            let view = try await world.run(InferFiles(files: files.map { FileInput(name: $0) }))
            let apply = ApplyOntology(database: "shop", classes: view.classes)
            #expect(try await world.run(apply).created.count == files.count)
            #expect(try await world.run(apply).unchanged.count == files.count)
            let report = try await world.run(
                ImportFiles(database: "shop", files: files.map { FileInput(name: $0) }))
            #expect(report.rejections == [])
            #expect(report.classesCreated == 0)
        }
    }

    @Test("What a person says about reading a file holds, and a required property must be mapped")
    func overrides() async throws {
        try await World.with(.loose) { world in
            let text = "a|b\n01|2\n02|3\n"
            let reading = FileReading(delimiter: "|", headerRows: 1, types: ["b": "string"])
            let view = try await world.run(
                InferFiles(files: [file(text, "x.csv", reading: reading)]))
            #expect(view.tables.first?.columns.map(\.base) == ["string", "string"])
            _ = try await world.run(request(Self.first))
            let unmapped = ImportFiles(
                database: "shop", files: [file("nr,name\n1,A\n", "y.csv")],
                targets: [
                    ImportTarget(
                        file: "y.csv", className: "person",
                        columns: [.init(column: "nr", property: nil)])
                ], isDryRun: true)
            await #expect(throws: EngineError.self) { _ = try await world.run(unmapped) }
        }
    }
}
