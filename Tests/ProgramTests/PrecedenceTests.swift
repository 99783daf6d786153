// Which engine a subcommand turns to: flags before the environment, the environment before the config file; and of
// address and directory the one that was said in the stronger place.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere)) struct PrecedenceTests {
    /// Where nobody answers: who turns to it ends with 5.
    private static let nowhere = "unix:/nowhere/spice.sock"

    @Test func anAddressOfTheEnvironmentDoesNotBeatADirectoryOfTheCommandLine() async throws {
        try await TemporaryFolder.with { folder in
            let path = try folder.folder("data")
            let environment = ["SPICE_CONNECT": PrecedenceTests.nowhere]
            let outcome = try await Program.run(
                ["db", "list", "--data-dir", path], environment: environment)
            #expect(outcome.code == 0, "\(outcome)")
            #expect(FileManager.default.fileExists(atPath: path + "/events.db"))
            #expect(try await Program.run(["db", "list"], environment: environment).code == 5)
        }
    }

    @Test func eachPlaceBeatsTheWeakerOnes() async throws {
        try await TemporaryFolder.with { folder in
            let file = try folder.write(
                "connect: \(PrecedenceTests.nowhere)\ndata_dir: \(folder.file("c"))\n",
                to: "config.yaml")
            for name in ["c", "e", "f"] { _ = try folder.folder(name) }
            func run(_ more: [String: String], _ flags: String...) async throws -> Int32 {
                let environment = ["SPICE_CONFIG": file].merging(more) { $1 }
                return try await Program.run(["db", "list"] + flags, environment: environment).code
            }
            #expect(try await run([:]) == 5, "the file's address")
            #expect(try await run(["SPICE_CONNECT": ""]) == 5, "set to nothing is not set")
            #expect(try await run(["SPICE_DATA_DIR": folder.file("e")]) == 0)
            #expect(
                try await run(["SPICE_DATA_DIR": folder.file("e")], "--data-dir", folder.file("f"))
                    == 0)
            #expect(
                try await run(
                    ["SPICE_DATA_DIR": folder.file("e")], "--connect", PrecedenceTests.nowhere) == 5
            )
            #expect(
                try await run(
                    [:], "--data-dir", folder.file("f"), "--connect", PrecedenceTests.nowhere) == 2)
            let made = ["c", "e", "f"].map {
                FileManager.default.fileExists(atPath: folder.file($0) + "/events.db")
            }
            #expect(made == [false, true, true])
        }
    }

    @Test func aPortOfACommandLineBeatsTheEnvironmentAndThatTheFile() async throws {
        try await TemporaryFolder.with { folder in
            let file = try folder.write("oms_port: no\nbff_port: no\n", to: "config.yaml")
            let environment = [
                "SPICE_CONFIG": file, "SPICE_OMS_PORT": "0", "SPICE_FUNNEL_PORT": "no",
            ]
            func complaint(_ flags: String...) async throws -> String {
                let outcome = try await Program.run(
                    ["up", "--data-dir", folder.file("data")] + flags, environment: environment)
                #expect(outcome.code == 2)
                return outcome.errors
            }
            #expect(try await complaint().contains("bff_port"))
            #expect(try await complaint("--bff-port", "0").contains("funnel_port"))
        }
    }

    @Test func upAndDownRefuseAnAddress() async throws {
        for name in ["up", "down"] {
            let outcome = try await Program.run(name, "--connect", PrecedenceTests.nowhere)
            #expect(outcome.code == 2, "\(outcome)")
        }
    }
}
