// A server of a test's own, to be stopped, killed and paused: started by the script that SPICE_TEST_SERVICES names.

internal import Foundation
internal import Processes

/// Ends with `end`; its data is then removed.
package final class TestService: Sendable {
    package enum Fault: String, Sendable { case stop, restart, kill, pause, resume }

    package let facts: [String: String]
    private let name: String
    private let folder: TemporaryFolder
    private let environment: [String: String]

    package static var isAvailable: Bool {
        TestServers.has(
            "servers that fail in the middle", TestServers.variable("SPICE_TEST_SERVICES"))
    }

    /// `environment`: of the script, beside our own.
    package init(_ name: String, _ environment: [String: String] = [:]) throws {
        self.name = name
        self.environment = environment
        folder = try TemporaryFolder()
        // Postgres runs as a user of its own and has to get to its data.
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder.file(""))
        let output = try TestService.run(
            name, "start", folder.file("server"), environment: environment)
        var facts: [String: String] = [:]
        for line in output.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { facts[String(parts[0])] = String(parts[1]) }
        }
        self.facts = facts
    }

    /// A broker whose groups wait for their members and take their commits as Kafka's do.
    package static func withStrictGroups() throws -> TestService {
        try TestService("tansu", ["SERVICE_GROUPS": "1"])
    }

    /// Where its script keeps it.
    package var directory: String { folder.file("server") }

    package func cause(_ fault: Fault) throws {
        _ = try TestService.run(
            name, fault.rawValue, folder.file("server"), environment: environment)
    }

    /// Sets a setting of a topic; its others go back to their defaults. For brokers.
    package func set(_ setting: String, _ value: String, ofTopic topic: String) throws {
        _ = try TestService.run(name, "set", folder.file("server"), [topic, setting, value])
    }

    package func end() {
        try? cause(.kill)
        folder.remove()
    }

    private static func run(
        _ name: String, _ action: String, _ folder: String, _ more: [String] = [],
        environment: [String: String] = [:]
    ) throws -> String {
        let script = (TestServers.variable("SPICE_TEST_SERVICES") ?? "") + "/service.py"
        var launch = Launch("/usr/bin/env", ["python3", script, name, action, folder] + more)
        launch.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        launch.output = .pipe
        let child = try ChildProcess(launch)
        let bytes = child.output?.readToEnd() ?? []
        guard child.wait() == .exited(0) else {
            throw CheckAborted("\(name) does not \(action)")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
