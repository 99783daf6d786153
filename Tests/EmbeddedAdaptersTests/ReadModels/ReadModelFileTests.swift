import EmbeddedAdapters
import EventSourcing
import Foundation
import JSONText
import Ontology
import Testing

/// What becomes of a file that is damaged, missing or of another make.
struct ReadModelFileTests {
    private func isCorrupt(_ error: any Error) -> Bool {
        if case .corrupt = error as? ReadModelError { true } else { false }
    }

    @Test func aFileThatIsNoDatabaseIsCorruptAndCanBeDiscarded() async throws {
        try await ReadModelSandbox.within { sandbox in
            let path = sandbox.path("documents.db")
            try Data(repeating: 0x5A, count: 20_000).write(to: URL(filePath: path))
            let error = #expect(throws: ReadModelError.self) {
                _ = try EmbeddedDocumentIndex(path: path)
            }
            #expect(error.map(isCorrupt) == true)
            try ReadModelFile.discard(path: path)
            try ReadModelFile.discard(path: path)
            let index = try EmbeddedDocumentIndex(path: path)
            #expect(try await index.checkpoint() == BusPosition())
            await index.file.close()
        }
    }

    @Test func aFileThatWasCutShortIsCorrupt() async throws {
        try await ReadModelSandbox.within { sandbox in
            let path = sandbox.path("graph.db")
            let store = try EmbeddedGraphStore(path: path)
            try await store.apply(
                (0..<2000).map { upsert(node("A", "\($0)"), 1, ["name": "some text"]) },
                upTo: position(1))
            await store.file.close()
            let whole = try Data(contentsOf: URL(filePath: path))
            try whole.prefix(whole.count / 2).write(to: URL(filePath: path))
            let error = #expect(throws: ReadModelError.self) {
                _ = try EmbeddedGraphStore(path: path)
            }
            #expect(error.map(isCorrupt) == true)
        }
    }

    @Test func aDirectoryThatIsNotThereIsUnavailable() async throws {
        try await ReadModelSandbox.within { sandbox in
            let error = #expect(throws: ReadModelError.self) {
                _ = try EmbeddedLineageIndex(path: sandbox.path("missing/lineage.db"))
            }
            #expect(error != nil && error.map(isCorrupt) == false)
        }
    }

    @Test func aClosedFileRefusesWork() async throws {
        try await ReadModelSandbox.withGraph { store in
            await store.file.close()
            await #expect(throws: ReadModelError.self) { try await store.checkpoint() }
            await #expect(throws: ReadModelError.self) {
                try await store.apply([], upTo: position(1))
            }
        }
    }
}
