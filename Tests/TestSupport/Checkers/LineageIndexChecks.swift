// The promises of LineageIndex.

internal import EventSourcing
internal import Testing

package enum LineageIndexChecks {
    package static let all: [PortCheck] = [
        bothWays, replaced, stale, repeated, paging, apart, checkpoint, reset, awkward, reopening,
    ]

    static let bothWays = PortCheck("derivations are found from both ends") {
        let bench = LineageBench(try await $0.open())
        try await bench.put("a", 1, to: ["x", "y"])
        try await bench.put("b", 1, to: ["x"])
        #expect(try await bench.from("a") == ["x", "y"])
        #expect(try await bench.to("x") == ["a", "b"])
        #expect(try await bench.from("nobody").isEmpty)
        #expect(try await bench.to("nobody").isEmpty)
        let one = try await bench.index.derivations(from: bench.stream("b"), PageRequest()).items
        #expect(one == bench.change("b", 1, to: ["x"]).derivations)
    }

    static let replaced = PortCheck("a later change replaces the derivations of the earlier one") {
        let bench = LineageBench(try await $0.open())
        try await bench.put("a", 1, to: ["x", "y"])
        try await bench.put("a", 2, to: ["z"])
        #expect(try await bench.from("a") == ["z"])
        #expect(try await bench.to("x").isEmpty)
        try await bench.put("a", 3, to: [])
        #expect(try await bench.from("a").isEmpty)
        #expect(try await bench.to("z").isEmpty)
    }

    static let stale = PortCheck("a change at or below the aggregate's sequence changes nothing") {
        let bench = LineageBench(try await $0.open())
        try await bench.put("a", 5, to: ["x"])
        for sequence in [5, 3] { try await bench.put("a", sequence, to: ["y"]) }
        #expect(try await bench.from("a") == ["x"])
        try await bench.put("b", 5, to: [])
        try await bench.put("b", 4, to: ["y"])
        #expect(try await bench.from("b").isEmpty)
        #expect(try await bench.to("y").isEmpty)
    }

    static let repeated = PortCheck("the same change again adds nothing") {
        let bench = LineageBench(try await $0.open())
        for _ in 0..<3 { try await bench.put("a", 1, to: ["x", "y"]) }
        let change = bench.change("b", 1, to: ["x"])
        try await bench.index.apply([change, change], upTo: nil)
        #expect(try await bench.from("a") == ["x", "y"])
        #expect(try await bench.to("x") == ["a", "b"])
    }

    static let paging = PortCheck("pages of derivations neither skip nor repeat") {
        let bench = LineageBench(try await $0.open())
        let keys = (0..<23).map { "k\($0)" }
        try await bench.put("hub", 1, to: keys)
        for key in keys { try await bench.put(key, 1, to: ["hub"]) }
        for limit in [1, 5, 23, 50] {
            let out = try await collect(limit: limit) {
                try await bench.index.derivations(from: bench.stream("hub"), $0)
            }
            #expect(out.count == 23 && Set(out.map(\.to.key)) == Set(keys))
            let back = try await collect(limit: limit) {
                try await bench.index.derivations(to: bench.stream("hub"), $0)
            }
            #expect(back.count == 23 && Set(back.map(\.from.key)) == Set(keys))
        }
    }

    static let apart = PortCheck("relations, epochs and types keep derivations apart") {
        let bench = LineageBench(try await $0.open())
        var change = bench.change("a", 1, to: ["x", "x"])
        change.derivations[1].relation = "import"
        try await bench.index.apply([change], upTo: nil)
        #expect(try await bench.from("a") == ["x", "x"])
        var next = bench.stream("a")
        next.epoch = 2
        #expect(try await bench.index.derivations(from: next, PageRequest()).items.isEmpty)
        var target = bench.stream("x")
        target.type = AggregateType("SourceFile")
        #expect(try await bench.index.derivations(to: target, PageRequest()).items.isEmpty)
    }

    static let checkpoint = PortCheck("the checkpoint is kept with the effect, or there is none") {
        var bench = LineageBench(try await $0.open())
        let ends = try await GraphBench(bench.ports).publishSomething()
        try await bench.index.apply([bench.change("a", 1, to: ["x"])], upTo: ends)
        try await bench.put("b", 1, to: ["x"])
        bench = LineageBench(try await $0.open())
        #expect(try await bench.to("x") == ["a", "b"])
        guard $0.traits.keepsCheckpoints else {
            #expect(try await bench.index.checkpoint() == nil)
            return
        }
        #expect(try #require(try await bench.index.checkpoint()).covers(ends))
    }

    static let reset = PortCheck("reset forgets everything, also the checkpoint") {
        let bench = LineageBench(try await $0.open())
        let ends = try await GraphBench(bench.ports).publishSomething()
        try await bench.index.apply([bench.change("a", 5, to: ["x"])], upTo: ends)
        try await bench.index.reset()
        #expect(try await bench.index.checkpoint()?.offsets ?? [:] == [:])
        #expect(try await bench.to("x").isEmpty)
        try await bench.put("a", 1, to: ["y"])
        #expect(try await bench.from("a") == ["y"])
    }

    static let awkward = PortCheck("keys and relations of any script stay what they are") {
        let bench = LineageBench(try await $0.open())
        for text in EventBuilder.awkwardTexts {
            var change = bench.change(text, 1, to: [text])
            change.derivations[0].relation = text
            try await bench.index.apply([change], upTo: nil)
        }
        for text in EventBuilder.awkwardTexts {
            let out = try await bench.index.derivations(from: bench.stream(text), PageRequest())
            #expect(out.items.map { Array($0.to.key.utf8) } == [Array(text.utf8)])
            #expect(out.items.map { Array($0.relation.utf8) } == [Array(text.utf8)])
            let back = try await bench.index.derivations(to: bench.stream(text), PageRequest())
            #expect(back.items.map { Array($0.from.key.utf8) } == [Array(text.utf8)])
        }
    }

    static let reopening = PortCheck("lineage survives a kill") {
        var bench = LineageBench(try await $0.open())
        try await bench.put("a", 2, to: ["x", "y"])
        bench = LineageBench(try await $0.open())
        #expect(try await bench.from("a") == ["x", "y"])
        try await bench.put("a", 1, to: ["z"])
        #expect(try await bench.from("a") == ["x", "y"])
    }
}

/// A lineage index with short ways to fill and read it.
private struct LineageBench {
    let ports: Ports
    private let build = EventBuilder()

    init(_ ports: Ports) { self.ports = ports }

    var index: any LineageIndex { ports.lineage }

    func stream(_ key: String) -> StreamID { build.stream(key) }

    func change(_ key: String, _ sequence: Int, to keys: [String]) -> DerivationChange {
        let from = stream(key)
        return DerivationChange(
            from: from, sequence: SequenceNumber(sequence),
            derivations: keys.map {
                Derivation(
                    from: from, to: stream($0), relation: "supplied_by",
                    event: .named("\(key)@\(sequence)"), sequence: SequenceNumber(sequence))
            })
    }

    func put(_ key: String, _ sequence: Int, to keys: [String]) async throws {
        try await index.apply([change(key, sequence, to: keys)], upTo: nil)
    }

    func from(_ key: String) async throws -> [String] {
        try await collect(limit: 2) { try await index.derivations(from: stream(key), $0) }
            .map(\.to.key).sorted()
    }

    func to(_ key: String) async throws -> [String] {
        try await collect(limit: 2) { try await index.derivations(to: stream(key), $0) }
            .map(\.from.key).sorted()
    }
}
