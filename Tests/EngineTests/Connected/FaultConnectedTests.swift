// The engine on servers that fail under it, each by itself and in every way: what was acknowledged is done, once, and it
// goes on by itself when the server does.

import Engine
import EventSourcing
import Foundation
import JSONText
import Ontology
import ServerAdapters
import TestSupport
import Testing

@Suite("Servers that fail under the engine", .serialized, .enabled(if: ServersState.areThere))
struct FaultConnectedTests {
    /// Each in a world of its own, all at once: most of the time is spent waiting for somebody to give up.
    @Test func nothingIsLostOrDoneTwice() async throws {
        let failures = await withTaskGroup(of: String?.self) { group in
            for server in ServersState.Server.allCases {
                group.addTask {
                    do {
                        try await failsInEveryWay(server)
                        return nil
                    } catch { return "\(server): \(error)" }
                }
            }
            return await group.reduce(into: [String]()) { $0 += [$1].compactMap { $0 } }
        }
        #expect(failures == [])
    }

    private func failsInEveryWay(_ server: ServersState.Server) async throws {
        try await ServersState.with(over: server) { state in
            let way = try #require(state.way)
            try await World.on(state) { world in
                try await world.openShop()
                let deeds = Deeds()
                try await deeds.goesOn("before \(server) fails", in: world)
                for fault in SlowWay.Fault.allCases {
                    try await meets(fault, server, way, deeds, world)
                    try await deeds.goesOn("after \(server) met \(fault)", in: world)
                }
                try await deeds.holds(in: world)
            }
        }
    }

    private func meets(
        _ fault: SlowWay.Fault, _ server: ServersState.Server, _ way: SlowWay, _ deeds: Deeds,
        _ world: World
    ) async throws {
        way.cause(fault)
        defer { way.cause(nil) }
        let before = deeds.ended
        async let writes = deeds.write(8, in: world)
        // Long enough for somebody to give up, where there is something to give up.
        let wanted = [.hang, .slow].contains(fault) ? 1 : 3
        try await eventually("\(server) meets \(fault)") {
            if way.strikes >= wanted { return true }
            await deeds.write(1, in: world)
            return false
        }
        if fault == .hang {
            try await eventually("a write has its answer while \(server) hangs") {
                deeds.ended > before
            }
            try await eventually("it is noticed that \(server) hangs") {
                await isNoticed(server, in: world)
            }
        }
        way.cause(nil)
        _ = await writes
    }

    /// Whether a worker says that a read model does not answer, or the relay that the broker does not; of other servers
    /// the writes tell.
    private func isNoticed(_ server: ServersState.Server, in world: World) async -> Bool {
        if server == .kafka {
            let reports = (try? await world.ports.board.list()) ?? []
            return reports.contains { $0.name == "relay" && $0.state == .failing }
        }
        guard server == .documents || server == .graph else { return true }
        // The question itself may not have an answer while a server hangs.
        let workers = (try? await world.run(PipelineStatus()))?.workers ?? []
        return workers.contains { $0.name == server.rawValue && $0.state == "failing" }
    }

    @Test(arguments: [TestService.Fault.restart, .pause])
    func aBrokerThatFailsInTheMiddleOfABatch(_ fault: TestService.Fault) async throws {
        let broker = try TestService("noida-kafka")
        defer { broker.end() }
        try await ServersState.with(broker: broker) { state in
            try await World.on(state) { world in
                try await world.openShop()
                let deeds = Deeds()
                async let writes = deeds.write(200, in: world)
                try await eventually("some are taken") { deeds.ended > 20 }
                try broker.cause(fault)
                if fault == .pause {
                    // What is written now waits for it in the log.
                    try await eventually("the relay gives up") {
                        await deeds.write(1, in: world)
                        return try await world.ports.board.list().contains {
                            $0.name == "relay" && $0.state == .failing
                        }
                    }
                    try broker.cause(.resume)
                }
                _ = await writes
                try await deeds.goesOn("after \(fault)", in: world)
                try await deeds.holds(in: world)
            }
        }
    }

    /// Two relays, of which one has the lease, and two members of each group: one engine comes in the middle of the
    /// load, and the other goes.
    @Test func anEngineComesAndAnotherGoesInTheMiddleOfABatch() async throws {
        try await ServersState.with { state in
            let deeds = Deeds()
            try await World.on(state) { other in
                try await World.on(state) { world in
                    try await world.openShop()
                    async let writes = deeds.write(150, in: world)
                    try await eventually("some are taken") { deeds.ended > 20 }
                    try await other.restart()
                    _ = await writes
                    async let more = deeds.write(150, in: other)
                    try await eventually("more are taken") { deeds.ended > 170 }
                    await world.stop()
                    _ = await more
                }
                try await deeds.holds(in: other)
                #expect(deeds.accepted.count == 300)
            }
        }
    }

    /// Field case eng-10b. The server itself does not take the document, each time it is asked.
    @Test func aDocumentThatTheServerWillNeverTakeHoldsUpItsOwnInstanceAlone() async throws {
        try await ServersState.with { state in
            // Keys that are no numbers cannot be mapped.
            let index = SearchIndex(state.settings.documents)
            try await index.make(keysAre: "long")
            try await World.on(state) { world in
                try await world.openShop()
                let four = try await world.run(Shop.product("i-4", ("stock", 4)))
                for key in 1...9 { try await world.done(Shop.product("\(key)")) }
                #expect(try await world.ended(four).status == "COMPLETED")
                try await world.done(Shop.update("Product", "i-4", ["stock": 5]))
                try await world.done(Shop.create("Maker", ["id": "1", "name": "m"]))
                let scope = world.stream("Product", "1").scope
                for (name, count) in [("Product", 9), ("Maker", 1)] {
                    try await eventually("\(name)s are searchable") {
                        try await world.ports.documents.count(
                            DocumentQuery(kind: .instance, scope: scope, className: name)
                        ) == count
                    }
                }
                try await eventually("what follows waits") {
                    try await world.run(ListParkedWrites()).items.map(\.aggregate)
                        == ["Product/i-4"]
                }
                let letters = try await world.run(ListDeadLetters()).items
                #expect(letters.count == 1)
                let letter = try #require(letters.first)
                #expect(letter.group == WorkerKind.documents.group.name)
                #expect(letter.aggregate == "Product/i-4")
                for word in ["i-4", "document_parsing_exception", index.alias] {
                    #expect(letter.cause.contains(word), "\(letter.cause)")
                }
                #expect(letter.content.contains("i-4"))

                // Mended: the index is made anew, as it should be, and filled from the log.
                _ = try await world.run(RebuildReadModel(models: [.documents]))
                _ = try await world.run(RetryDeadLetter(id: letter.id))
                try await eventually("it is there") {
                    let view = try await world.run(
                        GetInstance(database: Shop.name, className: "Product", key: "i-4"))
                    return view.data["stock"] == 5 && view.badge == Badge(.full)
                }
                try await eventually("nothing waits") {
                    let parked = try await world.run(ListParkedWrites()).items
                    let letters = try await world.run(ListDeadLetters()).items
                    return parked.isEmpty && letters.isEmpty
                }
                #expect(try await world.run(VerifyReadModels()).driftCount == 0)
            }
        }
    }
}
