// What the doctor finds out about rights without doing anything: access lists of a broker, told to librdkafka's own cluster
// in memory, which has no creating of topics that could be asked for.

import EventSourcing
import Ontology
import TestSupport
import Testing

@testable import ServerAdapters

@Suite(.serialized) struct KafkaRightsTests {
    private func rights(_ prepare: (KafkaMock) -> Void) async throws -> KafkaRights {
        let mock = try KafkaMock(brokers: 1)
        mock.topic("t.instance_commands", partitions: 1, replicas: 1)
        prepare(mock)
        let bus = KafkaBus(
            KafkaSettings(bootstrap: mock.bootstrap, prefix: "t.", requestSeconds: 5))
        let rights = await bus.rights([.instanceCommands], [ConsumerGroup("g")])
        await bus.close()
        mock.end()
        return rights
    }

    @Test func whoMayDoAllIsNotAccused() async throws {
        #expect(try await rights { _ in } == KafkaRights())
    }

    @Test func aTopicThatMayNotBeReadIsNamed() async throws {
        let rights = try await rights { mock in
            mock.fail(.fetch, Array(repeating: .topicForbidden, count: 50))
        }
        #expect(rights.unreadable == ["t.instance_commands"])
    }

    @Test func aGroupThatMayNotBeUsedIsNamed() async throws {
        let rights = try await rights { mock in
            mock.fail(.committed, Array(repeating: .groupForbidden, count: 50))
        }
        #expect(rights.closedGroups == ["t.g"])
    }
}
