// One librdkafka handle, producer or consumer: the only place that holds its pointers. Its calls may block for their
// time-out and belong on a thread that may wait.

internal import CLibrdkafka
internal import EventSourcing
internal import Glibc

/// A place on the broker: a topic's name as the broker has it, a partition, an offset (negative: none).
struct KafkaPlace: Hashable {
    var topic: String
    var partition: Int32
    var offset: Int64 = -1001
}

struct KafkaMessage {
    var place: KafkaPlace
    var value: [UInt8]
    /// Milliseconds since 1970.
    var time: Int64
}

/// Told about delivery reports and changes of the assignment, on the thread that polls.
protocol KafkaListener: AnyObject, Sendable {
    func delivered(_ number: Int, at place: KafkaPlace, _ failure: KafkaFailure?)
    func assigned(_ places: [KafkaPlace])
    /// Before they go to others; `isLost`: they went already. What takes long here holds up the whole group.
    func revoked(_ places: [KafkaPlace], isLost: Bool)
}

/// Destroyed when dropped. Does not keep its listener alive. Safe although unchecked: its fields are set once, in `init`,
/// and librdkafka takes calls on what `pointer` points to from any thread.
@safe final class KafkaHandle: @unchecked Sendable {
    enum Kind { case producer, member, observer }

    let pointer: OpaquePointer
    private let kind: Kind
    private let trouble: KafkaTrouble

    init(_ kind: Kind, _ properties: [String: String], listener: (any KafkaListener)?)
        throws(KafkaFailure)
    {
        guard let configuration = unsafe rd_kafka_conf_new() else {
            throw KafkaFailure(words: "no memory")
        }
        var reason = [CChar](repeating: 0, count: 512)
        for (name, value) in properties {
            let result = unsafe rd_kafka_conf_set(configuration, name, value, &reason, 512)
            guard result == RD_KAFKA_CONF_OK else {
                unsafe rd_kafka_conf_destroy(configuration)
                throw KafkaFailure(words: KafkaHandle.text(reason))
            }
        }
        let box = ListenerBox(listener)
        trouble = box.trouble
        let context = unsafe Unmanaged.passRetained(box).toOpaque()
        unsafe rd_kafka_conf_set_opaque(configuration, context)
        unsafe KafkaHandle.listen(configuration, kind)
        let type = kind == .producer ? RD_KAFKA_PRODUCER : RD_KAFKA_CONSUMER
        guard let pointer = unsafe rd_kafka_new(type, configuration, &reason, 512) else {
            unsafe rd_kafka_conf_destroy(configuration)
            unsafe Unmanaged<ListenerBox>.fromOpaque(context).release()
            throw KafkaFailure(words: KafkaHandle.text(reason))
        }
        unsafe self.pointer = pointer
        self.kind = kind
        if kind != .producer { unsafe rd_kafka_poll_set_consumer(pointer) }
    }

    deinit {
        let context = unsafe rd_kafka_opaque(pointer)
        // Without leaving its group in a hurry: who wants to leave calls `close` before.
        unsafe rd_kafka_destroy_flags(pointer, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE)
        if let context = unsafe context {
            unsafe Unmanaged<ListenerBox>.fromOpaque(context).release()
        }
    }

