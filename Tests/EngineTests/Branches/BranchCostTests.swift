// Reading about branches costs what is asked, not the history: counted at the store.

import Engine
import EventSourcing
import JSONText
import Ontology
import Synchronization
import Testing

@Suite struct BranchCostTests {
    private final class Counts: Sendable {
        let streams = Counter()
        let scans = Counter()
        /// Readings of the whole log, from its start.
        let starts = Counter()
        /// Questions for all streams of a branch.
        let ends = Counter()
        let longest = Mutex(0)
        /// Of main's products, as they were read.
        let products = Mutex<[String]>([])
        /// How many instances a branch seems to have; nil: as many as it has.
        let claimed = Mutex<Int?>(nil)

        func read(_ stream: StreamID, _ limit: Int) {
            guard stream.type == .instance, stream.branch == StreamID.mainBranch else { return }
            products.withLock { $0.append(stream.key) }
            longest.withLock { $0 = max($0, limit) }
        }

        func reset() {
            streams.reset()
            scans.reset()
            starts.reset()
            ends.reset()
            longest.withLock { $0 = 0 }
            products.withLock { $0 = [] }
        }
    }

    private func watched(
        _ body: (World, Counts) async throws -> Void
    ) async throws {
        let counts = Counts()
        let adjust: @Sendable (inout EnginePorts) -> Void = { ports in
            ports.store = WatchedStore(
                base: ports.store, reading: { _ in counts.streams.add() },
                limiting: { counts.read($0, $1) }, ending: { counts.ends.add() },
                scanning: { position in
                    counts.scans.add()
                    if position == .start { counts.starts.add() }
                })
            ports.graph = ClaimingGraph(base: ports.graph) { counts.claimed.withLock { $0 } }
        }
        try await World.with(.embedded, adjust: adjust) { world in
            try await world.openShop()
            for number in 0..<40 {
                _ = try await world.run(Shop.product("\(number)", ("stock", 0)))
            }
            try await world.settled()
            try await body(world, counts)
        }
    }

    private func update(_ world: World, _ key: String, _ stock: Int, branch: String?)
        async throws
    {
        var command = Shop.update("Product", key, ["stock": .integer(stock)])
        command.branch = branch
        try await world.done(command)
    }

    private func create(_ world: World, _ name: String) async throws {
        _ = try await world.run(
            CreateBranch(database: Shop.name, name: name, from: StreamID.mainBranch))
    }

    /// Reads of streams, and none of the log.
    private func cost<Value>(_ counts: Counts, _ body: () async throws -> Value) async throws
        -> (reads: Int, value: Value)
    {
        counts.reset()
        let value = try await body()
        #expect(counts.starts.value == 0)
        return (counts.streams.value, value)
    }

    @Test func aDifferenceCostsWhatDiffers() async throws {
        try await watched { world, counts in
            try await create(world, "b")
            let diff = DiffBranches(database: Shop.name, from: "main", to: "b")
            let equal = try await cost(counts) { try await world.run(diff).items }
            #expect(equal.value.isEmpty)
            try await update(world, "7", 1, branch: "b")
            let one = try await cost(counts) { try await world.run(diff).items }
            #expect(one.value.map(\.path) == ["Product/7"])
            // A long history of the same difference.
            for stock in 2..<30 { try await update(world, "7", stock, branch: "b") }
            let long = try await cost(counts) { try await world.run(diff).items }
            #expect(long.value.count == 1)
            #expect(one.reads <= equal.reads + 2)
            #expect(long.reads == one.reads)
            for key in ["8", "9"] { try await update(world, key, 1, branch: nil) }
            let three = try await cost(counts) { try await world.run(diff).items }
            #expect(three.value.count == 3)
            #expect(three.reads <= one.reads + 4)
        }
    }

    @Test func aPointOfThePastCostsWhatHasChangedSince() async throws {
        try await watched { world, counts in
            let noted = try await world.run(
                NoteCommit(database: Shop.name, branch: "main", message: "here", author: nil))
            for stock in 1..<30 { try await update(world, "7", stock, branch: nil) }
            let diff = DiffBranches(database: Shop.name, from: noted.id, to: "main")
            let (reads, changes) = try await cost(counts) { try await world.run(diff).items }
            #expect(changes.map(\.path) == ["Product/7"])
            #expect(changes.first?.old?["stock"] == 0)
            #expect(changes.first?.new?["stock"] == 29)
            #expect(reads < 12)
        }
    }

    @Test func aMergeAndARollbackReadWhatTheyChange() async throws {
        try await watched { world, counts in
            try await create(world, "b")
            try await update(world, "7", 1, branch: "b")
            let merge = MergeBranches(database: Shop.name, source: "b", target: "main")
            var preview = merge
            preview.isDryRun = true
            let (reads, report) = try await cost(counts) { try await world.run(preview) }
            #expect(report.changes.map(\.path) == ["Product/7"])
            #expect(reads < 10)
            counts.reset()
            #expect(try await world.run(merge).commands == 1)
            #expect(counts.starts.value == 0)
            try await world.settled()
            counts.reset()
            let back = try await world.run(
                RollBackBranch(database: Shop.name, branch: "main", target: "HEAD~1"))
            #expect(back.changes.map(\.path) == ["Product/7"])
            try await world.settled()
            let product = try await world.run(
                GetInstance(database: Shop.name, className: "Product", key: "7"))
            #expect(product.data["stock"] == 0)
        }
    }

