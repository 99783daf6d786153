// Field cases of workers on servers: a number of the log that nobody uses, workers that are restarted one after the other
// under load, and one that is started before the place of its dead predecessor is free.

import EventSourcing
import Foundation
import JSONText
import Synchronization
import TestSupport
import Testing

@Suite(
    .serialized,
    .enabled(
        if: Program.isThere
            && TestServers.has(
                "workers that come and go", TestServers.postgres, TestServers.seaweed,
                TestServers.noidaElastic, TestServers.redis,
                TestServers.variable("SPICE_TEST_SERVICES"))
    ))
struct ConnectedWorkerTests {
    /// Creates items, so many with each request and one request after the other in each lane, until it is told to stop.
    private final class Load: Sendable {
        let lanes: Int
        let rows: Int
        /// Commands of all lanes together, and no more; nil: as many as are answered.
        let perSecond: Double?
        private let ids = Mutex<[String]>([])
        private let isOver = Mutex(false)

        init(lanes: Int, rows: Int, perSecond: Double?) {
            (self.lanes, self.rows, self.perSecond) = (lanes, rows, perSecond)
        }

        var sent: [String] { ids.withLock { $0 } }
        func stop() { isOver.withLock { $0 = true } }

        func run(_ lane: Int, _ roles: ConnectedRoles) async throws {
            var number = 0
            let start = ContinuousClock.now
            while !isOver.withLock({ $0 }) {
                if let perSecond {
                    let due = Double(number * rows * lanes) / perSecond
                    try await Task.sleep(until: start + .seconds(due))
                }
                let keys = (0..<rows).map { "l\(lane)-\(number)-\($0)" }
                let new = try await roles.create(keys, by: lane % 2)
                ids.withLock { $0 += new }
                number += 1
            }
        }
    }

    private static func create(_ key: String) -> ConnectedRoles.Write {
        .init("POST", ConnectedRoles.items + "/create", #"{"data":{"item_id":"\#(key)"}}"#)
    }

    @Test("eng-02a · A number of the log that was reserved and never used stops nobody")
    func lostNumber() async throws {
        let roles = try await ConnectedRoles(doors: 1)
        let door = try await ServedProgram(
            try roles.stack.role(
                "oms", ["--oms-port", "0"],
                more: [
                    "ENABLE_CHAOS_INJECTION": "true", "CHAOS_CRASH_POINT": "oms:after_reserve",
                    "CHAOS_CRASH_ONCE": "false",
                ]), [.oms])
        let lost = Self.create("lost")
        #expect((try? await door.ask(lost.method, lost.path, lost.body)) == nil)
        #expect(await door.program.finished(limitSeconds: 30).code == 42)

        let start = ContinuousClock.now
        var segments: [Int64] = []
        for number in 0..<5 {
            let write = Self.create("i-\(number)")
            let answer = try await roles.oms[0].ask(
                write.method, write.path + "?wait=60&until=projected", write.body)
            #expect(answer.json["reached"] == true, "\(answer)")
            if number == 0 { print("after the lost number: \(ContinuousClock.now - start)") }
        }
        try await roles.rest()
        let workers = try await Program.run(["workers", "--json"] + (try roles.connect))
        let rows = try JSON(parsing: Array(workers.output.utf8))
        let states = (rows.array ?? rows["workers"]?.array ?? []).map { $0["state"]?.string }
        #expect(!states.isEmpty && states.allSatisfy { ["idle", "running"].contains($0) })
        segments = Array(Set(try await roles.stack.log().map(\.position.segment))).sorted()
        let numbers = try #require(segments.last) - (try #require(segments.first)) + 1
        #expect(numbers > segments.count, "no number is missing: \(segments)")
        try await roles.expectEqual(toFilesAfter: (0..<5).map { Self.create("i-\($0)") })
        await roles.close()
    }

    /// The whole case takes minutes: `SPICE_TEST_ROUNDS=5 SPICE_TEST_ROUND_SECONDS=10`.
    @Test("eng-14b · A rolling restart of three workers under load delivers nothing again")
    func rollingRestart() async throws {
        func number(_ name: String) -> Int? { TestServers.variable(name).flatMap(Int.init) }
        let load = Load(
            lanes: number("SPICE_TEST_LANES") ?? 4, rows: number("SPICE_TEST_ROWS") ?? 25,
            perSecond: Double(number("SPICE_TEST_RATE") ?? 500))
        let roles = try await ConnectedRoles(strictGroups: true, ["SPICE_KAFKA_PARTITIONS": "6"])
        for _ in 0..<2 { try roles.start("instance-worker") }
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<load.lanes { group.addTask { try await load.run(lane, roles) } }
            defer { load.stop() }
            for _ in 0..<(number("SPICE_TEST_ROUNDS") ?? 1) {
                try await round(load, roles, seconds: number("SPICE_TEST_ROUND_SECONDS") ?? 0)
            }
            load.stop()
            try await group.waitForAll()
        }
        let sentPerSecond = Double(load.sent.count) / ((ContinuousClock.now - start) / .seconds(1))
        // The last of every partition among them; the log tells about all.
        try await roles.complete(load.sent.suffix(200))
        // The look-alike of Elasticsearch takes seconds for a bulk when it holds many documents.
        try await roles.rest(limitSeconds: 900)
        let rows = try await roles.pipeline()["workers"]?.array ?? []
        let workers = rows.filter { $0["name"] == "instance" }
        #expect(workers.count == 6, "\(workers)")
        #expect(workers.allSatisfy { $0["redelivered"] == 0 }, "\(workers)")
        #expect(rows.allSatisfy { ($0["redelivered"]?.integer ?? 0) == 0 }, "\(rows)")
        let log = try await roles.stack.log()
        let answers = log.filter { $0.event.kind == .domain }.compactMap(\.event.cause)
        #expect(Set(answers).count == answers.count)
        #expect(Set(load.sent).isSubset(of: answers.map(\.description)))
        let slow = Self.slowest(of: log)
        print(
            "rolling restart: \(load.sent.count) commands, \(Int(sentPerSecond)) a second, 99 % in \(slow) s"
        )
        #expect(slow < 10)
        let verified = try await Program.run(["verify"] + (try roles.connect))
        #expect(verified.code == 0, "\(verified.output)")
        await roles.close()
    }

