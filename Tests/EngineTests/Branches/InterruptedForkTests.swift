// A branch whose copy or removal did not come to its end is known as such: nothing is made of it, and it is gone on with.

import Engine
import EventSourcing
import JSONText
import Ontology
import Testing

@Suite struct InterruptedForkTests {
    /// Where a fork is cut off.
    enum Moment: CaseIterable {
        case beforeItsClasses, betweenItsClasses, beforeItsMark

        func cuts(_ event: Event) -> Bool {
            switch self {
            case .beforeItsClasses:
                event.stream.branch == "b" && event.stream.type == .ontologyClass
            case .betweenItsClasses:
                event.stream.branch == "b" && event.stream.type == .instance
                    && event.stream.className == "Product"
            case .beforeItsMark: event.type == "BRANCH_READY"
            }
        }
    }

    private static let fork = CreateBranch(database: Shop.name, name: "b", from: "main")

    private static func fill(_ world: World) async throws {
        try await world.openShop()
        try await world.done(Shop.create("Maker", ["id": "m"]))
        for key in ["1", "2", "3"] { try await world.done(Shop.product(key, ("stock", 0))) }
    }

    private static func branch(_ world: World) async throws -> BranchView? {
        try await world.run(ListBranches(database: Shop.name)).items.first { $0.name == "b" }
    }

    /// Nothing is made of a branch that is not whole, and each refusal says what to do.
    private static func expectNothingIsMade(of world: World, _ advice: String) async throws {
        func refused<Request: UseCase>(
            _ request: Request, sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            let error = try await world.refusal(request, sourceLocation: sourceLocation)
            #expect(error.code == .branchNotReady, sourceLocation: sourceLocation)
            #expect(error.message.contains(advice), sourceLocation: sourceLocation)
        }
        let database = Shop.name
        for isDryRun in [true, false] {
            try await refused(
                MergeBranches(database: database, source: "b", target: "main", isDryRun: isDryRun))
        }
        try await refused(MergeBranches(database: database, source: "main", target: "b"))
        try await refused(DiffBranches(database: database, from: "main", to: "b"))
        try await refused(DiffBranches(database: database, from: "HEAD~1", to: "HEAD", branch: "b"))
        try await refused(RollBackBranch(database: database, branch: "b", target: "HEAD~1"))
        try await refused(CreateBranch(database: database, name: "c", from: "b"))
        try await refused(NoteCommit(database: database, branch: "b", message: "m", author: nil))
        try await refused(CheckOutBranch(database: database, name: "b"))
        try await refused(
            OpenPullRequest(
                database: database, source: "b", target: "main", title: "t", description: "",
                author: nil))
    }

    @Test(
        "A fork that was cut off is gone on with, and nothing is made of it before",
        arguments: [AdapterKind.embedded, .loose], Moment.allCases)
    func resumed(_ kind: AdapterKind, _ moment: Moment) async throws {
        let cut = Cut()
        try await World.with(kind, adjust: cut.adjust) { world in
            try await InterruptedForkTests.fill(world)
            cut.before { moment.cuts($0) }
            #expect(try await world.refusal(InterruptedForkTests.fork).code == .unavailable)
            cut.end()
            try await world.restart()
            let begun = try #require(try await InterruptedForkTests.branch(world))
            #expect(begun.state == .copying)
            try await InterruptedForkTests.expectNothingIsMade(
                of: world, "create it from main again")
            // What comes to the parent meanwhile is not of this fork.
            try await world.set("1", stock: 9)
            try await world.done(Shop.delete("Product", "2"))
            let whole = try await world.run(InterruptedForkTests.fork)
            #expect(whole.state == .ready && whole.position == begun.position)
            #expect(try await InterruptedForkTests.branch(world) == whole)
            for key in ["1", "2", "3"] {
                #expect(try await world.stock(key, branch: "b") == 0)
                var stream = world.stream("Product", key).stream
                stream.branch = "b"
                #expect(try await world.ports.store.read(stream, after: .none, limit: 9).count == 2)
            }
            let again = try await world.refusal(InterruptedForkTests.fork)
            #expect(again.code == .alreadyExists)
            let merged = try await world.run(
                MergeBranches(database: Shop.name, source: "b", target: "main"))
            #expect(merged.isMerged && merged.commands == 0)
            #expect(try await world.stock("1") == 9)
        }
    }

