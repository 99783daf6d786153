// Whether the settings about encryption and logins fit together, server by server, without asking any: what cannot work, and
// what works but protects less than it looks.

import Foundation

struct TransportChecks {
    private let configuration: AppConfiguration

    init(_ configuration: AppConfiguration) { self.configuration = configuration }

    /// Sentences; empty when all fits.
    var wrong: [String] { files + plain + kafka + postgres + logins }

    /// Sentences about what an operator may not have meant.
    var doubtful: [String] {
        var notes: [String] = []
        let mode = postgresParameter("sslmode")
        let hasAuthority =
            postgresParameter("sslrootcert") != nil || value("ssl_ca_location") != nil
        if hasAuthority, !["verify-full", "verify-ca"].contains(mode) {
            notes.append(
                "postgres_url does not say sslmode=verify-full: its certificate need not be the "
                    + "server's")
        }
        for (name, url) in urls where Self.isPlainAndFar(url) {
            notes.append("\(name) goes to another machine without TLS")
        }
        return notes
    }

    private static let parts = ["ca", "certificate", "key"]

    private func value(_ name: String) -> String? { configuration.value(name) }

    private var urls: [(name: String, url: String)] {
        ["minio_endpoint_url", "elasticsearch_url", "terminus_server_url", "redis_url"]
            .compactMap { name in value(name).map { (name, $0) } }
    }

    /// Named files that are not there, and halves of a pair.
    private var files: [String] {
        ([""] + Setting.encrypted.map { $0 + "_" }).flatMap { prefix -> [String] in
            var found = Self.parts.compactMap { part -> String? in
                let name = "\(prefix)ssl_\(part)_location"
                guard let path = value(name),
                    !FileManager.default.isReadableFile(atPath: path)
                else { return nil }
                return "\(name) names \(path), which cannot be read"
            }
            let key = value(prefix + "ssl_key_location")
            if key != nil, value(prefix + "ssl_certificate_location") == nil {
                found.append("\(prefix)ssl_key_location without \(prefix)ssl_certificate_location")
            }
            return found
        }
    }

    /// Files for a server that is spoken to in the clear.
    private var plain: [String] {
        [
            ("minio", "minio_endpoint_url", "https"),
            ("elasticsearch", "elasticsearch_url", "https"),
            ("terminus", "terminus_server_url", "https"), ("redis", "redis_url", "rediss"),
        ].compactMap { prefix, name, scheme in
            guard let url = value(name), !url.lowercased().hasPrefix(scheme + "://"),
                let part = Self.parts.first(where: { value("\(prefix)_ssl_\($0)_location") != nil })
            else { return nil }
            return "\(prefix)_ssl_\(part)_location is for TLS, and \(name) is no \(scheme)://"
        }
    }

    private var kafka: [String] {
        let named = value("kafka_security_protocol")
        let method = (named ?? "plaintext").lowercased()
        guard ["plaintext", "ssl", "sasl_plaintext", "sasl_ssl"].contains(method) else {
            return [
                "kafka_security_protocol is plaintext, ssl, sasl_plaintext or sasl_ssl, not "
                    + method
            ]
        }
        var found: [String] = []
        let login = ["sasl_mechanism", "sasl_username", "sasl_password"].map { "kafka_" + $0 }
        if method.hasPrefix("sasl_") {
            let mechanism = value(login[0])?.uppercased()
            let needed = mechanism == nil || mechanism != "GSSAPI" ? login : [login[0]]
            found += needed.filter { value($0) == nil }.map {
                "kafka_security_protocol \(method) needs \($0)"
            }
            let known = ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "GSSAPI"]
            if let mechanism, !known.contains(mechanism) {
                found.append(
                    "kafka_sasl_mechanism is PLAIN or SCRAM-SHA-256 or -512, not \(mechanism)")
            }
        } else if let name = login.first(where: { value($0) != nil }) {
            found.append("\(name) needs kafka_security_protocol sasl_ssl, which is \(method)")
        }
        let files = Self.parts.map { "kafka_ssl_\($0)_location" }
        if !method.hasSuffix("ssl"), let name = files.first(where: { value($0) != nil }) {
            found.append(
                "\(name) needs kafka_security_protocol ssl or sasl_ssl, which is \(method)")
        }
        return found
    }

    private var postgres: [String] {
        var found = ["sslrootcert", "sslcert", "sslkey"].compactMap { name -> String? in
            guard let path = postgresParameter(name), path != "system",
                !FileManager.default.isReadableFile(atPath: path)
            else { return nil }
            return "\(name) in postgres_url names \(path), which cannot be read"
        }
        let mode = postgresParameter("sslmode")
        if mode == "disable",
            let name = ["sslrootcert", "sslcert"].first(where: {
                postgresParameter($0) != nil
            })
        {
            found.append("postgres_url says sslmode=disable and \(name)")
        }
        if let mode, ["verify-full", "verify-ca"].contains(mode),
            postgresParameter("sslrootcert") == nil, value("ssl_ca_location") == nil,
            !FileManager.default.isReadableFile(
                atPath: (configuration.environment["HOME"] ?? "") + "/.postgresql/root.crt"),
            configuration.environment["PGSSLROOTCERT"] == nil
        {
            found.append(
                "postgres_url says sslmode=\(mode), which needs sslrootcert there or "
                    + "ssl_ca_location")
        }
        return found
    }

    private var logins: [String] {
        var found: [String] = []
        let (user, password) = ("elasticsearch_username", "elasticsearch_password")
        for (name, other) in [(user, password), (password, user)]
        where value(name) != nil && value(other) == nil {
            found.append("\(name) without \(other)")
        }
        if value("terminus_server_url") != nil, value("terminus_key") == nil {
            found.append("terminus_server_url without terminus_key")
        }
        return found
    }

    /// Of a URL's query, or of libpq's `key=value` form.
    private func postgresParameter(_ name: String) -> String? {
        guard let url = value("postgres_url") else { return nil }
        if url.contains("://") {
            return URLComponents(string: url)?.queryItems?.last { $0.name == name }?.value
        }
        let pair = url.split(separator: " ").last { $0.hasPrefix(name + "=") }
        return pair.map { String($0.dropFirst(name.count + 1)) }
    }

    static func isPlainAndFar(_ url: String) -> Bool {
        guard let parts = URLComponents(string: url), let host = parts.host,
            ["http", "redis"].contains(parts.scheme)
        else { return false }
        return !["localhost", "::1", "[::1]"].contains(host) && !host.hasPrefix("127.")
    }
}