    static func text(_ reason: [CChar]) -> String {
        String(
            decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func listen(_ configuration: OpaquePointer, _ kind: Kind) {
        unsafe rd_kafka_conf_set_error_cb(configuration) { _, code, reason, context in
            guard let reason = unsafe reason else { return }
            unsafe box(context)?.trouble.heard(code, String(cString: reason))
        }
        if kind == .producer {
            unsafe rd_kafka_conf_set_dr_msg_cb(configuration) { _, message, context in
                guard let message = unsafe message, let box = unsafe box(context),
                    let listener = box.listener
                else { return }
                let raw = unsafe message.pointee
                let number = unsafe Int(bitPattern: raw._private)
                let place = unsafe KafkaHandle.place(of: message)
                let failure =
                    unsafe raw.err == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : KafkaFailure(raw.err)
                listener.delivered(number, at: place, failure?.explained(by: box.trouble))
            }
        }
        guard kind == .member else { return }
        unsafe rd_kafka_conf_set_rebalance_cb(configuration) { handle, error, list, context in
            guard let handle = unsafe handle, let list = unsafe list,
                let listener = unsafe box(context)?.listener
            else { return }
            let places = unsafe KafkaHandle.places(of: list)
            let isGain = error == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS
            let protocolName = unsafe String(cString: rd_kafka_rebalance_protocol(handle))
            if isGain {
                listener.assigned(places)
            } else {
                let isLost = unsafe rd_kafka_assignment_lost(handle) != 0
                listener.revoked(places, isLost: isLost)
            }
            if protocolName == "COOPERATIVE" {
                let result =
                    unsafe isGain
                    ? rd_kafka_incremental_assign(handle, list)
                    : rd_kafka_incremental_unassign(handle, list)
                unsafe rd_kafka_error_destroy(result)
            } else {
                unsafe rd_kafka_assign(handle, isGain ? list : nil)
            }
        }
    }

    private static func place(of message: UnsafePointer<rd_kafka_message_t>) -> KafkaPlace {
        let raw = unsafe message.pointee
        let name = unsafe raw.rkt == nil ? "" : String(cString: rd_kafka_topic_name(raw.rkt))
        return unsafe KafkaPlace(topic: name, partition: raw.partition, offset: raw.offset)
    }

    static func places(
        of list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>
    ) -> [KafkaPlace] {
        unsafe (0..<Int(list.pointee.cnt)).map { index in
            let element = unsafe list.pointee.elems[index]
            return unsafe KafkaPlace(
                topic: String(cString: element.topic), partition: element.partition,
                offset: element.offset)
        }
    }

    /// Hands `body` a list that lives as long as it runs.
    func withList<Answer>(
        _ places: [KafkaPlace],
        _ body: (UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) -> Answer
    ) -> Answer? {
        guard let list = unsafe rd_kafka_topic_partition_list_new(Int32(places.count)) else {
            return nil
        }
        defer { unsafe rd_kafka_topic_partition_list_destroy(list) }
        for place in places {
            unsafe rd_kafka_topic_partition_list_add(list, place.topic, place.partition)
                .pointee.offset = place.offset
        }
        return unsafe body(list)
    }

    func check(_ result: rd_kafka_resp_err_t?) throws(KafkaFailure) {
        guard let result else { throw KafkaFailure(words: "no memory") }
        guard result != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
        let failure = KafkaFailure(result)
        // Its news come by callbacks, which run when somebody polls; members and producers are polled all the time.
        if failure.isSilence, kind == .observer,
            let message = unsafe rd_kafka_consumer_poll(pointer, 0)
        {
            unsafe rd_kafka_message_destroy(message)
        }
        throw failure.explained(by: trouble)
    }

    // MARK: Producing

    func produce(
        _ topic: String, key: [UInt8], value: [UInt8], headers: [(String, [UInt8])] = [],
        number: Int
    ) throws(KafkaFailure) {
        let names = unsafe headers.map { unsafe strdup($0.0) }
        let values = headers.map { $0.1 + [0] }
        defer { _ = unsafe names.map { unsafe free($0) } }
        var list: [spice_kafka_header] = unsafe []
        // Each value in memory of its own: an array may move.
        let copies = unsafe values.map { value in
            let copy = UnsafeMutableRawPointer.allocate(byteCount: value.count, alignment: 1)
            unsafe copy.copyMemory(from: value, byteCount: value.count)
            return unsafe copy
        }
        defer { _ = unsafe copies.map { unsafe $0.deallocate() } }
        for index in headers.indices {
            unsafe list.append(
                spice_kafka_header(
                    name: names[index], value: copies[index], size: headers[index].1.count))
        }
        let result = unsafe spice_kafka_produce(
            pointer, topic, key, key.count, value, value.count, list, list.count,
            UnsafeMutableRawPointer(bitPattern: number))
        try check(result)
    }

    /// Runs the callbacks that wait.
    func poll(_ milliseconds: Int32) { unsafe _ = rd_kafka_poll(pointer, milliseconds) }

    /// Not nil: this handle is of no further use.
    var fatal: String? {
        var reason = [CChar](repeating: 0, count: 512)
        let code = unsafe rd_kafka_fatal_error(pointer, &reason, 512)
        return code == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : KafkaHandle.text(reason)
    }

    func createTopic(
        _ name: String, partitions: Int, replication: Int, retentionSeconds: Double?,
        largestBytes: Int, _ milliseconds: Int32
    ) throws(KafkaFailure) {
        let retention = retentionSeconds.map { String(Int64($0 * 1000)) } ?? "-1"
        try check(
            unsafe spice_kafka_create_topic(
                pointer, name, Int32(partitions), Int32(replication), retention,
                String(largestBytes), milliseconds))
    }

    /// Harmless when there is no such topic.
    func deleteTopic(_ name: String, _ milliseconds: Int32) throws(KafkaFailure) {
        try check(unsafe spice_kafka_delete_topic(pointer, name, milliseconds))
    }

    // MARK: Consuming

    func subscribe(_ topics: [String]) throws(KafkaFailure) {
        let places = topics.map { KafkaPlace(topic: $0, partition: -1) }
        try check(unsafe withList(places) { unsafe rd_kafka_subscribe(pointer, $0) })
    }

    /// Reads from these places, in no group.
    func assign(_ places: [KafkaPlace]) throws(KafkaFailure) {
        try check(unsafe withList(places) { unsafe rd_kafka_assign(pointer, $0) })
    }

    func next(_ milliseconds: Int32) throws(KafkaFailure) -> KafkaMessage? {
        guard let message = unsafe rd_kafka_consumer_poll(pointer, milliseconds) else { return nil }
        defer { unsafe rd_kafka_message_destroy(message) }
        let raw = unsafe message.pointee
        guard unsafe raw.err == RD_KAFKA_RESP_ERR_NO_ERROR else {
            var failure = unsafe KafkaFailure(raw.err)
            if let words = unsafe rd_kafka_message_errstr(message) {
                failure.words = unsafe String(cString: words)
            }
            throw failure
        }
        var kind = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
        let time = unsafe rd_kafka_message_timestamp(message, &kind)
        let value = unsafe Array(UnsafeRawBufferPointer(start: raw.payload, count: raw.len))
        return KafkaMessage(
            place: unsafe KafkaHandle.place(of: message), value: value, time: time)
    }

    func seek(_ places: [KafkaPlace], _ milliseconds: Int32) throws(KafkaFailure) {
        let answer = unsafe withList(places) { list in
            let error = unsafe rd_kafka_seek_partitions(pointer, list, milliseconds)
            let each = unsafe (0..<Int(list.pointee.cnt)).map { unsafe list.pointee.elems[$0].err }
            return (unsafe error, each)
        }
        guard let answer = unsafe answer else { throw KafkaFailure(words: "no memory") }
        if let error = unsafe answer.0 {
            defer { unsafe rd_kafka_error_destroy(error) }
            throw KafkaFailure(words: unsafe String(cString: rd_kafka_error_string(error)))
        }
        // What went wrong with one of them stands with it alone.
        for result in unsafe answer.1 { try check(result) }
    }

    func pause(_ places: [KafkaPlace], _ isPaused: Bool) throws(KafkaFailure) {
        try check(
            unsafe withList(places) { list in
                unsafe isPaused
                    ? rd_kafka_pause_partitions(pointer, list)
                    : rd_kafka_resume_partitions(pointer, list)
            })
    }

    /// Waits for the broker.
    func commit(_ places: [KafkaPlace]) throws(KafkaFailure) {
        try check(unsafe withList(places) { unsafe rd_kafka_commit(pointer, $0, 0) })
    }

    /// The committed offsets of the group, negative where there is none.
    func committed(_ places: [KafkaPlace], _ milliseconds: Int32) throws(KafkaFailure)
        -> [KafkaPlace]
    {
        let answer = unsafe withList(places) { list in
            let result = unsafe rd_kafka_committed(pointer, list, milliseconds)
            return (result, unsafe KafkaHandle.places(of: list))
        }
        try check(answer?.0)
        return answer?.1 ?? []
    }

    /// Ends the poll that waits now, if there is one.
    func wake() {
        let queue =
            unsafe kind == .producer
            ? rd_kafka_queue_get_main(pointer) : rd_kafka_queue_get_consumer(pointer)
        guard let queue = unsafe queue else { return }
        unsafe rd_kafka_queue_yield(queue)
        unsafe rd_kafka_queue_destroy(queue)
    }

    /// Leaves the group; the revoke callback runs in here.
    func close() { unsafe _ = rd_kafka_consumer_close(pointer) }
}

/// Read on librdkafka's threads as well: nothing of it is set after `init`.
private final class ListenerBox {
    weak var listener: (any KafkaListener)?
    let trouble = KafkaTrouble()
    init(_ listener: (any KafkaListener)?) { self.listener = listener }
}

private func box(_ context: UnsafeMutableRawPointer?) -> ListenerBox? {
    guard let context = unsafe context else { return nil }
    return unsafe Unmanaged<ListenerBox>.fromOpaque(context).takeUnretainedValue()
}
