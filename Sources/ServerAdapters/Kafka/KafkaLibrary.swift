// The librdkafka that runs here, and what it is known for.

internal import CLibrdkafka

package enum KafkaLibrary {
    /// `0xMMmmrrpp`: major, minor, revision, and whether it is a release.
    package static let version = Int(rd_kafka_version())

    package static func text(_ version: Int = version) -> String {
        [24, 16, 8].map { String(version >> $0 & 0xFF) }.joined(separator: ".")
    }

    /// Whether a commit that comes late in a rebalance costs a member its partitions, so that what it had done is delivered
    /// again: librdkafka's issue 4059, mended in 2.10.0. Only members that keep partitions while the group sorts itself
    /// commit at such times.
    package static func deliversAgain(_ assignment: String, version: Int = version) -> Bool {
        assignment.hasPrefix("cooperative") && version < 0x020A_0000
    }
}
