import EmbeddedAdapters
import EventSourcing
import Testing

/// Derivations from either end, replaced whole by sequence.
struct LineageIndexTests {
    private func stream(_ className: String, _ key: String) -> StreamID {
        StreamID(
            database: "trade", epoch: 1, type: AggregateType("Instance"), className: className,
            key: key)
    }

    private func change(_ from: StreamID, _ sequence: Int, _ to: [StreamID]) -> DerivationChange {
        DerivationChange(
            from: from, sequence: SequenceNumber(sequence),
            derivations: to.enumerated().map { place, end in
                Derivation(
                    from: from, to: end, relation: "link\(place % 2)", event: anEvent(sequence),
                    sequence: SequenceNumber(sequence))
            })
    }

    @Test func aNewerChangeReplacesTheDerivationsAndAnOlderOneDoesNot() async throws {
        try await ReadModelSandbox.withLineage { index in
            let order = stream("Order", "o1")
            let ends = ["c1", "c2", "c3"].map { stream("Customer", $0) }
            let newest = change(order, 3, [ends[2], ends[1]])
            try await index.apply([change(order, 1, [ends[0], ends[1]])], upTo: nil)
            try await index.apply([newest, change(order, 2, ends)], upTo: nil)
            try await index.apply([newest, change(order, 3, ends)], upTo: nil)
            let from = try await index.derivations(from: order, PageRequest())
            #expect(from.items == newest.derivations)
            #expect(try await index.derivations(to: ends[0], PageRequest()).items.isEmpty)
            #expect(
                try await index.derivations(to: ends[1], PageRequest()).items
                    == [newest.derivations[1]])
            try await index.apply([change(order, 4, [])], upTo: nil)
            #expect(try await index.derivations(from: order, PageRequest()).items.isEmpty)
        }
    }

    @Test(arguments: 1...5)
    func shuffledDeliveryEndsEqual(seed: Int) async throws {
        var random = SeededNumbers(seed: UInt64(seed))
        let hub = stream("Hub", "h")
        let sources = ["é", "e\u{301}", "z", "Z", "10", "9", "日本"].map { stream("S", $0) }
        var changes: [DerivationChange] = []
        for source in sources {
            for sequence in 1...3 {
                let ends = Array(repeating: hub, count: Int.random(in: 0..<3, using: &random))
                changes.append(change(source, sequence, ends + [sources[0]]))
            }
        }
        var outcomes: [[Derivation]] = []
        for delivery in [changes, (changes + changes).shuffled(using: &random)] {
            try await ReadModelSandbox.withLineage { index in
                for change in delivery { try await index.apply([change], upTo: nil) }
                var all: [Derivation] = []
                for limit in [1, 4, 100] {
                    let to = try await collect(limit: limit) {
                        try await index.derivations(to: sources[0], $0)
                    }
                    #expect(to.items.count == sources.count)
                    all += to.items
                    all += try await collect(limit: limit) {
                        try await index.derivations(to: hub, $0)
                    }.items
                }
                for source in sources {
                    all += try await collect(limit: 1) {
                        try await index.derivations(from: source, $0)
                    }.items
                }
                outcomes.append(all)
            }
        }
        #expect(outcomes[0] == outcomes[1])
    }

    @Test func theCheckpointOutlivesARestartAndResetForgetsIt() async throws {
        try await ReadModelSandbox.within { sandbox in
            let path = sandbox.path("lineage.db")
            let order = stream("Order", "o1")
            let first = try EmbeddedLineageIndex(path: path)
            try await first.apply([change(order, 1, [order])], upTo: position(4))
            await first.file.close()
            let second = try EmbeddedLineageIndex(path: path)
            #expect(try await second.checkpoint() == position(4))
            #expect(try await second.derivations(to: order, PageRequest()).items.count == 1)
            try await second.reset()
            #expect(try await second.checkpoint() == BusPosition())
            try await second.apply([change(order, 1, [order, order])], upTo: nil)
            #expect(try await second.derivations(to: order, PageRequest()).items.count == 2)
            await second.file.close()
        }
    }
}
