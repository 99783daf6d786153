// Every setting that has a name in the environment and the config file: the one list behind `spice config`, the
// look-up, and the compose file's test.

import ServerAdapters

struct Setting: Sendable {
    /// As in the config file; `SPICE_<NAME>` in the environment.
    let name: String
    /// A further variable, by which other programs know it too: `POSTGRES_URL`.
    var variable: String?
    /// Never shown; may come from a file that `<VARIABLE>_FILE` names.
    var isSecret = false
    /// Nil: unset.
    var standard: String?
    let about: String

    /// In the order in which they count.
    var variables: [String] { ["SPICE_" + name.uppercased()] + (variable.map { [$0] } ?? []) }

    static func named(_ name: String) -> Setting? { all.first { $0.name == name } }

    static let all = engine + connected

    private static let engine: [Setting] = [
        Setting(name: "mode", standard: "embedded", about: "embedded, or connected: on servers"),
        Setting(name: "data_dir", about: "the data directory"),
        Setting(name: "connect", about: "a running engine to turn to"),
        Setting(name: "token", isSecret: true, about: "the token to show there"),
        Setting(name: "host", standard: "127.0.0.1", about: "the address to listen on"),
        Setting(name: "oms_port", standard: "8000", about: "OMS"),
        Setting(name: "bff_port", standard: "8002", about: "BFF"),
        Setting(name: "funnel_port", standard: "8003", about: "Funnel"),
        Setting(name: "rate_limit", standard: "1000", about: "requests a second for each token"),
        Setting(
            name: "google_api_key", variable: "GOOGLE_API_KEY", isSecret: true,
            about: "to read Google sheets with"),
        Setting(
            name: "google_sheets_url", standard: GoogleSheetsSettings.standardURL,
            about: "where Google sheets are asked for"),
        Setting(name: "alarm_lag", standard: "50", about: "more waiting events are an alarm"),
        Setting(name: "alarm_waiting", about: "an event that waits longer, in seconds, is one"),
        Setting(name: "alarm_free", standard: "1000000000", about: "less free bytes are red"),
    ]

    /// The names before `_ssl_ca_location` and so on; Postgres has its own in its URL.
    static let encrypted = ["minio", "kafka", "elasticsearch", "terminus", "redis"]

    private static let connected: [Setting] =
        servers + files("", "for servers that name none of their own")
        + encrypted.filter { $0 != "kafka" }.flatMap { files($0 + "_", "for it alone") }

    /// Of TLS: whom to trust, and who we are.
    private static func files(_ prefix: String, _ about: String) -> [Setting] {
        [
            Setting(
                name: prefix + "ssl_ca_location",
                about: "a file with the authority's certificate, \(about)"),
            Setting(
                name: prefix + "ssl_certificate_location",
                about: "a file with our certificate, \(about)"),
            Setting(name: prefix + "ssl_key_location", about: "a file with its key, \(about)"),
        ]
    }

    private static let servers: [Setting] = [
        Setting(name: "namespace", about: "before all names on the servers, if they are shared"),
        Setting(
            name: "postgres_url", variable: "POSTGRES_URL", isSecret: true,
            about: "postgresql://user:password@host:port/database?sslmode=…"),
        Setting(
            name: "registry_retention_days", standard: "30",
            about: "how long Postgres remembers which events are done; 0: for good"),
        Setting(
            name: "minio_endpoint_url", variable: "MINIO_ENDPOINT_URL",
            about: "the object store, http://host:port or https://…"),
        Setting(
            name: "minio_access_key", variable: "MINIO_ACCESS_KEY", isSecret: true,
            about: "its access key"),
        Setting(
            name: "minio_secret_key", variable: "MINIO_SECRET_KEY", isSecret: true,
            about: "its secret key"),
        Setting(
            name: "minio_region", variable: "MINIO_REGION", standard: "us-east-1",
            about: "its region"),
        Setting(
            name: "event_store_bucket", variable: "EVENT_STORE_BUCKET",
            standard: "spice-event-store", about: "the bucket of log and source files"),
        Setting(
            name: "kafka_bootstrap_servers", variable: "KAFKA_BOOTSTRAP_SERVERS",
            about: "host:port,…"),
        Setting(name: "kafka_partitions", standard: "3", about: "of topics that are made"),
        Setting(name: "kafka_replication", standard: "1", about: "of topics that are made"),
        Setting(name: "kafka_assignment", standard: "range", about: "or cooperative-sticky"),
        Setting(
            name: "kafka_session_seconds", standard: "45",
            about: "how long a silent member keeps its partitions"),
        Setting(name: "kafka_security_protocol", about: "plaintext, ssl, sasl_plaintext, sasl_ssl"),
        Setting(name: "kafka_ssl_ca_location", about: "a file with the CA's certificate"),
        Setting(name: "kafka_ssl_certificate_location", about: "a file with our certificate"),
        Setting(name: "kafka_ssl_key_location", about: "a file with its key"),
        Setting(name: "kafka_sasl_mechanism", about: "PLAIN, SCRAM-SHA-256, SCRAM-SHA-512"),
        Setting(name: "kafka_sasl_username", about: "the user"),
        Setting(name: "kafka_sasl_password", isSecret: true, about: "its password"),
        Setting(
            name: "redis_url", variable: "REDIS_URL", isSecret: true,
            about: "redis://[user:]password@host:port/database, rediss:// for TLS; may be left "
                + "out"),
        Setting(
            name: "redis_ttl_seconds", standard: "86400",
            about: "how long Redis keeps the state of a command"),
        Setting(
            name: "elasticsearch_replicas", standard: "0",
            about: "copies of the index that is made (spice migrate, spice rebuild documents)"),
        Setting(
            name: "elasticsearch_fields", standard: "4000",
            about: "typed fields of properties that the index gets at most, about two a property"),
        Setting(
            name: "elasticsearch_url", variable: "ELASTICSEARCH_URL",
            about: "Elasticsearch or OpenSearch, http://host:port or https://…"),
        Setting(
            name: "elasticsearch_username", variable: "ELASTICSEARCH_USERNAME", about: "its user"),
        Setting(
            name: "elasticsearch_password", variable: "ELASTICSEARCH_PASSWORD", isSecret: true,
            about: "its password"),
        Setting(
            name: "terminus_server_url", variable: "TERMINUS_SERVER_URL",
            about:
                "the graph, http://host:6363 or https://…; left out: the graph is a file of the data "
                + "directory"),
        Setting(
            name: "terminus_user", variable: "TERMINUS_USER", standard: "admin", about: "its user"),
        Setting(
            name: "terminus_key", variable: "TERMINUS_KEY", isSecret: true, about: "its password"),
        Setting(
            name: "terminus_account", variable: "TERMINUS_ACCOUNT", standard: "admin",
            about: "the organization that holds our databases"),
    ]
}
