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

    @Test func aRoleByItselfRefusesFilesThatNoOtherProcessSees() async throws {
        let outcome = try await Program.run(["serve", "instance-worker"])
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("SPICE_MODE=connected"), "\(outcome.errors)")
    }
}
