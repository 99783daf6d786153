// A merge that is sent again under its name brings what it would have brought the first time, and loses nothing of what
// has come since.

import Engine
import EventSourcing
import JSONText
import Ontology
import Testing

@Suite(.serialized) struct MergeAgainTests {
    private static let merge = MergeBranches(
        database: Shop.name, source: "b", target: "main", preference: .source)

    /// Product 1 is changed on the branch, the merge has sent that and was cut off before it said so.
    private func cutOff(_ kind: AdapterKind, _ body: (World) async throws -> Void) async throws {
        let cut = Cut()
        try await World.with(kind, adjust: cut.adjust) { world in
            try await world.openShop()
            for key in ["1", "2"] { try await world.done(Shop.product(key, ("stock", 0))) }
            _ = try await world.run(CreateBranch(database: Shop.name, name: "b", from: "main"))
            try await world.set("1", stock: 1, branch: "b")
            cut.before { $0.type == "BRANCH_MERGED" }
            await #expect(throws: EngineError.self) {
                try await world.run(MergeAgainTests.merge, once: "m")
            }
            cut.end()
            try await world.restart()
            try await world.settled()
            #expect(try await world.stock("1") == 1)
            try await body(world)
        }
    }

    @Test(
        "What the source got since is brought by the next merge",
        arguments: [AdapterKind.embedded, .loose])
    func sourceGoesOn(_ kind: AdapterKind) async throws {
        try await cutOff(kind) { world in
            try await world.set("1", stock: 2, branch: "b")
            try await world.set("2", stock: 7, branch: "b")
            #expect(try await world.run(MergeAgainTests.merge, once: "m").isMerged)
            try await world.settled()
            #expect(try await world.stock("1") == 1)
            #expect(try await world.stock("2") == 0)
            let next = try await world.run(MergeAgainTests.merge)
            #expect(next.changes.map(\.path) == ["Product/1", "Product/2"])
            try await world.settled()
            #expect(try await world.stock("1") == 2)
            #expect(try await world.stock("2") == 7)
        }
    }

    @Test(
        "What the target got since is met by another command than the first one",
        arguments: [AdapterKind.embedded, .loose])
    func targetGoesOn(_ kind: AdapterKind) async throws {
        try await cutOff(kind) { world in
            try await world.set("1", stock: 9)
            let report = try await world.run(MergeAgainTests.merge, once: "m")
            #expect(report.isMerged && report.commands == 1)
            try await world.settled()
            #expect(try await world.stock("1") == 1)
            // Once it is answered it is the same for ever.
            try await world.set("1", stock: 3)
            #expect(try await world.run(MergeAgainTests.merge, once: "m") == report)
            try await world.settled()
            #expect(try await world.stock("1") == 3)
        }
    }
}
