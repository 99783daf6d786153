// A member's partitions, given to itself once more: librdkafka asks once where the group is, and leaves a partition where
// it got an error instead, as from a coordinator that just moves, until the next rebalance.

internal import CLibrdkafka

extension KafkaHandle {
    /// Goes on where it stands, and where it does not know that, asks the group again.
    func reassign() throws(KafkaFailure) {
        var list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?
        try check(unsafe rd_kafka_assignment(pointer, &list))
        guard let list = unsafe list else { return }
        defer { unsafe rd_kafka_topic_partition_list_destroy(list) }
        try check(unsafe rd_kafka_position(pointer, list))
        let places = unsafe KafkaHandle.places(of: list)
        guard places.contains(where: { $0.offset < 0 }) else { return }
        let protocolName = unsafe String(cString: rd_kafka_rebalance_protocol(pointer))
        guard protocolName == "COOPERATIVE" else { return try assign(places) }
        let lost = places.filter { $0.offset < 0 }
        let error = unsafe withList(lost) { list in
            unsafe rd_kafka_error_destroy(rd_kafka_incremental_unassign(pointer, list))
            return unsafe rd_kafka_incremental_assign(pointer, list)
        }
        guard let error = unsafe error, let error = unsafe error else { return }
        defer { unsafe rd_kafka_error_destroy(error) }
        throw KafkaFailure(words: unsafe String(cString: rd_kafka_error_string(error)))
    }
}
