// What the brokers tell about a topic: for the doctor.

internal import CLibrdkafka
internal import EventSourcing

/// A topic as the brokers have it.
struct KafkaTopicState: Hashable, Sendable {
    var name: String
    var brokers: Int
    /// 0: there is no such topic.
    var partitions = 0
    /// Of the partition with the fewest.
    var replicas = 0
    /// Nil when the broker does not say.
    var largestBytes: Int?
    /// `delete`, `compact`; nil when the broker does not say.
    var cleanup: String?
    /// -1: for good; nil when the broker does not say.
    var retentionMilliseconds: Int?
}

extension KafkaHandle {
    /// A few requests.
    func state(of topic: String, _ milliseconds: Int32) throws(KafkaFailure) -> KafkaTopicState {
        var state = try metadata(topic, milliseconds)
        guard state.partitions > 0 else { return state }
        state.largestBytes = limit(of: topic, milliseconds)
        state.cleanup = setting("cleanup.policy", of: topic, milliseconds)
        state.retentionMilliseconds = setting("retention.ms", of: topic, milliseconds).flatMap {
            Int($0)
        }
        return state
    }

    private func metadata(_ name: String, _ milliseconds: Int32) throws(KafkaFailure)
        -> KafkaTopicState
    {
        guard let handle = unsafe rd_kafka_topic_new(pointer, name, nil) else {
            throw KafkaFailure(words: "\(name) is no name of a topic")
        }
        defer { unsafe rd_kafka_topic_destroy(handle) }
        var answer: UnsafePointer<rd_kafka_metadata>?
        try check(unsafe rd_kafka_metadata(pointer, 0, handle, &answer, milliseconds))
        guard let answer = unsafe answer else { throw KafkaFailure(words: "no metadata") }
        defer { unsafe rd_kafka_metadata_destroy(answer) }
        var state = KafkaTopicState(name: name, brokers: unsafe Int(answer.pointee.broker_cnt))
        guard unsafe answer.pointee.topic_cnt > 0 else { return state }
        let topic = unsafe answer.pointee.topics[0]
        if unsafe KafkaFailure(topic.err).isUnknownTopic { return state }
        unsafe try check(topic.err)
        state.partitions = unsafe Int(topic.partition_cnt)
        let copies = unsafe (0..<Int(topic.partition_cnt)).map { number in
            unsafe Int(topic.partitions[number].replica_cnt)
        }
        state.replicas = copies.min() ?? 0
        return state
    }
}
