// The program and its connections: profiles, keys, sessions of older versions, and an engine behind a real ssh server on
// loopback with its own port, key and configuration.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "consoles that lose their engine"))) struct ConnectionTests
{
    @Test func profilesAreListedAndMistakesNamedWithTheirPlace() async throws {
        try await TemporaryFolder.with { folder in
            let file = try folder.write(
                """
                profiles:
                  prod:
                    connect: ssh://ops@db1:2222/var/spice
                    danger: production
                    token-file: /secret
                  wrong:
                    conect: http://x
                """, to: "config.yaml")
            let outcome = try await Program.run(
                ["profiles", "list", "--json"], environment: ["SPICE_CONFIG": file])
            #expect(outcome.code == 1)
            let json = try outcome.json()
            let profiles = try #require(json["profiles"] as? [[String: Any]])
            #expect(profiles.count == 1)
            #expect(profiles[0]["target"] as? String == "ssh://ops@db1:2222/var/spice")
            let problems = try #require(json["problems"] as? [String])
            #expect(
                problems == [
                    "config.yaml: line 7, column 5: there is no conect; did you mean connect?"
                ])
        }
    }

    @Test func aBrokenKeyMapIsNamedAndStopsNoConsole() async throws {
        try await TemporaryFolder.with { folder in
            let keys = try folder.write("keys:\n  shell.quitt: x\n", to: "keys.yaml")
            let environment = ["SPICE_KEYS": keys, "SPICE_DATA_DIR": folder.file("data")]
            let outcome = try await Program.run(["keys", "--json"], environment: environment)
            #expect(outcome.code == 1 && outcome.output.contains("line 2, column 3"), "\(outcome)")
            let linear = try await Program.run(["console", "--linear"], environment: environment)
            #expect(linear.output.contains("line 2, column 3"), "\(linear)")
        }
    }

    @Test func aSessionOfAnOlderVersionIsKeptBesideAsItWas() async throws {
        try await TemporaryFolder.with { folder in
            let data = folder.file("data")
            let hash = data.utf8.reduce(into: UInt64(0xcbf2_9ce4_8422_2325)) { hash, byte in
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
            }
            let name = "state/spice/console-\(String(hash, radix: 16)).json"
            let old =
                #"{"version":1,"pane":"graph","theme":"monochrome","commandsFilter":"","pins":[],"tables":{}}"#
            try FileManager.default.createDirectory(
                atPath: folder.file("state/spice"), withIntermediateDirectories: true)
            let path = try folder.write(old, to: name)
            let outcome = try await Program.run(
                ["console", "--linear"],
                environment: ["SPICE_DATA_DIR": data, "XDG_STATE_HOME": folder.file("state")])
            #expect(outcome.output.contains("4 Graph"), "\(outcome)")
            #expect(try String(contentsOfFile: path + ".v1", encoding: .utf8) == old)
        }
    }

    @Test(.enabled(if: SSHServer.isInstalled)) func anEngineBehindSSHIsReachedAndACutLinkShows()
        async throws
    {
        try await TemporaryFolder.with { folder in
            let server = try SSHServer(folder)
            defer { server.stop() }
            try await Tables.small.imported().copy(to: folder.file("data"))
            let up = try #require(try await UpProgram(folder.file("data")))
            let address = "ssh://127.0.0.1:\(server.port)\(folder.file("data"))"
            let environment = ["SPICE_SSH": server.client, "HOME": folder.path]
            let status = try await Program.run(
                ["status", "--connect", address], environment: environment)
            #expect(status.code == 0 && status.output.contains("lag 0"), "\(status)")
            let nowhere = try await Program.run(
                ["status", "--connect", address + "-not"], environment: environment)
            #expect(nowhere.code == 5 && nowhere.errors.contains("has no engine"), "\(nowhere)")
            let script = try folder.write(
                "wait Shipper\ndump \(folder.file("there"))\nwait no engine\nwait ssh 127.0.0.1\n",
                to: "cut.keys")
            let console = try RunningProgram(
                ["console", "--script", script, "--connect", address], environment: environment)
            #expect(
                await console.reaches {
                    FileManager.default.fileExists(atPath: folder.file("there"))
                })
            server.cut()
            let outcome = await console.finished(limitSeconds: 60)
            #expect(outcome.code == 0, "\(outcome)")
            _ = await up.stop()
        }
    }
}
