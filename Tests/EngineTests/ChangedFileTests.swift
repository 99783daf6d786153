// A file that somebody changes while it is imported.

import Engine
import EventSourcing
import TestSupport
import Testing

@Suite struct ChangedFileTests {
    /// Lets something happen just before a file is kept.
    private struct Sources: SourceFiles {
        let base: any SourceFiles
        let keeping: @Sendable () -> Void

        func put(_ next: @escaping @Sendable () throws(OperationsStoreError) -> [UInt8]?)
            async throws(OperationsStoreError) -> String
        {
            keeping()
            return try await base.put(next)
        }

        func get(_ hash: String) async throws(OperationsStoreError) -> [UInt8]? {
            try await base.get(hash)
        }

        func list(_ page: PageRequest) async throws(OperationsStoreError) -> Page<String> {
            try await base.list(page)
        }
    }

    @Test("A file that has changed since it was looked at is not imported under its old hash")
    func changed() async throws {
        try await TemporaryFolder.with { folder in
            let path = try folder.write("id,name\n1,Ada\n2,Bob\n", to: "person.csv")
            let adjust: @Sendable (inout EnginePorts) -> Void = { ports in
                ports.sources = Sources(base: ports.sources) {
                    _ = try? folder.write("id,name\n1,Eve\n2,Bob\n", to: "person.csv")
                }
            }
            try await World.with(.loose, adjust: adjust) { world in
                let request = ImportFiles(database: "shop", files: [FileInput(name: path)])
                let error = try await world.refusal(request)
                #expect(error.code == .conflict)
                // Nothing of it became a command but the database.
                let commands = try await world.run(FindCommands(database: "shop", limit: 10)).items
                #expect(commands.map(\.type) == ["CREATE_DATABASE"])
                let again = try await world.run(request)
                #expect(again.tables.first?.accepted == 2)
            }
        }
    }

    private func rows(_ numbers: ClosedRange<Int>, _ word: String = "n") -> String {
        "id,name\n" + numbers.map { "\($0),\(word)\($0)\n" }.joined()
    }

    /// Stops an import at its second append, lets `change` happen to the file, and answers what became of the import.
    private func changing(
        _ text: String, _ change: @escaping (TemporaryFolder) throws -> Void,
        _ body:
            @escaping (World, ImportFiles, Result<ImportReport, EngineError>) async throws ->
            Void
    ) async throws {
        try await TemporaryFolder.with { folder in
            let path = try folder.write(text, to: "person.csv")
            try await World.with(
                .loose, adjust: { $0.store = BulkStore($0.store) },
                { world in
                    let store = try #require(world.ports.store as? BulkStore)
                    let request = ImportFiles(database: "shop", files: [FileInput(name: path)])
                    store.stop(at: 2)
                    async let outcome = Self.outcome(of: request, world)
                    while !store.isStopped { await Task.yield() }
                    try change(folder)
                    store.goOn()
                    try await body(world, request, await outcome)
                })
        }
    }

    private static func outcome(of request: ImportFiles, _ world: World) async
        -> Result<ImportReport, EngineError>
    {
        do throws(EngineError) {
            return .success(try await world.client.run(request, CallContext(.localAdmin("tester"))))
        } catch { return .failure(error) }
    }

    @Test(
        "A file that changes while its rows are read ends the import with what is there and the ways out"
    )
    func changedMeanwhile() async throws {
        let text = rows(1...3000)
        try await changing(text) { folder in
            _ = try folder.write(text.replacing("n2999", with: "x2999"), to: "person.csv")
        } _: { world, request, outcome in
            guard case .failure(let error) = outcome else {
                Issue.record("it was imported")
                return
            }
            #expect(error.code == .conflict)
            #expect(error.message.contains("has changed while it was imported"))
            try await world.settled()
            let id = try #require(
                try await world.run(ListImports(database: "shop")).items.first?.id)
            #expect(error.message.contains("spice imports undo \(id) --db shop"))
            let undone = try await world.run(UndoImport(database: "shop", importID: id))
            #expect(undone.deleted == 3000)
            // As it is now it is another file, and nothing is in its way.
            let again = try await world.run(request)
            #expect(again.tables.first?.accepted == 3000)
        }
    }

    @Test("A file that was only touched is imported to its end")
    func touched() async throws {
        let text = rows(1...1500)
        try await changing(text) { folder in
            _ = try folder.write(text, to: "person.csv")
        } _: { _, _, outcome in
            let report = try outcome.get()
            #expect(report.tables.first?.accepted == 1500)
        }
    }

    @Test("An import that was stopped is not finished with another content under the same name")
    func changedSince() async throws {
        try await TemporaryFolder.with { folder in
            let text = rows(1...3000)
            let path = try folder.write(text, to: "person.csv")
            try await World.with(
                .loose, adjust: { $0.store = BulkStore($0.store) },
                { world in
                    let store = try #require(world.ports.store as? BulkStore)
                    let request = ImportFiles(database: "shop", files: [FileInput(name: path)])
                    store.refuse([3: .unavailable("pulled out")])
                    #expect(try await world.refusal(request).code == .unavailable)
                    store.refuse([:])
                    _ = try folder.write(rows(1...3000, "x"), to: "person.csv")
                    try await world.settled()
                    let head = try await world.ports.store.head()
                    let error = try await world.refusal(request)
                    #expect(error.code == .conflict)
                    #expect(error.message.contains("has changed since its import imp"))
                    #expect(error.message.contains("about row 10"), "\(error.message)")
                    #expect(try await world.ports.store.head() == head)
                    // With the file as it was, the import is finished.
                    _ = try folder.write(text, to: "person.csv")
                    let rest = try await world.run(request)
                    #expect(rest.tables.first?.accepted == 3000 - 1024)
                    #expect(rest.tables.first?.unchanged == 1024)
                    // A later version of a file that is in is a matter of its rows.
                    _ = try folder.write(rows(3001...3002), to: "person.csv")
                    #expect(try await world.run(request).tables.first?.accepted == 2)
                })
        }
    }
}
