// `spice config`: what is set, where it comes from, and what does not fit, without asking any server.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere)) struct ConfigurationTests {
    private func rows(_ environment: [String: String]) async throws -> [String: [String: Any]] {
        let outcome = try await Program.run(
            ["config", "show", "--json"], environment: environment)
        let list = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
        return Dictionary(
            list.compactMap { row in (row["name"] as? String).map { ($0, row) } },
            uniquingKeysWith: { first, _ in first })
    }

    @Test func eachSettingTellsItsOriginAndNoSecretIsShown() async throws {
        try await TemporaryFolder.with { folder in
            let config = folder.file("config.yaml")
            try "oms_port: 9000\nmode: connected\n".write(
                toFile: config, atomically: true, encoding: .utf8)
            let secret = folder.file("secret")
            try "hush-hush\n".write(toFile: secret, atomically: true, encoding: .utf8)
            let rows = try await rows([
                "SPICE_CONFIG": config, "POSTGRES_URL": "postgresql://u:pass@h/d",
                "MINIO_SECRET_KEY_FILE": secret, "SPICE_BFF_PORT": "9002",
            ])
            #expect(rows["oms_port"]?["value"] as? String == "9000")
            #expect(rows["oms_port"]?["origin"] as? String == "config file")
            #expect(rows["bff_port"]?["origin"] as? String == "environment SPICE_BFF_PORT")
            #expect(rows["postgres_url"]?["origin"] as? String == "environment POSTGRES_URL")
            #expect(rows["postgres_url"]?["value"] as? String == "…")
            #expect(rows["minio_secret_key"]?["origin"] as? String == "file \(secret)")
            #expect(rows["minio_secret_key"]?["value"] as? String == "…")
            #expect(rows["event_store_bucket"]?["origin"] as? String == "default")
        }
    }

    @Test func theCheckNamesWhatIsMissing() async throws {
        let outcome = try await Program.run(
            ["config", "check"],
            environment: [
                "SPICE_MODE": "connected", "POSTGRES_URL": "x", "MINIO_ENDPOINT_URL": "x",
                "MINIO_ACCESS_KEY": "x", "MINIO_SECRET_KEY": "x", "ELASTICSEARCH_URL": "x",
                "KAFKA_BOOTSTRAP_SERVERS": "",
            ])
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("needs KAFKA_BOOTSTRAP_SERVERS"), "\(outcome.errors)")
        let other = try await Program.run(
            ["config", "check"], environment: ["SPICE_MODE": "clustered"])
        #expect(other.code == 2)
        let plain = try await Program.run(["config", "check"])
        #expect(plain.code == 0 && plain.output.contains("embedded"))
    }

    @Test func theCheckNamesWhatDoesNotFitTogether() async throws {
        try await TemporaryFolder.with { folder in
            let (file, missing) = (folder.file("ca.pem"), folder.file("missing.pem"))
            try "x".write(toFile: file, atomically: true, encoding: .utf8)
            let fitting = [
                "SPICE_MODE": "connected", "POSTGRES_URL": "postgresql://u:p@127.0.0.1/d",
                "MINIO_ENDPOINT_URL": "http://127.0.0.1:1", "MINIO_ACCESS_KEY": "x",
                "MINIO_SECRET_KEY": "x", "ELASTICSEARCH_URL": "https://127.0.0.1:1",
                "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:1", "SPICE_SSL_CA_LOCATION": file,
                "REDIS_URL": "rediss://127.0.0.1:1",
            ]
            let fine = try await Program.run(["config", "check"], environment: fitting)
            #expect(fine.code == 0, "\(fine.errors)")
            #expect(fine.output.contains("sslmode=verify-full"), "\(fine.output)")
            for (more, words) in [
                (["SPICE_SSL_CA_LOCATION": missing], "ssl_ca_location names \(missing)"),
                (["SPICE_REDIS_SSL_KEY_LOCATION": file], "without redis_ssl_certificate_location"),
                (["SPICE_MINIO_SSL_CA_LOCATION": file], "minio_endpoint_url is no https://"),
                (["SPICE_KAFKA_SASL_USERNAME": "ann"], "needs kafka_security_protocol"),
                (["SPICE_KAFKA_SECURITY_PROTOCOL": "sasl_ssl"], "needs kafka_sasl_password"),
                (["SPICE_KAFKA_SECURITY_PROTOCOL": "tls"], "kafka_security_protocol is"),
                (["SPICE_KAFKA_SSL_CA_LOCATION": file], "needs kafka_security_protocol ssl"),
                (["ELASTICSEARCH_USERNAME": "ann"], "without elasticsearch_password"),
                (["TERMINUS_SERVER_URL": "http://127.0.0.1:1"], "without terminus_key"),
                (
                    [
                        "POSTGRES_URL": "postgresql://h/d?sslmode=verify-full",
                        "SPICE_SSL_CA_LOCATION": "", "HOME": folder.path,
                    ], "sslmode=verify-full, which needs sslrootcert"
                ),
                (["POSTGRES_URL": "postgresql://h/d?sslrootcert=\(missing)"], missing),
            ] {
                let wrong = try await Program.run(
                    ["config", "check"], environment: fitting.merging(more) { $1 })
                #expect(wrong.code == 2, "\(more)")
                #expect(wrong.errors.contains(words), "\(more): \(wrong.errors)")
            }
        }
    }

    @Test func theKeyForGoogleSheetsIsASecretAndItsSettingsAreChecked() async throws {
        let shown = try await rows(["GOOGLE_API_KEY": "AIza-hush"])
        #expect(shown["google_api_key"]?["value"] as? String == "…")
        #expect(shown["google_api_key"]?["origin"] as? String == "environment GOOGLE_API_KEY")
        #expect(
            shown["google_sheets_url"]?["value"] as? String == "https://sheets.googleapis.com")
        for (environment, code, words) in [
            (["SPICE_GOOGLE_SHEETS_URL": "sheets.googleapis.com"], 2, "google_sheets_url is"),
            (["SPICE_GOOGLE_SHEETS_URL": "file:///etc"], 2, "google_sheets_url is"),
            (["GOOGLE_API_KEY_FILE": "/nowhere/key"], 2, "GOOGLE_API_KEY_FILE names"),
            (
                ["GOOGLE_API_KEY": "AIza-hush", "SPICE_GOOGLE_SHEETS_URL": "http://10.0.0.1"], 0,
                "without TLS"
            ),
            (["GOOGLE_API_KEY": "AIza-hush"], 0, "the settings fit"),
        ] as [([String: String], Int32, String)] {
            let checked = try await Program.run(["config", "check"], environment: environment)
            #expect(checked.code == code, "\(environment): \(checked)")
            let said = checked.output + checked.errors
            #expect(said.contains(words), "\(environment): \(said)")
            #expect(!said.contains("hush"))
        }
    }

    @Test func aRoleByItselfRefusesFilesThatNoOtherProcessSees() async throws {
        let outcome = try await Program.run(["serve", "instance-worker"])
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("SPICE_MODE=connected"), "\(outcome.errors)")
    }
}