    @Test("Only a fork of the same parent is gone on with; deleted, its name is free")
    func givenUp() async throws {
        let cut = Cut()
        try await World.with(.loose, adjust: cut.adjust) { world in
            try await InterruptedForkTests.fill(world)
            _ = try await world.run(CreateBranch(database: Shop.name, name: "a", from: "main"))
            cut.before { Moment.betweenItsClasses.cuts($0) }
            #expect(try await world.refusal(InterruptedForkTests.fork).code == .unavailable)
            cut.end()
            let other = CreateBranch(database: Shop.name, name: "b", from: "a")
            #expect(try await world.refusal(other).code == .branchNotReady)
            _ = try await world.run(DeleteBranch(database: Shop.name, name: "b", isForced: false))
            #expect(try await InterruptedForkTests.branch(world) == nil)
            #expect(try await world.run(other).state == .ready)
            #expect(try await world.stock("1", branch: "b") == 0)
        }
    }

    @Test(
        "A branch of which some is deleted is deleted to its end by the next call",
        arguments: [AdapterKind.embedded, .loose])
    func removal(_ kind: AdapterKind) async throws {
        let cut = Cut()
        try await World.with(kind, adjust: cut.adjust) { world in
            try await InterruptedForkTests.fill(world)
            _ = try await world.run(InterruptedForkTests.fork)
            cut.before { $0.stream.branch == "b" && $0.stream.type == .ontologyClass }
            let delete = DeleteBranch(database: Shop.name, name: "b", isForced: false)
            #expect(try await world.refusal(delete).code == .unavailable)
            cut.end()
            try await world.restart()
            #expect(try await InterruptedForkTests.branch(world)?.state == .deleting)
            try await InterruptedForkTests.expectNothingIsMade(of: world, "delete it again")
            let refused = try await world.refusal(InterruptedForkTests.fork)
            #expect(refused.code == .branchNotReady)
            _ = try await world.run(delete)
            #expect(try await InterruptedForkTests.branch(world) == nil)
            #expect(try await world.run(InterruptedForkTests.fork).state == .ready)
            #expect(try await world.stock("1", branch: "b") == 0)
        }
    }

    @Test("A branch of a version that wrote no mark of its end is whole")
    func former() async throws {
        try await World.with(.embedded) { world in
            try await InterruptedForkTests.fill(world)
            let head = try await world.ports.store.head()
            let fact = Event(
                id: world.ports.ids.next(), kind: .domain, type: "BRANCH_CREATED",
                stream: StreamID(
                    database: Shop.name, epoch: 1, type: AggregateType("Branch"), key: "all"),
                occurredAt: world.ports.clock.now(), actor: "former",
                topic: Topic("service_events"),
                data: ["name": "b", "from": "main", "position": .string(head.description)])
            _ = try await world.ports.store.append([Submission([fact], expecting: .any)], with: nil)
            #expect(try await InterruptedForkTests.branch(world)?.state == .ready)
            var made = Shop.createClass(Shop.maker)
            made.branch = "b"
            try await world.done(made)
            let changes = try await world.run(
                DiffBranches(database: Shop.name, from: "b", to: "HEAD", branch: "b"))
            #expect(changes.items.isEmpty)
            let merge = MergeBranches(
                database: Shop.name, source: "b", target: "main", isDryRun: true)
            #expect(try await world.run(merge).changes.count == 5)
        }
    }

    @Test("A point within the copy of a branch stands for the whole fork")
    func points() async throws {
        try await World.with(.loose) { world in
            try await InterruptedForkTests.fill(world)
            let before = try await world.ports.store.head()
            try await world.set("3", stock: 0)
            _ = try await world.run(InterruptedForkTests.fork)
            try await world.set("1", stock: 5, branch: "b")
            for back in [1, 2, 4] {
                let changes = try await world.run(
                    DiffBranches(
                        database: Shop.name, from: "HEAD~\(back)", to: "HEAD", branch: "b"))
                #expect(changes.items.map(\.path) == ["Product/1"])
            }
            let earlier = RollBackBranch(
                database: Shop.name, branch: "b", target: before.description)
            #expect(try await world.refusal(earlier).code == .invalidRequest)
            let back = try await world.run(
                RollBackBranch(database: Shop.name, branch: "b", target: "HEAD~3"))
            #expect(back.changes.map(\.path) == ["Product/1"])
            try await world.settled()
            #expect(try await world.stock("1", branch: "b") == 0)
        }
    }
}
