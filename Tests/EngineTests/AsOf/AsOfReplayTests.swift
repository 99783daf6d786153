// The graph as of each position of a log against a graph into which the log was played up to there.

import EventSourcing
import JSONText
import Ontology
import TestSupport
import Testing

@testable import Engine

@Suite struct AsOfReplayTests {
    @Test(
        "The graph as of each position is the one that a replay up to there makes",
        arguments: [1, 2, 3] as [UInt64])
    func eachPosition(_ seed: UInt64) async throws {
        try await World.with(.loose) { world in
            try await world.openShop()
            try await world.done(Shop.createClass(Shop.review))
            var generator = SeededGenerator(seed: seed)
            for _ in 0..<90 { _ = try? await world.run(AsOfReplayTests.command(&generator)) }
            // Everything is decided once the last command of each stream is.
            for key in AsOfReplayTests.keys {
                try await world.done(Shop.create("Maker", ["id": .string("last-\(key)")]))
            }
            let events = try await AsOfReplayTests.log(of: world)
            let oracle = LooseState().world.open().graph
            let projection = GraphProjection(graph: oracle)
            var compared = 0
            var isBorn = false
            for event in events {
                try await projection.apply(projection.changes(event), upTo: nil)
                isBorn = isBorn || event.event.type == "DATABASE_CREATED"
                guard isBorn else { continue }
                let view = try await world.client.engine.reader.standpoints.standpoint(
                    Shop.name, branch: nil, asOf: event.position.description)
                try await AsOfReplayTests.compare(view.graph, oracle, view.scope)
                compared += 1
            }
            #expect(compared > 80)
        }
    }

    static let keys = ["a", "b", "c", "d"]

    /// Makers with names of which some are the same, products that name a maker by its key, reviews that name one by
    /// its name; created, changed, deleted and created again.
    private static func command(_ generator: inout SeededGenerator) -> SubmitCommand {
        let className = ["Maker", "Product", "Review"].randomElement(using: &generator)!
        let key = keys.randomElement(using: &generator)!
        let other = keys.randomElement(using: &generator)!
        let data: JSON =
            switch className {
            case "Maker":
                ["id": .string(key), "name": .string("name \(other < "c" ? "x" : other)")]
            case "Product": ["id": .string(key), "makerId": .string(other)]
            default:
                ["id": .string(key), "makerName": .string("name \(other < "c" ? "x" : other)")]
            }
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: return Shop.delete(className, key)
        case 1, 2: return Shop.update(className, key, data)
        default: return Shop.create(className, data)
        }
    }

    static func log(of world: World) async throws -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        while true {
            let more = try await world.ports.store.read(
                after: events.last?.position ?? .start, limit: 500)
            guard !more.isEmpty else { return events }
            events += more
        }
    }

    private static func compare(
        _ past: any GraphStore, _ oracle: any GraphStore, _ scope: GraphScope
    ) async throws {
        #expect(try await past.counts(scope) == oracle.counts(scope))
        for className in ["Maker", "Product", "Review"] {
            let selection = NodeSelection(scope: scope, className: className)
            let nodes = try await all { try await oracle.nodes(selection, $0) }
            #expect(try await all { try await past.nodes(selection, $0) } == nodes)
            for key in keys {
                let id = NodeID(scope: scope, className: className, key: key)
                #expect(try await past.nodes([id]) == oracle.nodes([id]))
                for direction in LinkDirection.allCases {
                    let which = EdgeSelection(direction: direction)
                    let edges = try await all { try await oracle.edges(of: id, which, $0) }
                    let found = try await all { try await past.edges(of: id, which, $0) }
                    #expect(Set(found) == Set(edges) && found.count == edges.count)
                }
            }
        }
    }

    /// Page after page.
    private static func all<Item>(
        _ ask: (PageRequest) async throws -> Page<Item>
    ) async throws -> [Item] {
        var items: [Item] = []
        var page = PageRequest(limit: 2)
        repeat {
            let answer = try await ask(page)
            items += answer.items
            page.after = answer.next
        } while page.after != nil
        return items
    }
}
