// Reading and sending overlap in an import: whatever happens in the middle, the counts are right, and running it again
// finishes it.

import Engine
import EventSourcing
import Foundation
import JSONText
import Ontology
import Synchronization
import Testing

@Suite struct ImportOverlapTests {
    private static let rows = 2600

    private func file(
        _ rows: Int = rows, _ line: (Int) -> String = { "k\($0 + 1000),name \($0 + 1000)" }
    )
        -> FileInput
    {
        let text = "id,name\n" + (0..<rows).map { line($0) + "\n" }.joined()
        return FileInput(name: "Thing.csv", content: Data(text.utf8).base64EncodedString())
    }

    /// A world whose store is at the test's hand.
    private func withStore(
        _ kind: AdapterKind = .embedded, _ body: (World, BulkStore) async throws -> Void
    ) async throws {
        try await World.with(
            kind, adjust: { $0.store = BulkStore($0.store) },
            { world in
                try await body(world, try #require(world.ports.store as? BulkStore))
            })
    }

    private func things(_ world: World) async throws -> Int {
        try await world.run(ListClasses(database: "stock")).items.first { $0.id == "Thing" }?
            .instances ?? 0
    }

    /// Commands that create a thing, in the log.
    private func commands(_ world: World) async throws -> Int {
        var (count, after) = (0, StorePosition.start)
        while true {
            let events = try await world.ports.store.read(after: after, limit: 1000)
            guard let last = events.last else { return count }
            count +=
                events.filter { $0.event.kind == .command && $0.event.stream.type == .instance }
                .count
            after = last.position
        }
    }

    private func expect(
        _ report: ImportReport, accepted: Int, unchanged: Int, rejected: Int = 0,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let table = try #require(report.tables.first, sourceLocation: sourceLocation)
        #expect(table.accepted == accepted, sourceLocation: sourceLocation)
        #expect(table.unchanged == unchanged, sourceLocation: sourceLocation)
        #expect(table.rejected == rejected, sourceLocation: sourceLocation)
        #expect(
            table.rows == accepted + unchanged + rejected, sourceLocation: sourceLocation)
        #expect(report.failedCommands == 0, sourceLocation: sourceLocation)
    }

    @Test(
        "A store that is busy in the middle makes no row count twice, in the first run and in the next",
        arguments: [AdapterKind.embedded, .loose])
    func busy(_ kind: AdapterKind) async throws {
        try await withStore(kind) { world, store in
            let busy = EventStoreError.busy(retryAfterSeconds: 1)
            store.refuse([2: busy, 3: busy, 5: busy])
            let request = ImportFiles(database: "stock", files: [file()])
            try expect(try await world.run(request), accepted: Self.rows, unchanged: 0)
            store.refuse([1: busy, 4: busy])
            try expect(try await world.run(request), accepted: 0, unchanged: Self.rows)
            #expect(try await commands(world) == Self.rows)
            #expect(try await things(world) == Self.rows)
        }
    }

    @Test("A store that fails in the middle ends the import, and the next run finds what is there")
    func failure() async throws {
        try await withStore { world, store in
            store.refuse([3: .unavailable("out of order")])
            let request = ImportFiles(database: "stock", files: [file()])
            #expect(try await world.refusal(request).code == .unavailable)
            #expect(try await commands(world) == 1024)
            store.refuse([:])
            try expect(try await world.run(request), accepted: Self.rows - 1024, unchanged: 1024)
            #expect(try await things(world) == Self.rows)
        }
    }

    @Test(
        "A row that the log refuses is told by its number in the file, in whatever part it was sent"
    )
    func refused() async throws {
        try await withStore { world, _ in
            _ = try await world.run(SubmitCommand(type: .createDatabase, database: "stock"))
            let definition: JSON = [
                "id": "Thing", "label": "Thing", "primary_key": ["id"],
                "properties": [
                    ["name": "id", "type": "string", "label": "Id", "required": true],
                    ["name": "name", "type": "string", "label": "Name"],
                ],
            ]
            _ = try await world.run(
                SubmitCommand(type: .createClass, database: "stock", payload: definition))
            let again = [600, 1023, 1024, 1700]
            let sent = file { again.contains($0) ? "k\($0 + 500),twice" : "k\($0 + 1000),name" }
            let report = try await world.run(ImportFiles(database: "stock", files: [sent]))
            try expect(report, accepted: Self.rows - 4, unchanged: 0, rejected: 4)
            // Rows are counted with the header.
            #expect(report.rejections.map(\.row) == again.map { $0 + 2 })
            #expect(try await things(world) == Self.rows - 4)
        }
    }

    @Test("An import that is cancelled in the middle is finished by the next run")
    func cancelled() async throws {
        try await withStore { world, store in
            store.stop(at: 3)
            let request = ImportFiles(database: "stock", files: [file()])
            let running = Task { try await world.refusal(request) }
            try await eventually("the third part is on its way") { store.isStopped }
            running.cancel()
            store.goOn()
            let error = try await running.value
            #expect(error.code == .cancelled)
            let there = try await commands(world)
            #expect(there == 3 * 512)
            store.refuse([:])
            try expect(try await world.run(request), accepted: Self.rows - there, unchanged: there)
            #expect(try await commands(world) == Self.rows)
            #expect(try await things(world) == Self.rows)
        }
    }

    @Test(
        "An import that waits for a paused worker says so, and ends when the worker goes on",
        arguments: AdapterKind.allCases)
    func pausedWorker(_ kind: AdapterKind) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            try await world.pause(.documents)
            let phases = Mutex<[String]>([])
            let told = "waiting for the worker documents, which is paused"
            let sent = file(50)
            let report = try await phasesOf(world, ImportFiles(database: "stock", files: [sent])) {
                phase in
                phases.withLock { $0.append(phase) }
            } during: {
                try await eventually(told) { phases.withLock { $0.contains(told) } }
                try await world.pause(.documents, false)
            }
            try expect(report, accepted: 50, unchanged: 0)
            #expect(try await things(world) == 50)
        }
    }

    private func phasesOf(
        _ world: World, _ request: ImportFiles, _ tell: @escaping @Sendable (String) -> Void,
        during body: () async throws -> Void
    ) async throws -> ImportReport {
        async let report = world.client.run(
            request, CallContext(.localAdmin("tester")) { tell($0.phase) })
        try await body()
        return try await report
    }
}
