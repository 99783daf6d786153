// `docker-compose.full.yml` against what can be checked without Docker: services of a stated shape, dependencies that
// exist, pinned images, loopback ports, declared volumes; and that the program knows each option and variable it is given.

import Foundation
import Testing
import Yams

@Suite(.enabled(if: Program.isThere)) struct ComposeTests {
    private typealias Map = [String: Any]

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The part of the specification that the file keeps to.
    private static let serviceKeys: Set<String> = [
        "image", "build", "command", "environment", "ports", "volumes", "healthcheck",
        "depends_on", "restart", "stop_grace_period", "container_name",
    ]

    private let text: String
    private let file: Map
    private let services: [String: Map]

    init() throws {
        text = try String(
            contentsOf: Self.root.appending(path: "docker-compose.full.yml"), encoding: .utf8)
        file = try #require(try Yams.load(yaml: text) as? Map)
        services = try #require(file["services"] as? [String: Map])
    }

    private var variables: [String: String] {
        get throws {
            let text = try String(
                contentsOf: Self.root.appending(path: ".env.example"), encoding: .utf8)
            let pairs = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
                .map { $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false) }
            return Dictionary(
                pairs.map { (String($0[0]), $0.count > 1 ? String($0[1]) : "") },
                uniquingKeysWith: { first, _ in first })
        }
    }

    private func roles() -> [String: Map] {
        services.filter { ($0.value["image"] as? String)?.hasPrefix("spice-harvester") == true }
    }

    @Test func everyServiceKeepsToTheStatedSubset() throws {
        let volumes = Set(try #require(file["volumes"] as? Map).keys)
        for (name, service) in services {
            #expect(Set(service.keys).isSubset(of: Self.serviceKeys), "\(name)")
            let image = try #require(service["image"] as? String)
            #expect(image.contains(":") && !image.hasSuffix(":latest"), "\(name): \(image)")
            for port in service["ports"] as? [String] ?? [] {
                #expect(port.hasPrefix("127.0.0.1:"), "\(name): \(port)")
            }
            for volume in service["volumes"] as? [String] ?? [] {
                #expect(volumes.contains(String(volume.split(separator: ":")[0])), "\(name)")
            }
            let health = try #require(service["healthcheck"] as? Map, "\(name) has no health check")
            #expect(health["test"] != nil || health["disable"] as? Bool == true, "\(name)")
        }
    }

    @Test func dependenciesExistAndWaitForTheirHealth() throws {
        for (name, service) in services {
            for (other, how) in service["depends_on"] as? [String: Map] ?? [:] {
                let wanted = try #require(services[other], "\(name) waits for \(other)")
                let condition = how["condition"] as? String
                #expect(
                    condition == "service_healthy"
                        || condition == "service_completed_successfully" && other == "migrate")
                if condition == "service_healthy" {
                    #expect((wanted["healthcheck"] as? Map)?["test"] != nil)
                }
            }
        }
        let servers = Set(services.keys).subtracting(roles().keys)
        let waited = try #require(services["migrate"]?["depends_on"] as? Map)
        #expect(Set(waited.keys) == servers)
    }

    @Test func everyRoleHasAContainerAndItsOptionsExist() async throws {
        let help = try await Program.run("serve", "--help").output
        var served: Set<String> = []
        for (name, service) in roles() where name != "migrate" {
            let command = try #require(service["command"] as? [String])
            #expect(command.first == "serve" && command.count > 1)
            served.insert(command[1])
            for option in command where option.hasPrefix("--") {
                #expect(help.contains(option), "\(name): spice serve has no \(option)")
            }
        }
        #expect(
            served == [
                "oms", "bff", "funnel", "message-relay", "instance-worker", "ontology-worker",
                "projection-worker",
            ])
        #expect(served.allSatisfy { help.contains($0) })
    }

    @Test func everyVariableThatIsPassedIsKnown() async throws {
        let shown = try await Program.run("config", "show", "--json")
        let rows = try #require(
            try JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [Map])
        let known = Set(rows.flatMap { $0["variables"] as? [String] ?? [] })
        let crashing = [
            "ENABLE_CHAOS_INJECTION", "CHAOS_CRASH_POINT", "CHAOS_CRASH_ONCE",
            "CHAOS_CRASH_EXIT_CODE",
        ]
        for (name, service) in roles() {
            let passed = try #require(service["environment"] as? Map)
            #expect(Set(passed.keys).isSubset(of: known.union(crashing)), "\(name)")
        }
        let written = try variables
        for match in text.matches(of: /[^$]\$\{([A-Z_]+)(:-[^}]*)?\}/) {
            #expect(written[String(match.1)] != nil, ".env.example lacks \(match.1)")
        }
        #expect(written.filter { $0.key.hasSuffix("_TAG") }.allSatisfy { $0.value != "latest" })
    }

    /// With the values of `.env.example` the program accepts what it is given.
    @Test func theSettingsOfARoleFit() async throws {
        let written = try variables
        var environment: [String: String] = [:]
        for (name, value) in try #require(services["oms"]?["environment"] as? Map) {
            var text = "\(value)"
            for (variable, value) in written {
                text = text.replacingOccurrences(of: "${\(variable)}", with: value)
            }
            environment[name] = text
        }
        let outcome = try await Program.run(["config", "check"], environment: environment)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("connected mode"))
        #expect(!outcome.output.contains("spice serve needs"))
    }
}
