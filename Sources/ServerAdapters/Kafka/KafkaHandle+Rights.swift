// What this user may do, as far as the brokers tell it without anything being done.

internal import CLibrdkafka
internal import EventSourcing

struct KafkaRights: Hashable, Sendable {
    /// Nil when the broker does not say.
    var mayCreate: Bool?
    var unreadable: [String] = []
    var closedGroups: [String] = []
}

extension KafkaHandle {
    /// Whether a topic of this name could be created; none is. Nil when the broker does not say.
    func mayCreate(_ topic: String, _ milliseconds: Int32) -> Bool? {
        let result = unsafe spice_kafka_try_create_topic(pointer, topic, milliseconds)
        let failure = KafkaFailure(result)
        if failure.isForbidden { return false }
        return result == RD_KAFKA_RESP_ERR_NO_ERROR || failure.isThere ? true : nil
    }

    /// Which of these topics the broker does not let us read. One that is empty, or slower than the time given, counts as
    /// readable.
    func unreadable(_ topics: [String], _ milliseconds: Int32) throws(KafkaFailure) -> [String] {
        // -2: from the beginning.
        try assign(topics.map { KafkaPlace(topic: $0, partition: 0, offset: -2) })
        defer { try? assign([]) }
        var answered: Set<String> = []
        var forbidden: Set<String> = []
        let end = ContinuousClock.now + .milliseconds(Int(milliseconds))
        while answered.count < topics.count, .now < end {
            guard let message = unsafe rd_kafka_consumer_poll(pointer, 100) else { continue }
            defer { unsafe rd_kafka_message_destroy(message) }
            let raw = unsafe message.pointee
            guard unsafe raw.rkt != nil else { continue }
            let name = unsafe String(cString: rd_kafka_topic_name(raw.rkt))
            answered.insert(name)
            if unsafe KafkaFailure(raw.err).isForbidden { forbidden.insert(name) }
        }
        return forbidden.sorted()
    }
}
