// Multi-hop queries against joins over the raw tables.

import JSONText
import TestSupport
import Testing

@testable import Engine

@Suite struct MultiHopTests {
    static let cases = AdapterKind.allCases.flatMap { kind in (2...4).map { (kind, $0) } }

    @Test("Nodes, edges and rows of a chain are those of an independent join", arguments: cases)
    func wholeChain(_ kind: AdapterKind, _ length: Int) async throws {
        let imported = try #require(try await Imported.shared(kind, .northwind))
        let chosen = HopChooser.chains(of: imported.classes, length: length)
        // The first that fits into one page, so that nothing is left out; else the first from one start alone.
        let joins = chosen.prefix(40).lazy.map { chain in
            (chain, imported.raw.paths(from: chain.start, imported.raw.hops(chain)))
        }
        var (chain, paths) = try #require(
            joins.first { (1...400).contains($0.1.count) } ?? joins.first { !$0.1.isEmpty })
        var query = chain.query(limit: 1000)
        if paths.count > 400 {
            let start = try #require(paths.first?.first)
            let key = try #require(imported.raw.keys[chain.start]?.first)
            query.filters = [key: .string(String(start.dropFirst(chain.start.count + 1)))]
            paths = paths.filter { $0.first == start }
        }
        let answer = try await imported.world.run(query)
        #expect(answer.rows == paths.count, "\(chain.text)")
        #expect(answer.nextOffset == nil)
        #expect(answer.warnings == [])
        #expect(answer.nodes.map(\.id).sorted() == Set(paths.joined()).sorted())
        #expect(answer.nodes.allSatisfy { $0.badge == Badge(.full) })
        #expect(Set(answer.edges) == chain.edges(of: paths), "\(chain.text)")
        #expect(Set(answer.edges).count == answer.edges.count)
        let answered = Set((answer.paths ?? []).map(\.nodes))
        #expect(answered == Set(paths), "\(chain.text)")
    }

    @Test("The chain that the demo shows first is part of the join, page by page", arguments: cases)
    func pages(_ kind: AdapterKind, _ length: Int) async throws {
        let imported = try #require(try await Imported.shared(kind, .northwind))
        let chain = try #require(HopChooser.chains(of: imported.classes, length: length).first)
        let expected = Set(imported.raw.paths(from: chain.start, imported.raw.hops(chain)))
        #expect(expected.count > 40)
        var seen: [[String]] = []
        var query = chain.query(limit: 20)
        for _ in 0..<2 {
            let answer = try await imported.world.run(query)
            #expect(answer.rows == 20)
            seen += (answer.paths ?? []).map(\.nodes)
            query.offset = try #require(answer.nextOffset)
        }
        #expect(Set(seen).count == 40)
        #expect(Set(seen).isSubset(of: expected), "\(chain.text)")
    }

    @Test("Chains of three and four hops go against a link once")
    func direction() async throws {
        let imported = try #require(try await Imported.shared(.embedded, .northwind))
        for length in 3...4 {
            let chain = try #require(HopChooser.chains(of: imported.classes, length: length).first)
            #expect(chain.turns == 1)
        }
    }
}

extension HopChain {
    func query(limit: Int) -> GraphQuery {
        GraphQuery(
            database: Imported.database, startClass: start, hops: hops, limit: limit,
            maxNodes: 100_000, maxEdges: 100_000, includePaths: true, maxPaths: 100_000)
    }

    /// The edges on some ways through the chain.
    func edges(of paths: [[String]]) -> Set<GraphAnswer.Edge> {
        var edges: Set<GraphAnswer.Edge> = []
        for path in paths {
            for (index, hop) in hops.enumerated() {
                let (left, right) = (path[index], path[index + 1])
                edges.insert(
                    hop.direction == "in"
                        ? GraphAnswer.Edge(from: right, to: left, predicate: hop.predicate)
                        : GraphAnswer.Edge(from: left, to: right, predicate: hop.predicate))
            }
        }
        return edges
    }
}