    /// Each worker of now ends, and another begins.
    private func round(_ load: Load, _ roles: ConnectedRoles, seconds: Int) async throws {
        for worker in roles.running("instance-worker") {
            let before = load.sent.count
            // Before it is ready a signal ends it as it ends any process.
            #expect(
                await worker.reaches {
                    worker.output.contains(" ready") && load.sent.count > before + 200
                })
            worker.kill(SIGTERM)
            #expect(await worker.finished(limitSeconds: 30).code == 0)
            try roles.start("instance-worker")
            try await Task.sleep(for: .seconds(seconds))
        }
    }

    /// Of 100 commands, how many seconds the slowest but one took from its acceptance to its domain event.
    private static func slowest(of log: [RecordedEvent]) -> Double {
        var accepted: [EventID: Timestamp] = [:]
        for entry in log where entry.event.kind == .command {
            accepted[entry.event.id] = entry.event.occurredAt
        }
        let times = log.compactMap { entry -> Double? in
            guard let cause = entry.event.cause, let begin = accepted[cause] else { return nil }
            return entry.event.occurredAt.seconds(since: begin)
        }.sorted()
        return times.isEmpty ? 0 : times[times.count * 99 / 100]
    }

    @Test("eng-24b · A worker that is started before its predecessor's place is free waits for it")
    func earlySuccessor() async throws {
        let roles = try await ConnectedRoles(doors: 1)
        let first = try #require(roles.running("projection-worker").first)
        first.kill(SIGKILL)
        _ = await first.finished()
        let second = try roles.start("projection-worker")
        try await roles.complete(try await roles.send((0..<5).map { Self.create("i-\($0)") }))
        let waiting = try await roles.pipeline()["workers"]?.array ?? []
        let documents = waiting.filter { $0["name"] == "documents" }
        #expect(documents.contains { $0["lag"] != 0 }, "\(documents)")
        // This broker keeps the place of a dead member until it is started again.
        try roles.stack.kafka.cause(.restart)
        try await roles.rest()
        #expect(!second.isOver && second.errors.isEmpty, "\(second.errors)")
        try await roles.expectEqual(toFilesAfter: (0..<5).map { Self.create("i-\($0)") })
        await roles.close()
    }
}
