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
}
