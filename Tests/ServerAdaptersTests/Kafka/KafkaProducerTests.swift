// The producer's side of a batch, on librdkafka's own cluster in memory.

import Synchronization
import TestSupport
import Testing

@testable import ServerAdapters

@Suite struct KafkaProducerTests {
    @Test func whatIsUnderWayIsNotForgottenWhenRequestsBecomeSmaller() async throws {
        let mock = try KafkaMock(brokers: 1)
        defer { mock.end() }
        mock.topic("t", partitions: 1, replicas: 1)
        // Nobody answers, so the batch stays under way.
        mock.set(1, isUp: false)
        let producer = KafkaProducer(
            KafkaSettings(bootstrap: mock.bootstrap, deliverySeconds: 600, requestSeconds: 5))
        let isTold = Atomic(false)
        async let delivery = {
            let delivery = await producer.publish([
                KafkaOutgoing(topic: "t", key: [1], value: [2])
            ])
            isTold.store(true, ordering: .releasing)
            return delivery
        }()
        // Only a batch that is never told reaches the deadline.
        let deadline = ContinuousClock.now + .seconds(30)
        var bytes = KafkaSettings.requestBytes
        while !isTold.load(ordering: .acquiring), ContinuousClock.now < deadline {
            bytes -= 1
            producer.keep(requestsBelow: bytes)
            await Task.yield()
        }
        producer.close()
        let reasons = Set(await delivery.failures.values.map(\.words))
        #expect(reasons == ["requests became smaller"])
    }

    @Test func aTopicIsNeitherMadeNorRemovedByOneThatIsClosed() async throws {
        let producer = KafkaProducer(KafkaSettings(bootstrap: "127.0.0.1:1"))
        producer.close()
        let closed = KafkaFailure(words: "closed")
        await #expect(throws: closed) {
            try await producer.createTopic(
                "t", partitions: 1, replication: 1, retentionSeconds: nil)
        }
        await #expect(throws: closed) { try await producer.deleteTopic("t") }
    }
}
