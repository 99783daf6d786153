// Kafka: brokers, and whether each topic is there as `spice migrate` makes it.

internal import EventSourcing

extension ServerExamination {
    func kafka() async -> [ServerFinding] {
        let seen: [KafkaTopicState]
        do throws(KafkaFailure) {
            seen = try await ports.bus.inspect(ConnectedPorts.topics)
        } catch {
            return [
                .wrong("kafka", error.plainWords, Self.remedy(error.words))
            ]
        }
        let brokers = seen.first?.brokers ?? 0
        return [
            .well(
                "kafka", "\(brokers) \(brokers == 1 ? "broker" : "brokers"), \(seen.count) topics")
        ]
            + [topics(seen), sizes(seen), retention(seen), await rights(seen), library, ownClock]
            .compactMap { $0 }
    }

    /// Only retention depends on it: records carry our times, and age by the brokers'.
    private var ownClock: ServerFinding { clock("kafka.clock", "Kafka's", nil) }

    private var library: ServerFinding? {
        Self.library(ports.bus.settings.assignment, KafkaLibrary.version)
    }

    static func library(_ assignment: String, _ version: Int) -> ServerFinding? {
        guard KafkaLibrary.deliversAgain(assignment, version: version) else { return nil }
        return .doubtful(
            "kafka.library",
            "librdkafka \(KafkaLibrary.text(version)) with \(assignment) delivers some events again when "
                + "workers come or go; none is done again",
            "kafka_assignment: range, or librdkafka 2.10.0 or later")
    }

    /// Nil while topics are missing: then nothing can be tried.
    private func rights(_ seen: [KafkaTopicState]) async -> ServerFinding? {
        guard seen.allSatisfy({ $0.partitions > 0 }) else { return nil }
        let rights = await ports.bus.rights(ConnectedPorts.topics, groups)
        let user = "--allow-principal User:… "
        if !rights.unreadable.isEmpty {
            return .wrong(
                "kafka.rights", "may not read \(rights.unreadable.joined(separator: ", "))",
                "kafka-acls --add \(user)--operation Read --operation Write --operation Describe "
                    + "--topic NAME, for each of them")
        }
        if !rights.closedGroups.isEmpty {
            return .wrong(
                "kafka.rights",
                "may not use the groups \(rights.closedGroups.joined(separator: ", "))",
                "kafka-acls --add \(user)--operation Read --group NAME, for each of them")
        }
        let untried = "to write is tried by the relay alone, and told in spice workers"
        if rights.mayCreate == false {
            return .doubtful(
                "kafka.rights", "reads topics and groups, may not create topics; \(untried)",
                "kafka-acls --add \(user)--operation Create --cluster, or let somebody who may run "
                    + "spice migrate")
        }
        return .well(
            "kafka.rights",
            "reads topics and groups" + (rights.mayCreate == true ? ", may create topics" : "")
                + "; \(untried)")
    }

    private static func remedy(_ words: String) -> String {
        let text = words.lowercased()
        if text.contains("authorization failed") {
            return
                "kafka-acls --add --allow-principal User:… --operation Describe --operation Read "
                + "--operation Write --topic NAME, for each topic that spice migrate makes"
        }
        if text.contains("ssl") || text.contains("certificate") {
            return "mend SPICE_KAFKA_SECURITY_PROTOCOL and SPICE_KAFKA_SSL_…: "
                + "spice config show names them"
        }
        if text.contains("sasl") || text.contains("authenti") {
            return "mend SPICE_KAFKA_SASL_MECHANISM, _USERNAME, _PASSWORD"
        }
        return "start it, or mend KAFKA_BOOTSTRAP_SERVERS"
    }

    private func topics(_ seen: [KafkaTopicState]) -> ServerFinding {
        let missing = seen.filter { $0.partitions == 0 }.map(\.name)
        guard missing.isEmpty else {
            return .wrong(
                "kafka.topics", "missing: \(missing.joined(separator: ", "))",
                "spice migrate, with the right to create topics")
        }
        let wanted = ports.partitions
        let other = seen.filter { $0.partitions != wanted }
        guard other.isEmpty else {
            let names = other.map { "\($0.name) \($0.partitions)" }.joined(separator: ", ")
            // More partitions would move keys, and with them the order of what is under way.
            return .doubtful(
                "kafka.topics", "partitions: \(names); wanted \(wanted)",
                "set SPICE_KAFKA_PARTITIONS to what is there, or stop all, delete the topics, migrate"
            )
        }
        let lone = seen.filter { $0.replicas < 2 && $0.brokers > 1 }.map(\.name)
        guard lone.isEmpty else {
            return .doubtful(
                "kafka.topics", "one copy only of \(lone.joined(separator: ", "))",
                "set SPICE_KAFKA_REPLICATION to 3 before they are made, or move replicas by hand")
        }
        return .well("kafka.topics", "\(wanted) partitions each")
    }

    /// Nil when the broker does not say.
    private func sizes(_ seen: [KafkaTopicState]) -> ServerFinding? {
        let known = seen.filter { $0.largestBytes != nil }
        if known.isEmpty { return nil }
        let small = known.filter { $0.largestBytes ?? 0 < KafkaSettings.largestBytes }
        guard small.isEmpty else {
            return .wrong(
                "kafka.messages",
                "max.message.bytes is too low: "
                    + small.map { "\($0.name) \($0.largestBytes ?? 0)" }.joined(separator: ", "),
                "kafka-configs --alter --add-config max.message.bytes="
                    + "\(KafkaSettings.largestBytes): an event of 10 MB would stop the relay")
        }
        let compacted = seen.filter { $0.cleanup?.contains("compact") == true }.map(\.name)
        guard compacted.isEmpty else {
            return .wrong(
                "kafka.messages",
                "compacted, which loses events: \(compacted.joined(separator: ", "))",
                "set cleanup.policy=delete")
        }
        return .well("kafka.messages", "up to \(KafkaSettings.largestBytes) bytes")
    }

    /// Nil when the broker does not say.
    private func retention(_ seen: [KafkaTopicState]) -> ServerFinding? {
        let known = seen.filter { $0.retentionMilliseconds != nil }
        if known.isEmpty { return nil }
        let wanted = Int(ports.topicRetentionSeconds * 1000)
        let short = known.filter { topic in
            topic.retentionMilliseconds.map { (0..<wanted).contains($0) } ?? false
        }
        guard short.isEmpty else {
            return .doubtful(
                "kafka.retention",
                "kept shorter than \(wanted) ms: "
                    + short.map { "\($0.name) \($0.retentionMilliseconds ?? 0)" }
                    .joined(separator: ", "),
                "kafka-configs --alter --add-config retention.ms=\(wanted): what is gone before it "
                    + "was read has to be rebuilt")
        }
        // Claims on events must outlive the records that could bring them again.
        if let registry = ports.registryRetentionSeconds.map({ Int($0 * 1000) }),
            let longest = known.compactMap(\.retentionMilliseconds).max(),
            longest > registry
                || known.contains(where: { $0.retentionMilliseconds == -1 })
        {
            return .doubtful(
                "kafka.retention", "records stay longer than Postgres remembers what was done",
                "raise SPICE_REGISTRY_RETENTION_DAYS above retention.ms, or lower that")
        }
        return .well("kafka.retention", "records stay \(wanted / 86_400_000) days or longer")
    }
}
