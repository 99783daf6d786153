// A directory that a test of read models has for itself, short spellings of values, and randomness
// from a seed.

import EmbeddedAdapters
import EventSourcing
import Foundation
import JSONText
import Ontology

/// Removed at the end of `within`.
struct ReadModelSandbox {
    let directory: String

    static func within<Value>(_ body: (ReadModelSandbox) async throws -> Value) async throws
        -> Value
    {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "spice-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: url) }
        return try await body(ReadModelSandbox(directory: url.path))
    }

    func path(_ name: String) -> String { directory + "/" + name }

    static func withGraph(_ body: (EmbeddedGraphStore) async throws -> Void) async throws {
        try await within { sandbox in
            let store = try EmbeddedGraphStore(path: sandbox.path("graph.db"))
            do { try await body(store) } catch {
                await store.file.close()
                throw error
            }
            await store.file.close()
        }
    }

    static func withDocuments(_ body: (EmbeddedDocumentIndex) async throws -> Void)
        async throws
    {
        try await within { sandbox in
            let index = try EmbeddedDocumentIndex(path: sandbox.path("documents.db"))
            do { try await body(index) } catch {
                await index.file.close()
                throw error
            }
            await index.file.close()
        }
    }

    static func withLineage(_ body: (EmbeddedLineageIndex) async throws -> Void) async throws {
        try await within { sandbox in
            let index = try EmbeddedLineageIndex(path: sandbox.path("lineage.db"))
            do { try await body(index) } catch {
                await index.file.close()
                throw error
            }
            await index.file.close()
        }
    }
}

let trade = GraphScope(database: "trade", epoch: 1)

func position(_ offset: Int64, partition: Int = 0) -> BusPosition {
    BusPosition([TopicPartition(Topic("events"), partition): offset])
}

func anEvent(_ number: Int) -> EventID { EventID(high: 7, low: UInt64(number)) }

/// The same numbers from the same seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

/// All items of a paged answer, and how many pages it took.
func collect<Item>(
    limit: Int, _ fetch: (PageRequest) async throws -> Page<Item>
) async throws -> (items: [Item], pages: Int) {
    var items: [Item] = []
    var request = PageRequest(limit: limit)
    var pages = 0
    while true {
        let page = try await fetch(request)
        pages += 1
        items += page.items
        guard let next = page.next, pages < 10_000 else { return (items, pages) }
        request.after = next
    }
}
