// Queries over a small random shop against a naive walk: hops in and out, limits and pages, deleted and absent ends, keys
// that only bytes tell apart.

import Engine
import EventSourcing
import JSONText
import Ontology
import TestSupport
import Testing

@Suite struct PatternWalkTests {
    /// Who made what, as plain lists.
    struct Model: Sendable {
        var makers: [String] = []
        var products: [(key: String, maker: String)] = []

        static func precedes(_ left: String, _ right: String) -> Bool {
            left.utf8.lexicographicallyPrecedes(right.utf8)
        }
    }

    /// The ends of every node of a model, by the bytes of its name.
    struct Ends {
        private var makers: [[UInt8]: [String]] = [:]
        private var products: [[UInt8]: [String]] = [:]
        private var there: Set<[UInt8]> = []

        init(_ model: Model) {
            there = Set(model.makers.map { Array(("Maker/" + $0).utf8) })
            for product in model.products {
                let (name, maker) = ("Product/" + product.key, "Maker/" + product.maker)
                makers[Array(name.utf8), default: []].append(maker)
                products[Array(maker.utf8), default: []].append(name)
            }
            for name in products.keys { products[name]?.sort(by: Model.precedes) }
        }

        /// Ends of one hop from a node, in the order of the graph.
        private func ends(_ text: String, _ isAgainst: Bool) -> [String] {
            (isAgainst ? products : makers)[Array(text.utf8)] ?? []
        }

        /// A walk ends at a maker that is not there.
        func isThere(_ text: String) -> Bool {
            text.utf8.starts(with: "Product/".utf8) || there.contains(Array(text.utf8))
        }

        /// Every way through the hops, depth first.
        func rows(_ query: GraphQuery, of model: Model) -> [[String]] {
            let keys = query.startClass == "Maker" ? model.makers : model.products.map(\.key)
            var rows = keys.map { "\(query.startClass)/\($0)" }.sorted(by: Model.precedes)
                .map { [$0] }
            for (index, hop) in query.hops.enumerated() {
                rows = rows.flatMap { row -> [[String]] in
                    guard let last = row.last, index == 0 || isThere(last) else { return [] }
                    return ends(last, hop.direction == "in").filter { end in
                        !query.noCycles || !row.contains { $0.utf8.elementsEqual(end.utf8) }
                    }.map { row + [$0] }
                }
            }
            return rows
        }
    }

    private static let out = GraphQuery.Hop(predicate: "madeBy", targetClass: "Maker")
    private static let back = GraphQuery.Hop(
        predicate: "madeBy", targetClass: "Product", direction: "in")

    private func query(
        _ start: String, _ hops: [GraphQuery.Hop], limit: Int, noCycles: Bool
    ) -> GraphQuery {
        GraphQuery(
            database: Shop.name, startClass: start, hops: hops, limit: limit, maxNodes: 100_000,
            maxEdges: 100_000, includePaths: true, maxPaths: 100_000, noCycles: noCycles)
    }

    private func bulk(_ className: String, _ rows: [JSON]) -> SubmitBulk {
        SubmitBulk(
            database: Shop.name, className: className, rows: rows.map { SubmitBulk.Row(data: $0) })
    }

    private func put(_ model: Model, into world: World) async throws {
        let makers = try await world.run(
            bulk("Maker", model.makers.map { ["id": .string($0)] }))
        #expect(makers.accepted == model.makers.count)
        let products = try await world.run(
            bulk(
                "Product",
                model.products.map {
                    ["id": .string($0.key), "makerId": .string($0.maker)]
                }))
        #expect(products.accepted == model.products.count)
    }

    private func compare(_ world: World, _ query: GraphQuery, _ model: Model) async throws {
        let ends = Ends(model)
        let expected = ends.rows(query, of: model)
        var (query, seen) = (query, [[String]]())
        while true {
            let answer = try await world.run(query)
            let paths = (answer.paths ?? []).map(\.nodes)
            #expect(answer.rows == paths.count && paths.count <= query.limit)
            let names = Set(paths.joined().map { Array($0.utf8) })
            #expect(Set(answer.nodes.map { Array($0.id.utf8) }) == names)
            #expect(answer.nodes.count == names.count)
            for node in answer.nodes {
                #expect((node.badge == Badge(.full)) == ends.isThere(node.id), "\(node.id)")
            }
            seen += paths
            guard let next = answer.nextOffset, seen.count < 100_000 else { break }
            query.offset = next
        }
        let asBytes = { (rows: [[String]]) in rows.map { $0.map { Array($0.utf8) } } }
        #expect(
            asBytes(seen) == asBytes(expected),
            "\(query.startClass) \(query.hops.map { $0.direction ?? "out" }) \(query.limit)")
    }

    @Test("Rows are those of a naive walk, page by page", arguments: AdapterKind.allCases, 1...2)
    func random(_ kind: AdapterKind, seed: Int) async throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let makers = ["a", "b", "caf\u{E9}", "cafe\u{301}", "\u{301}x", "漢", "gone"]
        var model = Model(makers: makers)
        for number in 0..<24 {
            let maker = (makers + ["nobody"]).randomElement(using: &random) ?? ""
            model.products.append((key: "p\(number)", maker: maker))
        }
        model.products += [("caf\u{E9}", "a"), ("cafe\u{301}", "a"), ("\u{301}p", "caf\u{E9}")]
        let chains: [(String, [GraphQuery.Hop])] = [
            ("Product", []), ("Product", [Self.out]), ("Maker", [Self.back]),
            ("Maker", [Self.back, Self.out]), ("Product", [Self.out, Self.back]),
            ("Product", [Self.out, Self.back, Self.out]),
            ("Maker", [Self.back, Self.out, Self.back]),
        ]
        let start = model
        try await World.with(kind) { world in
            var model = start
            try await world.openShop()
            try await put(model, into: world)
            try await world.done(Shop.delete("Maker", "gone"))
            try await world.done(Shop.delete("Product", "p7"))
            model.makers.removeAll { $0 == "gone" }
            model.products.removeAll { $0.key == "p7" }
            try await world.settled()
            for (className, hops) in chains {
                for noCycles in [false, true] {
                    for limit in [3, 40, 1000] where limit > 3 || hops.count < 3 {
                        try await compare(
                            world, query(className, hops, limit: limit, noCycles: noCycles), model)
                    }
                }
            }
        }
    }

    @Test("A node with very many links is walked to its end", arguments: AdapterKind.allCases)
    func hub(_ kind: AdapterKind) async throws {
        var model = Model(makers: ["hub", "small"])
        model.products = (0..<900).map { (key: "p\($0)", maker: $0 % 300 == 7 ? "small" : "hub") }
        let filled = model
        try await World.with(kind) { world in
            try await world.openShop()
            try await put(filled, into: world)
            try await world.settled()
            for limit in [100, 1000] {
                for hops in [[Self.back], [Self.back, Self.out]] {
                    try await compare(
                        world, query("Maker", hops, limit: limit, noCycles: false), filled)
                }
            }
        }
    }
}
