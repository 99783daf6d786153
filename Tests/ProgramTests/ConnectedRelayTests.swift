// Two relays as processes on one log. The one that carries is stopped where it stands, while it publishes and elsewhere,
// loses its lease, and goes on when the other has carried further; in the end one is killed. What is on the bus then
// lacks nothing, and in the order in which it is there first it may be applied.

import EventSourcing
import Foundation
import JSONText
import Ontology
import ServerAdapters
import Synchronization
import TestSupport
import Testing

@Suite(
    .serialized,
    .enabled(
        if: Program.isThere
            && TestServers.has(
                "two relays as processes", TestServers.postgres, TestServers.seaweed,
                TestServers.noidaElastic, TestServers.redis,
                TestServers.variable("SPICE_TEST_SERVICES"))
    ))
struct ConnectedRelayTests {
    /// Changes four items one after the other, each to the next number, until it is told to stop.
    private final class Load: Sendable {
        static let keys = ["i-0", "i-1", "i-2", "i-3"]
        private let ids = Mutex<[String]>([])
        private let isOver = Mutex(false)

        var sent: [String] { ids.withLock { $0 } }
        func stop() { isOver.withLock { $0 = true } }

        func run(_ roles: ConnectedRoles) async throws {
            var number = 0
            while !isOver.withLock({ $0 }) {
                let key = Self.keys[number % Self.keys.count]
                let new = try await roles.send([
                    .init("PATCH", ConnectedRoles.items + "/\(key)", #"{"qty":\#(number)}"#)
                ])
                ids.withLock { $0 += new }
                number += 1
            }
        }

        /// What is the last change of each, by its place among those that were sent.
        func last(_ key: Int) -> Int? {
            (0..<sent.count).last { $0 % Self.keys.count == key }
        }
    }

    private static let topics: [Topic] = [
        .databaseCommands, .ontologyCommands, .instanceCommands, .ontologyEvents, .instanceEvents,
    ]

    private struct Lease: Sendable {
        var fence: Int64
        var expires: String
        /// How far the relays have come.
        var segment: Int64
    }

    private func lease(_ pool: PostgresPool) async throws -> Lease {
        let row = try await pool.run(
            """
            SELECT fence, expires_at, coalesce((
                SELECT max(segment) FROM spice_event_registry.relay_checkpoints), 0)
            FROM spice_event_registry.leases WHERE name = 'relay'
            """
        ).first
        let found = try #require(row)
        return Lease(fence: found.integer(0), expires: found.text(1), segment: found.integer(2))
    }

    private func waits(
        for what: String, _ pool: PostgresPool, until isMet: (Lease) -> Bool
    ) async throws -> Lease {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            let now = try await lease(pool)
            if isMet(now) { return now }
            try #require(ContinuousClock.now < deadline, "\(what) never happened: \(now)")
        }
    }

