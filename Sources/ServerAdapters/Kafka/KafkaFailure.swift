// What librdkafka says went wrong.

internal import CLibrdkafka
internal import EventSourcing
internal import Synchronization

/// librdkafka's error codes, as far as we tell them apart.
struct KafkaFailure: Error, Hashable, CustomStringConvertible {
    var code: Int32
    var words: String

    init(_ code: rd_kafka_resp_err_t) {
        self.code = code.rawValue
        words = unsafe String(cString: rd_kafka_err2str(code))
    }

    init(words: String) {
        code = RD_KAFKA_RESP_ERR__FAIL.rawValue
        self.words = words
    }

    var isQueueFull: Bool { code == RD_KAFKA_RESP_ERR__QUEUE_FULL.rawValue }
    var isThere: Bool { code == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS.rawValue }
    var isUnknownTopic: Bool {
        code == RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC.rawValue
            || code == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART.rawValue
    }
    /// The partition, or the whole topic, is not there.
    var isUnknownPlace: Bool {
        isUnknownTopic || code == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION.rawValue
    }
    /// The record itself is at fault: sent again it would be refused again.
    var isRefusal: Bool {
        [
            RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE,
            RD_KAFKA_RESP_ERR_INVALID_RECORD, RD_KAFKA_RESP_ERR_INVALID_TIMESTAMP,
            RD_KAFKA_RESP_ERR_POLICY_VIOLATION,
        ].contains { $0.rawValue == code }
    }
    var isNothingToDo: Bool { code == RD_KAFKA_RESP_ERR__NO_OFFSET.rawValue }
    /// The partition belongs to another member by now, or the group sorts itself: what is not committed comes again.
    var isLostPartition: Bool {
        [
            RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION, RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID,
            RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS, RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID,
        ].contains { $0.rawValue == code }
    }
    /// The broker does not know the producer as it was: whatever that one sends is refused from now on.
    var isProducerLost: Bool {
        [
            RD_KAFKA_RESP_ERR_PRODUCER_FENCED, RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH,
            RD_KAFKA_RESP_ERR_INVALID_PRODUCER_ID_MAPPING, RD_KAFKA_RESP_ERR_UNKNOWN_PRODUCER_ID,
            RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER,
        ].contains { $0.rawValue == code }
    }
    /// An access list of the brokers is in the way.
    var isForbidden: Bool {
        [
            RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED,
            RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED,
            RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED,
        ].contains { $0.rawValue == code }
    }
    /// The group sorts itself; whether the partition stays ours is known when it has.
    var isRebalance: Bool { code == RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS.rawValue }
    /// The group has sorted itself since, and this member has not heard of it.
    var isOldGeneration: Bool { code == RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION.rawValue }
    /// The partition is ours and not begun yet: its place is still asked for.
    var isTooEarly: Bool { code == RD_KAFKA_RESP_ERR__STATE.rawValue }
    var asBus: EventBusError { .unavailable("Kafka: \(plainWords)") }

    /// For people: what librdkafka calls it when nobody answers says nothing, and what it heard from the brokers does.
    var plainWords: String {
        guard isSilence else { return words }
        let general = KafkaFailure(rd_kafka_resp_err_t(code)).words
        let reason =
            words.hasPrefix(general) ? String(words.dropFirst(general.count)) : ": " + words
        // Without how often and when.
        return "no answer"
            + (reason.firstRange(of: " (after ").map { String(reason[..<$0.lowerBound]) } ?? reason)
    }

    /// Nobody answered: what it heard from the brokers last says why.
    var isSilence: Bool {
        [
            RD_KAFKA_RESP_ERR__TRANSPORT, RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN,
            RD_KAFKA_RESP_ERR__TIMED_OUT, RD_KAFKA_RESP_ERR__MSG_TIMED_OUT,
            RD_KAFKA_RESP_ERR__RESOLVE,
        ].contains { $0.rawValue == code }
    }

    /// It never got to know where the group is in some partitions, and does not ask again: they would stand still.
    var isLostPlace: Bool { words.hasPrefix("Failed to fetch committed offsets") }

    func explained(by trouble: KafkaTrouble) -> KafkaFailure {
        guard isSilence, let reason = trouble.reason else { return self }
        var failure = self
        failure.words += ": " + reason
        return failure
    }

    var description: String { words }
}

/// What a handle heard about its brokers last: refused connections, certificates, passwords.
final class KafkaTrouble: Sendable {
    /// librdkafka's guess of why a broker hangs up on the first words is true of none that lives today. One that misses
    /// SSL does that, and over TLS 1.3 one that misses a certificate may.
    private static let guess =
        "might be caused by broker version < 0.10 (see api.version.request)"
    /// Older news explain nothing.
    private static let lasts = Duration.seconds(30)

    private struct News {
        var reason: String
        var isAboutTrust: Bool
        var until: ContinuousClock.Instant
    }

    private let last = Mutex<News?>(nil)

    var reason: String? {
        last.withLock { news in news.flatMap { $0.until > .now ? $0.reason : nil } }
    }

    /// What an operator has to mend is not hidden by the broken connections that follow from it.
    func heard(_ code: Int32, _ said: String) {
        let reason = said.replacing(Self.guess, with: "it may want SSL, or a certificate of ours")
        let isAboutTrust =
            code == RD_KAFKA_RESP_ERR__SSL.rawValue
            || code == RD_KAFKA_RESP_ERR__AUTHENTICATION.rawValue
        last.withLock { news in
            if let known = news, known.isAboutTrust, !isAboutTrust, known.until > .now { return }
            news = News(
                reason: reason, isAboutTrust: isAboutTrust,
                until: .now + Self.lasts)
        }
    }
}
