// librdkafka's own cluster in memory: brokers of this process that answer with the errors they are told to.

internal import CLibrdkafka

/// Ends with `end`. Sendable, since the cluster takes calls from any thread.
@safe package final class KafkaMock: @unchecked Sendable {
    /// Kinds of requests, by Kafka's numbers.
    package enum Request: Int16, Sendable {
        case produce = 0
        case fetch = 1
        case commit = 8
        case committed = 9
        case findCoordinator = 10
        case join = 11
        case
            heartbeat = 12
        case sync = 14
    }

    /// Errors of brokers, by Kafka's numbers.
    package enum Failure: Int32, Sendable {
        case unknownTopic = 3
        case notLeader = 6
        case timedOut = 7
        case tooLarge = 10
        case loading = 14
        case
            coordinatorAway = 15
        case notCoordinator = 16
        case notEnoughReplicas = 19
        case rebalancing = 27
        case topicForbidden = 29
        case groupForbidden = 30
        case storage = 56
    }

    package let bootstrap: String
    private let handle: OpaquePointer
    private let cluster: OpaquePointer

    package init(brokers: Int) throws {
        var reason = [CChar](repeating: 0, count: 512)
        guard
            let handle = unsafe rd_kafka_new(
                RD_KAFKA_PRODUCER, rd_kafka_conf_new(), &reason, reason.count),
            let cluster = unsafe rd_kafka_mock_cluster_new(handle, Int32(brokers)),
            let text = unsafe rd_kafka_mock_cluster_bootstraps(cluster)
        else { throw CheckAborted("librdkafka makes no cluster") }
        unsafe self.handle = handle
        unsafe self.cluster = cluster
        bootstrap = unsafe String(cString: text)
    }

    /// Brokers are numbered from 1.
    package func topic(_ name: String, partitions: Int, replicas: Int) {
        unsafe _ = rd_kafka_mock_topic_create(cluster, name, Int32(partitions), Int32(replicas))
    }

    /// The next requests of this kind are answered so, one after the other.
    package func fail(_ request: Request, _ failures: [Failure]) {
        var codes = failures.map { rd_kafka_resp_err_t($0.rawValue) }
        unsafe rd_kafka_mock_push_request_errors_array(
            cluster, request.rawValue, codes.count, &codes)
    }

    package func move(_ topic: String, partition: Int, to broker: Int) {
        unsafe _ = rd_kafka_mock_partition_set_leader(
            cluster, topic, Int32(partition), Int32(broker))
    }

    package func coordinate(_ group: String, by broker: Int) {
        unsafe _ = rd_kafka_mock_coordinator_set(cluster, "group", group, Int32(broker))
    }

    package func set(_ broker: Int, isUp: Bool) {
        unsafe _ =
            isUp
            ? rd_kafka_mock_broker_set_up(cluster, Int32(broker))
            : rd_kafka_mock_broker_set_down(cluster, Int32(broker))
    }

    package func end() {
        unsafe rd_kafka_mock_cluster_destroy(cluster)
        unsafe rd_kafka_destroy(handle)
    }
}
