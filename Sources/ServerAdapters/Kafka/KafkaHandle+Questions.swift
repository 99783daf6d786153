// What a handle can be asked about topics and partitions. Each call blocks until the broker answers or time is up.

internal import CLibrdkafka

extension KafkaHandle {
    /// The first offset that is there, and the one that the next record gets.
    func ends(of place: KafkaPlace, _ milliseconds: Int32) throws(KafkaFailure) -> (Int64, Int64) {
        var low: Int64 = 0
        var high: Int64 = 0
        try check(
            unsafe rd_kafka_query_watermark_offsets(
                pointer, place.topic, place.partition, &low, &high, milliseconds))
        return (low, high)
    }

    /// How many partitions a topic has; 0 when there is none.
    func partitions(of topic: String, _ milliseconds: Int32) throws(KafkaFailure) -> Int {
        guard let handle = unsafe rd_kafka_topic_new(pointer, topic, nil) else {
            throw KafkaFailure(words: "\(topic) is no name of a topic")
        }
        defer { unsafe rd_kafka_topic_destroy(handle) }
        var answer: UnsafePointer<rd_kafka_metadata>?
        try check(unsafe rd_kafka_metadata(pointer, 0, handle, &answer, milliseconds))
        guard let answer = unsafe answer else { return 0 }
        defer { unsafe rd_kafka_metadata_destroy(answer) }
        guard unsafe answer.pointee.topic_cnt > 0 else { return 0 }
        let first = unsafe answer.pointee.topics[0]
        return unsafe first.err == RD_KAFKA_RESP_ERR_NO_ERROR ? Int(first.partition_cnt) : 0
    }

    /// The offset that the next record of each place gets, in their order; nil where the place is not there. One request
    /// a broker.
    func latest(_ places: [KafkaPlace], _ milliseconds: Int32) throws(KafkaFailure) -> [Int64?] {
        if places.isEmpty { return [] }
        // Instead of a time, a mark that means the end.
        let wanted = places.map {
            KafkaPlace(topic: $0.topic, partition: $0.partition, offset: -1)
        }
        let answer = unsafe withList(wanted) { list in
            let result = unsafe rd_kafka_offsets_for_times(pointer, list, milliseconds)
            let found = unsafe (0..<Int(list.pointee.cnt)).map { index in
                let element = unsafe list.pointee.elems[index]
                return unsafe (element.offset, element.err)
            }
            return (result, found)
        }
        guard let answer else { throw KafkaFailure(words: "no memory") }
        let failure = KafkaFailure(answer.0)
        if answer.0 != RD_KAFKA_RESP_ERR_NO_ERROR, !failure.isUnknownPlace { throw failure }
        return try answer.1.map { (offset, error) throws(KafkaFailure) -> Int64? in
            if error == RD_KAFKA_RESP_ERR_NO_ERROR, offset >= 0 { return offset }
            let failure = KafkaFailure(error)
            guard failure.isUnknownPlace else { throw failure }
            return nil
        }
    }

    /// Nil when the broker does not say: not every one answers this, and not everybody may ask.
    func setting(_ name: String, of topic: String, _ milliseconds: Int32) -> String? {
        var value = [CChar](repeating: 0, count: 256)
        let isKnown = unsafe spice_kafka_topic_setting(
            pointer, topic, name, &value, value.count, milliseconds)
        return isKnown == 1 ? KafkaHandle.text(value) : nil
    }

    /// Bytes that a topic takes at most in one request; nil when the broker does not say.
    func limit(of topic: String, _ milliseconds: Int32) -> Int? {
        setting("max.message.bytes", of: topic, milliseconds).flatMap { Int($0) }
    }
}
