// Reading the first instances of a class: whether there are more is told also when the last page is not used up.

import EventSourcing
import Ontology
import Testing

@testable import Engine

@Suite struct InstancePagesTests {
    @Test func whatIsCutIsSaidWhereverThePagesEnd() async throws {
        try await World.with(.loose) { world in
            try await world.openShop()
            for key in ["1", "2", "3", "4"] { try await world.done(Shop.product(key)) }
            try await world.settled()
            let pages = InstancePages(
                documents: world.ports.documents,
                query: DocumentQuery(
                    kind: .instance, scope: world.stream("Product", "1").scope,
                    className: "Product"), pageSize: 2)
            for (limit, count) in [(1, 1), (3, 3), (4, 4), (9, 4)] {
                var keys: [String] = []
                let extent = try await pages.read(limit: limit) { keys.append($0.id.key) }
                #expect(keys == ["1", "2", "3", "4"].prefix(count).map { $0 })
                #expect(extent == InstancePages.Extent(count: count, isCut: count < 4))
            }
        }
    }
}