    @Test func aRelayThatStoodStillPublishesNothingThatIsAppliedWrongly() async throws {
        let roles = try await ConnectedRoles(doors: 1)
        _ = try await roles.send(
            Load.keys.map {
                .init("POST", ConnectedRoles.items + "/create", #"{"data":{"item_id":"\#($0)"}}"#)
            })
        var carrying = try #require(roles.running("message-relay").first)
        var waiting = try roles.start("message-relay")
        let load = Load()
        let writing = Task { try await load.run(roles) }
        defer { load.stop() }
        try await roles.stack.postgres { pool in
            for round in 0..<4 {
                if round % 2 == 0 { try await pauseTheBroker(roles, pool) }
                try await standStill(carrying, roles, pool)
                swap(&carrying, &waiting)
            }
            // The last one gets no help: its lease ends by itself.
            let before = try await lease(pool)
            carrying.kill(SIGKILL)
            let after = try await waits(for: "a take-over from the dead", pool) {
                $0.fence > before.fence
            }
            _ = try await waits(for: "progress after the death", pool) {
                $0.segment > after.segment
            }
        }
        load.stop()
        try await writing.value
        try await roles.complete(load.sent)
        try await roles.rest()
        try await expectAll(on: roles, load)
        await roles.close()
    }

    /// Whoever carries is most often in the midst of it then: right before it publishes, the lease is renewed.
    private func pauseTheBroker(_ roles: ConnectedRoles, _ pool: PostgresPool) async throws {
        try roles.stack.kafka.cause(.pause)
        let held = try await lease(pool)
        _ = try await waits(for: "a renewal of the lease", pool) { $0.expires != held.expires }
    }

    /// Stops the relay that carries, lets the other take over and get ahead, and lets the first go on.
    private func standStill(
        _ relay: RunningProgram, _ roles: ConnectedRoles, _ pool: PostgresPool
    ) async throws {
        relay.kill(SIGSTOP)
        defer { relay.kill(SIGCONT) }
        try roles.stack.kafka.cause(.resume)
        let before = try await lease(pool)
        _ = try await pool.run(
            """
            UPDATE spice_event_registry.leases SET expires_at = clock_timestamp()
            WHERE name = 'relay'
            """)
        let after = try await waits(for: "a take-over", pool) { $0.fence > before.fence }
        _ = try await waits(for: "progress of the other", pool) {
            $0.segment > after.segment + 3
        }
        relay.kill(SIGCONT)
        // It finds that it is not its turn any more, and the other goes on.
        let now = try await lease(pool)
        let later = try await waits(for: "progress beside the one that stood still", pool) {
            $0.segment > now.segment + 3
        }
        #expect(later.fence == after.fence)
    }

    private func expectAll(on roles: ConnectedRoles, _ load: Load) async throws {
        let log = try await roles.stack.log().filter { Self.topics.contains($0.event.topic) }
        let records = try await records(roles)
        let published = Set(records.map(\.event.id))
        #expect(log.filter { !published.contains($0.event.id) }.map(\.event.type) == [])
        #expect(published.subtracting(log.map(\.event.id)) == [])
        print("two relays: \(records.count - published.count) of \(records.count) came again")

        var seen: Set<EventID> = []
        var ends: [StreamID: [Topic: SequenceNumber]] = [:]
        for record in records where seen.insert(record.event.id).inserted {
            let (stream, topic) = (record.event.stream, record.event.topic)
            let before = ends[stream, default: [:]].updateValue(record.sequence, forKey: topic)
            #expect(before ?? .none < record.sequence, "\(record.event.id) is out of order")
        }
        let connect = try roles.connect
        for (number, key) in Load.keys.enumerated() {
            let changes = stride(from: number, to: load.sent.count, by: Load.keys.count)
            #expect(
                try await roles.count("INSTANCE_UPDATED", of: key) == Array(changes).count)
            let read = try await roles.oms[0].ask(
                "GET", "/api/v1/instance/shop/instance/\(key)?class_id=Item")
            let wanted = load.last(number)
            #expect(read.json["data"]?["data"]?["qty"]?.integer == wanted, "\(read.text)")
        }
        let verified = try await Program.run(["verify"] + connect)
        #expect(verified.code == 0, "\(verified.output)")
    }

    /// Everything that is on the bus, in the order of each partition.
    private func records(_ roles: ConnectedRoles) async throws -> [RecordedEvent] {
        let bus = roles.stack.bus
        let places = Self.topics.flatMap { topic in (0..<2).map { TopicPartition(topic, $0) } }
        let ends = try await bus.ends(of: places)
        let member = try await bus.join(ConsumerGroup("onlooker"), topics: Self.topics)
        var records: [RecordedEvent] = []
        var position = BusPosition()
        let deadline = ContinuousClock.now + .seconds(60)
        while ends.offsets.contains(where: { position.offsets[$0.key] ?? 0 < $0.value }) {
            try #require(ContinuousClock.now < deadline, "read up to \(position) of \(ends)")
            let poll = try await member.poll(limit: 1000, timeoutSeconds: 1)
            position = position.merged(with: poll.position)
            for record in poll.records {
                if case .event(let event) = record.content { records.append(event) }
            }
        }
        await member.leave()
        await bus.close()
        return records
    }
}
