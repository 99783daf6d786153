// All adapters at once on all servers: what `ConnectedPorts` opens works together, and says which server is missing.

import EventSourcing
import HTTPClient
import Ontology
import ServerAdapters
import TestSupport
import Testing

@Suite("The connected ports")
struct ConnectedPortsTests {
    private func settings(postgres: String, _ name: String) throws -> ConnectedSettings {
        ConnectedSettings(
            postgres: PostgresSettings(url: postgres, connections: 3, patienceSeconds: 1),
            objects: S3Settings(
                endpoint: TestServers.seaweed ?? "", bucket: "spice-tests", prefix: name + "/",
                credentials: S3Credentials(accessKey: "key", secretKey: "secret")),
            kafka: KafkaSettings(bootstrap: TestServers.kafka ?? "", prefix: name + "."),
            documents: ElasticSettings(url: TestServers.noidaElastic ?? "", prefix: name + "_"),
            redis: RedisSettings(url: TestServers.redis ?? "", prefix: name + ":"))
    }

    @Test(
        .enabled(
            if: TestServers.has(
                "all ports on all servers", TestServers.postgres, TestServers.seaweed,
                TestServers.kafka, TestServers.noidaElastic, TestServers.redis)))
    func aCommandGoesItsWayOverAllServers() async throws {
        let name = TestServers.uniqueName("spice")
        let server = try await PostgresPart(TestServers.postgres ?? "")
        let ports = ConnectedPorts(
            try settings(postgres: server.url, name), http: HTTPClient(), clock: WallTime())
        let ids = SeededIDs(seed: 1)
        try await ports.prepare(ids: ids)
        try await ports.prepare(ids: ids)
        let build = EventBuilder()
        let command = build.command(build.stream("漢"))
        let answers = try await ports.store.append(
            [Submission([command], expecting: .exactly(.none))], with: nil)
        guard case .appended(let recorded, false)? = answers.first else {
            throw CheckAborted("\(answers)")
        }
        let ends = try await ports.bus.publish(recorded)
        try await ports.registry.relay.save(
            RelayCheckpoint(store: recorded[0].position, bus: ends))
        let member = try await ports.bus.join(
            ConsumerGroup("workers"), topics: [.instanceCommands])
        var delivered: [RecordedEvent] = []
        var position = BusPosition()
        for _ in 0..<40 where delivered.isEmpty {
            let poll = try await member.poll(limit: 9, timeoutSeconds: 1)
            position = position.merged(with: poll.position)
            for case .event(let event) in poll.records.map(\.content) { delivered.append(event) }
        }
        #expect(delivered == recorded)
        let claim = Claim(handler: "instance_worker", recorded[0])
        _ = try await ports.registry.effects.begin([claim], owner: "me")
        _ = try await ports.store.append(
            [Submission([build.answer(to: command)], expecting: .any)], with: nil)
        try await ports.registry.effects.done([claim], owner: "me")
        try await member.commit(position)
        #expect(try await ports.registry.effects.begin([claim], owner: "me") == [.duplicate])
        guard case .intact(let head) = try await ports.audit.verify() else {
            Issue.record("the chain is broken")
            return
        }
        #expect(head.count == 2)
        try await ports.documents.reset()
        await ports.close()
        await server.end()
    }

    @Test func aServerThatIsMissingIsNamed() async throws {
        let ports = ConnectedPorts(
            try settings(postgres: "postgresql://127.0.0.1:1/x?connect_timeout=1", "x"),
            http: HTTPClient(), clock: WallTime())
        await #expect {
            try await ports.prepare(ids: SeededIDs(seed: 1))
        } throws: { error in
            (error as? ConnectedError)?.server == "Postgres"
        }
        await ports.close()
    }
}
