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

    private func everything(in store: EmbeddedGraphStore) async throws -> [GraphNode] {
        let selection = NodeSelection(scope: trade, className: "A")
        return try await collect(limit: 500) { try await store.nodes(selection, $0) }.items
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

    /// Wherever the damage is, what is made anew has none of it: pages, free pages, and what a writer remembers.
    @Test(arguments: [0.2, 0.4, 0.6], [false, true])
    func aFileThatIsDamagedInsideIsEmptiedAndFilledAgain(
        from start: Double, hasFreePages: Bool
    ) async throws {
        try await ReadModelSandbox.within { sandbox in
            let path = sandbox.path("graph.db")
            let nodes = (0..<3000).map { upsert(node("A", "\($0)"), 1, ["name": "some text"]) }
            var store = try EmbeddedGraphStore(path: path)
            try await store.apply(nodes, upTo: position(1))
            if hasFreePages {
                try await store.apply(
                    (500..<2500).map { delete(node("A", "\($0)"), 2) }, upTo: position(2))
            }
            let whole = try await everything(in: store)
            await store.file.close()
            var bytes = try Data(contentsOf: URL(filePath: path))
            let first = max(4096 * 30, Int(Double(bytes.count) * start))
            for index in first..<min(bytes.count, first + bytes.count / 5) { bytes[index] ^= 0xFF }
            try bytes.write(to: URL(filePath: path))
            store = try EmbeddedGraphStore(path: path)
            try await store.reset()
            #expect(try await store.checkpoint() == BusPosition())
            #expect(try await everything(in: store).isEmpty)
            try await store.apply(nodes, upTo: position(1))
            if !hasFreePages { #expect(try await everything(in: store) == whole) }
            await store.file.close()
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

    /// Writes over random places of a file, but not its first page.
    private func damage(_ path: String, _ random: inout SeededNumbers) throws {
        var bytes = try Data(contentsOf: URL(filePath: path))
        for _ in 0..<40 {
            let place = Int.random(in: 4096..<bytes.count, using: &random)
            bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
        try bytes.write(to: URL(filePath: path))
    }

    @Test(arguments: 1...16)
    func damageInsideIsAnErrorOfTheReadModelAndNeverATrap(seed: Int) async throws {
        var random = SeededNumbers(seed: UInt64(seed))
        try await ReadModelSandbox.within { sandbox in
            let graph = sandbox.path("graph.db")
            let documents = sandbox.path("documents.db")
            let store = try EmbeddedGraphStore(path: graph)
            let index = try EmbeddedDocumentIndex(path: documents)
            for number in 0..<150 {
                let data: JSON = ["mail": .string("m\(number)"), "text": "some words"]
                let links = try [
                    link("next", "A", "\(number + 1)"), link("mail", "A", ["mail"], ["m3"]),
                ]
                try await store.apply(
                    [upsert(node("A", "\(number)"), 1, data, links)], upTo: position(1))
                try await index.apply(
                    [upsert(instance("A", "\(number)"), 1, data)], upTo: position(1))
            }
            await store.file.close()
            await index.file.close()
            for path in [graph, documents] { try damage(path, &random) }
            do throws(ReadModelError) {
                let store = try EmbeddedGraphStore(path: graph)
                _ = try? await store.dump(trade, classes: ["A"])
                _ = try? await store.apply([upsert(node("A", "7"), 2)], upTo: nil)
                await store.file.close()
            } catch {}
            do throws(ReadModelError) {
                let index = try EmbeddedDocumentIndex(path: documents)
                for query in [query(), query(words: ["words"]), query(equals: ["mail": "m3"])] {
                    _ = try? await index.found(query)
                }
                _ = try? await index.apply([upsert(instance("A", "7"), 2)], upTo: nil)
                await index.file.close()
            } catch {}
        }
    }
}
