// Keys that look the same and are other bytes are other instances, on branches and in bulk too.

import Engine
import EventSourcing
import JSONText
import Ontology
import Testing

@Suite struct LookalikeKeyTests {
    private static let one = "\u{E9}"
    private static let two = "e\u{301}"

    /// The data of both, in the order of the two keys; nil where one is not there.
    private func stocks(_ world: World, _ branch: String?) async throws -> [Int?] {
        [
            try await world.stock(LookalikeKeyTests.one, branch: branch),
            try await world.stock(LookalikeKeyTests.two, branch: branch),
        ]
    }

    private func send(_ world: World, _ operation: SubmitRows.Operation, _ stocks: [Int])
        async throws -> RowsReceipt
    {
        let keys = [LookalikeKeyTests.one, LookalikeKeyTests.two]
        return try await world.run(
            SubmitRows(
                database: Shop.name, className: "Product",
                rows: zip(keys, stocks).map { key, stock in
                    SubmitRows.Row(
                        operation, key: operation == .create ? nil : key,
                        data: ["id": .string(key), "stock": .integer(stock)])
                }))
    }

    @Test(
        "Both are created, forked, compared, merged and deleted",
        arguments: [AdapterKind.embedded, .loose])
    func branches(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            #expect(try await send(world, .create, [1, 2]).accepted == 2)
            try await world.settled()
            #expect(try await send(world, .update, [3, 4]).accepted == 2)
            try await world.settled()
            _ = try await world.run(CreateBranch(database: Shop.name, name: "b", from: "main"))
            #expect(try await stocks(world, "b") == [3, 4])
            try await world.set(LookalikeKeyTests.one, stock: 5, branch: "b")
            try await world.set(LookalikeKeyTests.two, stock: 6, branch: "b")
            let changes = try await world.run(
                DiffBranches(database: Shop.name, from: "main", to: "b")
            ).items
            #expect(changes.map { $0.new?["stock"] } == [6, 5])
            // Each path is a resolution's or a side's own.
            try await world.set(LookalikeKeyTests.one, stock: 7)
            let merged = try await world.run(
                MergeBranches(database: Shop.name, source: "b", target: "main"))
            #expect(merged.conflicts.count == 1)
            #expect(merged.conflicts.first?.source?["stock"] == 5)
            let both = try await world.run(
                MergeBranches(
                    database: Shop.name, source: "b", target: "main", preference: .source))
            #expect(both.commands == 2)
            try await world.settled()
            #expect(try await stocks(world, nil) == [5, 6])
            _ = try await world.run(DeleteBranch(database: Shop.name, name: "b", isForced: false))
            _ = try await world.run(CreateBranch(database: Shop.name, name: "b", from: "main"))
            #expect(try await stocks(world, "b") == [5, 6])
        }
    }
}