    @Test func aForkAndItsEndReadEachStreamOnce() async throws {
        try await watched { world, counts in
            for stock in 1..<30 { try await update(world, "7", stock, branch: nil) }
            counts.reset()
            try await create(world, "b")
            #expect(counts.starts.value == 0)
            let copy = try await world.run(
                GetInstance(database: Shop.name, className: "Product", key: "7", branch: "b"))
            #expect(copy.data["stock"] == 29)
            counts.reset()
            _ = try await world.run(
                DeleteBranch(database: Shop.name, name: "b", isForced: false))
            #expect(counts.starts.value == 0)
            #expect(try await world.run(ListBranches(database: Shop.name)).items.count == 1)
        }
    }

    @Test func aForkReadsInTheOrderOfTheLog() async throws {
        try await watched { world, counts in
            // Their ends stand in another order than their names and their beginnings.
            let keys = (0..<40).map { "\($0 * 7 % 40)" }
            for key in keys { try await update(world, key, 1, branch: nil) }
            counts.reset()
            try await create(world, "b")
            let read = counts.products.withLock { $0 }
            #expect(Set(read) == Set(keys))
            // Eight at a time, so the order within them is open.
            for (place, key) in keys.enumerated() {
                let found = try #require(read.firstIndex(of: key))
                #expect(abs(found - place) < 8, "\(key)")
            }
        }
    }

    @Test func aLongHistoryIsReadInPieces() async throws {
        try await watched { world, counts in
            let noted = try await world.run(
                NoteCommit(database: Shop.name, branch: "main", message: "here", author: nil))
            let stream = world.stream("Product", "7").stream
            let events = (0..<1400).map { number in
                Event(
                    id: world.ports.ids.next(), kind: .domain,
                    type: DomainEventType.instanceUpdated.rawValue, stream: stream,
                    occurredAt: world.ports.clock.now(), actor: nil,
                    topic: Topic("service_events"), data: ["stock": .integer(number)])
            }
            _ = try await world.ports.store.append([Submission(events, expecting: .any)], with: nil)
            counts.reset()
            let changes = try await world.run(
                DiffBranches(database: Shop.name, from: noted.id, to: "main")
            ).items
            #expect(changes.map(\.path) == ["Product/7"])
            #expect(counts.longest.withLock { $0 } == 512)
        }
    }

    @Test("A branch with little history is told from its own streams, to its beginning")
    func history() async throws {
        try await watched { world, counts in
            try await create(world, "b")
            try await update(world, "7", 1, branch: "b")
            let all = BranchHistory(database: Shop.name, branch: "b", limit: 1000, offset: 0)
            let short = try await world.run(all).items
            // 4 100 events of another database between the branch's last one and the end of the log.
            _ = try await world.run(SubmitCommand(type: .createDatabase, database: "other"))
            var note = Shop.createClass(Shop.maker)
            note.database = "other"
            try await world.done(note)
            let rows = (0..<2060).map { SubmitBulk.Row(data: ["id": .string("m\($0)")]) }
            _ = try await world.run(
                SubmitBulk(database: "other", className: "Maker", rows: rows))
            try await world.settled()
            counts.reset()
            let long = try await world.run(all).items
            #expect(long == short)
            #expect(short.count > 40)
            #expect(counts.scans.value < 8)
            #expect(counts.ends.value > 0)
            // Of a branch with more streams than that the log is looked through: they are not all asked for a page.
            counts.claimed.withLock { $0 = 100_000 }
            counts.reset()
            #expect(try await world.run(all).items == short)
            #expect(counts.ends.value == 0)
            counts.claimed.withLock { $0 = nil }
            var page = all
            page.limit = 7
            var pages: [String] = []
            for offset in stride(from: 0, to: short.count, by: 7) {
                page.offset = offset
                pages += try await world.run(page).items.map(\.id)
            }
            #expect(pages == short.map(\.id))
        }
    }

    @Test(
        "Equal by their ends or read, the answer is the same",
        arguments: AdapterKind.allCases)
    func answers(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            for key in ["1", "2", "3", "4"] {
                try await world.done(Shop.product(key, ("stock", 0)))
            }
            try await world.done(Shop.delete("Product", "4"))
            try await create(world, "b")
            var made = Shop.product("4", ("stock", 5))
            made.branch = "b"
            try await world.done(made)
            var gone = Shop.delete("Product", "2")
            gone.branch = "b"
            try await world.done(gone)
            try await update(world, "3", 9, branch: nil)
            // There and back again: equal, though both were written.
            try await update(world, "1", 1, branch: "b")
            try await update(world, "1", 0, branch: "b")
            let changes = try await world.run(
                DiffBranches(database: Shop.name, from: "main", to: "b")
            ).items
            #expect(
                changes.map { "\($0.kind) \($0.path)" } == [
                    "deleted Product/2", "modified Product/3", "added Product/4",
                ])
            _ = try await world.run(CreateBranch(database: Shop.name, name: "c", from: "b"))
            let none = try await world.run(
                DiffBranches(database: Shop.name, from: "b", to: "c")
            ).items
            #expect(none.isEmpty)
            let same = try await world.run(
                DiffBranches(database: Shop.name, from: "main", to: "c")
            ).items
            #expect(same.map(\.path) == changes.map(\.path))
        }
    }
}
