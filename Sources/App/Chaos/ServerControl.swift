// The script that may stop and start the servers of a chaos run: `SCRIPT list` prints their names, `SCRIPT NAME ACTION` does
// `kill`, `restart`, `pause` or `resume`, and ends when the server is down, up, or hung. A list that holds `after-kill` asks
// to be told of killed parts: `SCRIPT after-kill PART`.

import Foundation
import Processes

struct ServerControl: Sendable {
    private static let hook = "after-kill"

    let script: String
    let servers: [String]
    private let isTold: Bool

    /// Asks the script for its list.
    init(script: String) async throws {
        self.script = script
        let names = try await ServerControl.run(script, ["list"])
            .split(whereSeparator: \.isWhitespace).map(String.init)
        isTold = names.contains(Self.hook)
        servers = names.filter { $0 != Self.hook }
    }

    func tell(killed part: String) async throws {
        if isTold { _ = try await ServerControl.run(script, [Self.hook, part]) }
    }

    func perform(_ server: String, _ action: String) async throws {
        _ = try await ServerControl.run(script, [server, action])
    }

    /// What it starts may keep its streams, so they go to files.
    private static func run(_ script: String, _ arguments: [String]) async throws -> String {
        let path =
            FileManager.default.temporaryDirectory.path
            + "/spice-control-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: path) }
        var launch = Launch(script, arguments)
        (launch.output, launch.errors) = (.file(path), .likeOutput)
        let end: ChildProcess.End
        do throws(LaunchFailure) { end = await (try ChildProcess(launch)).ended() } catch {
            throw StartError(error.description, code: "program_missing")
        }
        let text = String(
            decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
        guard end == .exited(0) else {
            throw StartError(
                "\(script) \(arguments.joined(separator: " ")) failed: \(text.suffix(300))",
                code: "server_control_failed")
        }
        return text
    }
}
