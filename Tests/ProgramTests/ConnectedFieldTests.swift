// Cases that others reported about their systems, on servers and with processes: a number that is used up, a rolling
// restart under load, a graph that hangs, a worker that dies without a word.

import Engine
import Foundation
import HTTPClient
import JSONText
import ServerAdapters
import TestSupport
import Testing

extension ConnectedTests {
    /// eng-02a: a number of the log is reserved and never used.
    @Test func aNumberThatIsNeverUsedHoldsNobodyUp() async throws {
        let stack = try await ConnectedServers()
        let shop = try await ConnectedShop(stack)
        let way = try SlowWay(to: TestServers.seaweed ?? "")
        defer { way.cut() }
        let oms = try stack.role(
            "oms", ["--oms-port", "0"], more: ["MINIO_ENDPOINT_URL": way.url])
        let place = try await ConnectedShop.place("OMS", of: oms)
        way.hold()
        let body = #"{"data":{"item_id":"lost","qty":1}}"#
        let lost = Task {
            try await HTTPClient().send(
                HTTPRequest(
                    "POST", .url(place), path: "/api/v1/instances/shop/async/Item/create",
                    headers: [HTTPHeader("Content-Type", "application/json")],
                    body: Array(body.utf8), deadlineSeconds: 30))
        }
        let pool = PostgresPool(PostgresSettings(url: stack.environment["POSTGRES_URL"] ?? ""))
        try await shop.comes("the number is reserved") {
            try await !pool.run(
                "SELECT 1 FROM spice_event_registry.segments WHERE state = 'open'"
            ).rows.isEmpty
        }
        oms.kill(SIGKILL)
        _ = await oms.finished()
        way.cut()
        #expect(await lost.result.isFailure)

        let ids = try await shop.create(0..<5)
        let seconds = try await shop.comes("five are searchable") {
            try await shop.searchable() == 5
        }
        print("eng-02a: searchable \(seconds) s after the fifth was accepted")
        try await shop.complete(ids)
        try await shop.isSound(5)
        let closed = try await pool.run(
            "SELECT 1 FROM spice_event_registry.segments WHERE state = 'closed'")
        #expect(closed.rows.count == 1)
        pool.close()
        await shop.end()
    }

    /// eng-15b: the graph hangs for longer than a member may be silent.
    @Test func aGraphThatHangsIsWaitedForWithoutLeavingTheGroup() async throws {
        let stack = try await ConnectedServers()
        let way = try SlowWay(to: stack.graph.url)
        defer { way.cut() }
        let shop = try await ConnectedShop(
            stack, more: ["instance-worker": ["TERMINUS_SERVER_URL": way.url]])
        try await shop.complete(try await shop.create(0..<3))
        way.hold()
        let ids = try await shop.create(3..<13)
        // All but the graph goes on.
        try await shop.documents(13)
        let worker = try #require(shop.roles["instance-worker"]?.first)
        // The limit is 6 s; then the worker says what it waits for, and since when.
        try await shop.comes("it says what it waits for") {
            try await shop.workers().contains {
                $0.name == "graph" && $0.state == "failing"
                    && $0.lastError?.contains("read model does not answer") == true
                    && $0.oldestWaitingSeconds ?? 0 > 6
            }
        }
        #expect(try await shop.ask(GetCommand(id: ids[0])).status != "COMPLETED")
        way.release()
        let start = ContinuousClock.now
        try await shop.complete(ids)
        print("eng-15b: all completed \((ContinuousClock.now - start) / .seconds(1)) s after")
        try await shop.isSound(13)
        #expect(!worker.isOver)
        await shop.end()
    }

    /// eng-14b: each worker in turn is told to end and started again, under load.
    @Test func aRollingRestartRepeatsNothing() async throws {
        let stack = try await ConnectedServers()
        let shop = try await ConnectedShop(stack)
        shop.roles["instance-worker"]?.append(try stack.role("instance-worker"))
        shop.roles["instance-worker"]?.append(try stack.role("instance-worker"))
        let load = Task {
            var ids: [String] = []
            while !Task.isCancelled {
                ids += try await shop.create(ids.count..<(ids.count + 5))
            }
            return ids
        }
        for index in 0..<3 {
            let old = try #require(shop.roles["instance-worker"]?[index])
            old.kill(SIGTERM)
            let end = await old.finished(limitSeconds: 60)
            #expect(end.code == 0, "\(end.errors)")
            shop.roles["instance-worker"]?[index] = try stack.role("instance-worker")
            // So that each of the three does something before the next goes.
            let before = try await shop.searchable()
            try await shop.comes("more is done") {
                try await shop.searchable() > before + 20
            }
        }
        load.cancel()
        let ids = try await load.value
        try await shop.complete(ids)
        try await shop.isSound(ids.count)
        // Nobody began what another had begun.
        let pool = PostgresPool(PostgresSettings(url: stack.environment["POSTGRES_URL"] ?? ""))
        let again = try await pool.run(
            "SELECT 1 FROM spice_event_registry.processed_events WHERE attempt_count > 1")
        #expect(again.rows.isEmpty)
        pool.close()
        await shop.end()
    }

    /// eng-24b: the projection worker dies without a word, and a new one is there at once. This broker never ends the
    /// session of the dead one, so it is restarted while the new one waits.
    @Test func aWorkerThatFindsItsPlaceTakenWaitsAndTakesOver() async throws {
        let stack = try await ConnectedServers()
        let shop = try await ConnectedShop(stack)
        try await shop.complete(try await shop.create(0..<5))
        try await shop.documents(5)
        let old = try #require(shop.roles["projection-worker"]?.first)
        old.kill(SIGKILL)
        _ = await old.finished()
        let new = try stack.role("projection-worker")
        shop.roles["projection-worker"] = [new]
        let ids = try await shop.create(5..<10)
        try await shop.complete(ids)
        // Commands end without the documents, which wait for the place of the dead one.
        try await shop.comes("the documents are behind") {
            try await shop.workers().contains { $0.name == "documents" && $0.lag > 0 }
        }
        #expect(!new.isOver, "\(new.errors)")
        try stack.kafka.cause(.restart)
        try await shop.documents(10)
        try await shop.isSound(10)
        #expect(!new.isOver, "\(new.errors)")
        await shop.end()
    }
}

extension Result {
    fileprivate var isFailure: Bool {
        if case .failure = self { true } else { false }
    }
}
