// One wrong file among several: what can be read is read, what cannot is named.

import Testing

@testable import Engine

@Suite struct UnreadableFileTests {
    private func file(_ name: String, _ text: String) -> FileInput {
        FileInput(name: name, content: Base64.encode(Array(text.utf8)))
    }

    @Test func theOthersAreReadAndItIsNamed() async throws {
        try await World.with(.loose) { world in
            let files = [
                file("a.csv", "id,name\n1,pen\n"), FileInput(name: "/no/such/file.csv"),
                file("b.csv", ""), file("c.csv", "id,a\n1,1\n"),
            ]
            let view = try await world.run(InferFiles(files: files, namesUnreadable: true))
            #expect(view.tables.map(\.file) == ["a.csv", "c.csv"])
            #expect(view.unreadable?.map(\.file) == ["/no/such/file.csv", "b.csv"])
            #expect(view.unreadable?.map(\.code) == ["not_found", "unreadable_file"])
            await #expect(throws: EngineError.self) {
                try await world.run(InferFiles(files: files))
            }
            let all = InferFiles(files: [files[1], files[2]], namesUnreadable: true)
            let error = await #expect(throws: EngineError.self) { try await world.run(all) }
            #expect(error?.code == .notFound)
        }
    }
}
