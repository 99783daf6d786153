import EmbeddedAdapters
import EventSourcing
import JSONText
import Ontology
import Testing

/// What repeated, late and reordered changes do to documents.
struct DocumentGuardTests {
    @Test func aChangeAtOrBelowTheSequenceChangesNothing() async throws {
        try await ReadModelSandbox.withDocuments { index in
            let id = instance("Customer", "c1")
            try await index.apply([upsert(id, 2, ["name": "Ada"])], upTo: nil)
            for late in [upsert(id, 2, ["name": "Bob"]), upsert(id, 1), delete(id, 2)] {
                try await index.apply([late], upTo: nil)
            }
            #expect(try await index.documents([id]) == [document(id, 2, ["name": "Ada"])])
            #expect(try await index.found(query(words: ["bob"])).isEmpty)
            #expect(try await index.found(query(words: ["ada"])) == ["Customer/c1"])
        }
    }

    @Test func aDeletedDocumentIgnoresALateUpsertAndCannotBeFound() async throws {
        try await ReadModelSandbox.withDocuments { index in
            let id = instance("Customer", "c1")
            try await index.apply([upsert(id, 1, ["name": "Ada"])], upTo: nil)
            try await index.apply([delete(id, 3)], upTo: nil)
            try await index.apply([upsert(id, 2, ["name": "Ada"])], upTo: nil)
            #expect(try await index.documents([id]).isEmpty)
            for query in [
                query(), query(words: ["ada"]), query(equals: ["name": "Ada"]),
                query("Customer"),
            ] {
                #expect(try await index.found(query).isEmpty)
            }
        }
    }

    @Test func theTimeOfCreationIsKeptUntilTheDocumentIsDeleted() async throws {
        for oneBatch in [true, false] {
            try await ReadModelSandbox.withDocuments { index in
                let id = instance("Customer", "c1")
                let changes = [
                    upsert(id, 1), upsert(id, 2), delete(id, 3), upsert(id, 4), upsert(id, 5),
                ]
                let batches = oneBatch ? [changes] : changes.map { [$0] }
                for batch in batches { try await index.apply(batch, upTo: nil) }
                let stored = try await index.documents([id])
                #expect(stored.map(\.createdAt.microseconds) == [4])
                #expect(stored.map(\.eventAt.microseconds) == [5000])
            }
        }
    }

    @Test(arguments: 1...6)
    func shuffledDeliveryOfManyDocumentsEndsEqual(seed: Int) async throws {
        var random = SeededNumbers(seed: UInt64(seed))
        var histories: [[DocumentChange]] = []
        for number in 0..<12 {
            let id = instance(["A", "B"][number % 2], "k\(number)")
            histories.append(
                (1...4).map { sequence in
                    Int.random(in: 0..<4, using: &random) == 0
                        ? delete(id, sequence)
                        : upsert(
                            id, sequence,
                            ["word": .string("w\(Int.random(in: 0..<4, using: &random))")])
                })
        }
        let expected = try await outcome(of: [histories.flatMap { $0 }])
        for _ in 0..<3 {
            let delivery = (histories + histories).flatMap { $0 }.shuffled(using: &random)
            let size = Int.random(in: 1...9, using: &random)
            let batches = stride(from: 0, to: delivery.count, by: size).map {
                Array(delivery[$0..<min($0 + size, delivery.count)])
            }
            #expect(try await outcome(of: batches) == expected)
        }
        #expect(expected.count > 5)
    }

    /// Everything but the time of creation, which follows the order of arrival.
    private func outcome(of batches: [[DocumentChange]]) async throws -> [String] {
        var lines: [String] = []
        try await ReadModelSandbox.withDocuments { index in
            for batch in batches { try await index.apply(batch, upTo: nil) }
            let all = try await collect(limit: 4) { try await index.search(query(), $0) }
            lines = all.items.map {
                "\($0.id.text) \($0.sequence) \($0.event) \(JSON.object($0.data).text)"
            }
            for word in 0..<4 {
                lines += try await index.found(query(words: ["w\(word)"]))
                lines += try await index.found(query("A", equals: ["word": "w\(word)"]))
            }
        }
        return lines
    }

    @Test func aDroppedDatabaseLeavesOnlyItsOwnDocument() async throws {
        try await ReadModelSandbox.withDocuments { index in
            let database = DocumentID(kind: .database, scope: trade)
            let ontologyClass = DocumentID(
                kind: .ontologyClass, scope: trade, className: "Customer")
            let later = GraphScope(database: "trade", epoch: 2)
            let kept = instance("Customer", "c1", later)
            try await index.apply(
                [
                    upsert(database, 1, ["name": "trade"]), upsert(ontologyClass, 1),
                    upsert(instance("Customer", "c1"), 1, ["name": "Ada"]),
                    upsert(kept, 1, ["name": "Ada"]),
                ], upTo: nil)
            try await index.apply(
                [
                    .dropDatabase(name: "trade", epoch: 1),
                    upsert(instance("Customer", "c2"), 5, ["name": "Ada"]),
                    upsert(database, 2, ["name": "trade", "deleted": true]),
                ], upTo: nil)
            #expect(try await index.documents([ontologyClass]).isEmpty)
            #expect(try await index.found(query()).isEmpty)
            #expect(try await index.found(query(words: ["ada"])).isEmpty)
            #expect(try await index.found(query(words: ["ada"], scope: later)) == ["Customer/c1"])
            let databases = DocumentQuery(kind: .database, equals: ["deleted": "TRUE"])
            #expect(try await index.found(databases) == ["trade"])
        }
    }
}
