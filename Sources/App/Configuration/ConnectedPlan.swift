// Which servers stand behind the ports, read from the settings: the one place that turns names into adapters' settings
// and says which mixes there are. Postgres, S3, Kafka and a search server belong together; Redis may be left out; the
// graph is TerminusDB or, for one process, a file of the data directory.

import Foundation
import HTTPClient
import ServerAdapters

struct ConnectedPlan: Sendable {
    let settings: ConnectedSettings
    /// Names data that belongs to these servers and lies in a directory.
    let fingerprint: String

    /// Nil in embedded mode. `mode`: instead of the configuration's. Throws `UsageError` with everything that is
    /// missing.
    init?(_ configuration: AppConfiguration, mode: String? = nil) throws(UsageError) {
        switch mode ?? configuration.value("mode") ?? "embedded" {
        case "embedded": return nil
        case "connected": break
        case let other: throw UsageError("mode is embedded or connected, not \(other)")
        }
        let reader = Reader(configuration)
        if let unreadable = configuration.unreadableSecrets.first { throw UsageError(unreadable) }
        let missing = Self.needed.filter { configuration.value($0) == nil }
        guard missing.isEmpty else {
            throw UsageError(
                "connected mode needs "
                    + missing.compactMap { Setting.named($0)?.variables.last }
                    .joined(separator: ", ") + "; see spice config show")
        }
        let wrong = TransportChecks(configuration).wrong
        guard wrong.isEmpty else { throw UsageError(wrong.joined(separator: "; ")) }
        let namespace = configuration.value("namespace") ?? ""
        settings = ConnectedSettings(
            postgres: PostgresSettings(url: reader.text("postgres_url"), tls: reader.tls("")),
            objects: S3Settings(
                endpoint: reader.text("minio_endpoint_url"),
                bucket: reader.text("event_store_bucket"),
                prefix: namespace.isEmpty ? "" : namespace + "/",
                credentials: S3Credentials(
                    accessKey: reader.text("minio_access_key"),
                    secretKey: reader.text("minio_secret_key"),
                    region: reader.text("minio_region")), tls: reader.tls("minio_")),
            kafka: try reader.kafka(prefix: namespace.isEmpty ? "" : namespace + "."),
            documents: ElasticSettings(
                url: reader.text("elasticsearch_url"), authorization: reader.searchAuthorization,
                prefix: namespace.isEmpty ? "" : namespace + "_",
                replicas: try reader.replicas(),
                maximumFields: try reader.count("elasticsearch_fields"),
                tls: reader.tls("elasticsearch_")),
            redis: try reader.redis(prefix: namespace.isEmpty ? "" : namespace + ":"),
            graph: reader.graph(prefix: namespace.isEmpty ? "spice_" : "spice_\(namespace)_"),
            partitions: try reader.count("kafka_partitions"),
            replication: try reader.count("kafka_replication"),
            registryRetentionSeconds: try reader.registryRetention())
        fingerprint = reader.fingerprint
    }

    private static let needed = [
        "postgres_url", "minio_endpoint_url", "minio_access_key", "minio_secret_key",
        "kafka_bootstrap_servers", "elasticsearch_url",
    ]
}

/// Values with their defaults, checked.
private struct Reader {
    private let configuration: AppConfiguration

    init(_ configuration: AppConfiguration) { self.configuration = configuration }

    func text(_ name: String) -> String {
        configuration.value(name) ?? Setting.named(name)?.standard ?? ""
    }

    func count(_ name: String) throws(UsageError) -> Int {
        guard let number = Int(text(name)), (1...10_000).contains(number) else {
            throw UsageError("\(name) is a number from 1, not \(text(name))")
        }
        return number
    }

    /// Nil: for good. Claims outlive the records on the topics, or a late copy would be all that is known of them.
    func registryRetention() throws(UsageError) -> Double? {
        guard let days = Int(text("registry_retention_days")), days == 0 || (8...36_500) ~= days
        else {
            throw UsageError(
                "registry_retention_days is 0 (for good) or a number from 8, since topics keep "
                    + "records for 7 days, not " + text("registry_retention_days"))
        }
        return days == 0 ? nil : Double(days) * 86_400
    }

    func replicas() throws(UsageError) -> Int {
        guard let number = Int(text("elasticsearch_replicas")), (0...100).contains(number) else {
            throw UsageError(
                "elasticsearch_replicas is a number from 0 to 100, not "
                    + text("elasticsearch_replicas"))
        }
        return number
    }

    private func seconds(_ name: String) throws(UsageError) -> Int {
        guard let number = Int(text(name)), (1...31_536_000).contains(number) else {
            throw UsageError("\(name) is a number of seconds up to a year, not \(text(name))")
        }
        return number
    }

    func kafka(prefix: String) throws(UsageError) -> KafkaSettings {
        let names = [
            "security_protocol", "ssl_ca_location", "ssl_certificate_location",
            "ssl_key_location", "sasl_mechanism", "sasl_username", "sasl_password",
        ]
        var properties: [String: String] = [:]
        for name in names {
            guard let value = configuration.value("kafka_" + name) else { continue }
            let property = name == "sasl_mechanism" ? "sasl_mechanisms" : name
            properties[property.replacingOccurrences(of: "_", with: ".")] = value
        }
        if properties["security.protocol"]?.lowercased().hasSuffix("ssl") == true {
            let files = tls("kafka_")
            properties["ssl.ca.location"] = files.authority
            properties["ssl.certificate.location"] = files.certificate
            properties["ssl.key.location"] = files.key
        }
        let assignment = text("kafka_assignment")
        guard ["range", "cooperative-sticky"].contains(assignment) else {
            throw UsageError(
                "kafka_assignment is range or cooperative-sticky, not \(assignment)")
        }
        return KafkaSettings(
            bootstrap: text("kafka_bootstrap_servers"), prefix: prefix, assignment: assignment,
            sessionSeconds: Double(try count("kafka_session_seconds")), properties: properties)
    }

    func redis(prefix: String) throws(UsageError) -> RedisSettings? {
        guard let url = configuration.value("redis_url") else { return nil }
        guard
            let settings = RedisSettings(
                url: url, prefix: prefix, tls: tls("redis_"),
                keptSeconds: try seconds("redis_ttl_seconds"))
        else {
            throw UsageError("redis_url is redis[s]://[user:]password@host:port/database")
        }
        return settings
    }

    func graph(prefix: String) -> TerminusSettings? {
        guard let url = configuration.value("terminus_server_url") else { return nil }
        return TerminusSettings(
            url: url, user: text("terminus_user"), key: text("terminus_key"),
            account: text("terminus_account"), prefix: prefix, tls: tls("terminus_"))
    }

    /// A server's own files, else those for all. Certificate and key come from one place.
    func tls(_ prefix: String) -> TLSFiles {
        let own = configuration.value(prefix + "ssl_certificate_location") == nil ? "" : prefix
        return TLSFiles(
            authority: configuration.value(prefix + "ssl_ca_location")
                ?? configuration.value("ssl_ca_location"),
            certificate: configuration.value(own + "ssl_certificate_location"),
            key: configuration.value(own + "ssl_key_location"))
    }

    var searchAuthorization: String? {
        guard let user = configuration.value("elasticsearch_username") else { return nil }
        let pair = user + ":" + text("elasticsearch_password")
        return "Basic " + Data(pair.utf8).base64EncodedString()
    }

    /// FNV-1a of what names the data, not of how one gets in.
    var fingerprint: String {
        let parts = [
            text("minio_endpoint_url"), text("event_store_bucket"), text("namespace"),
        ]
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in parts.joined(separator: "\n").utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
