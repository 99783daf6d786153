// The contract checks of the bus on a broker that speaks Kafka's protocol (noida-db), through librdkafka.

import ServerAdapters
import TestSupport
import Testing

@Suite(
    "Kafka holds the contract of the bus",
    .enabled(if: TestServers.has("the bus on Kafka", TestServers.kafka)))
struct KafkaContractTests {
    static let sets = [1, 3].map { partitions in
        AdapterSet("kafka", partitions: partitions) { partitions in
            ServerWorld(
                partitions: partitions,
                [KafkaPart(TestServers.kafka ?? "", partitions: partitions)])
        }
    }

    @Test(arguments: sets)
    func eventBus(_ set: AdapterSet) async { await EventBusChecks.all.run(on: set, together: 8) }

    @Test(arguments: RelayCheckpointChecks.all)
    func relayCheckpoints(_ check: PortCheck) async throws { try await check.run(on: Self.sets[1]) }
}
