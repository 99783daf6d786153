// The socket of an engine on another host, brought here by the system's `ssh`. Its keys, agent, hosts and jump hosts are
// those of the person's own `ssh`; it never asks anything, because the screen is ours. The child holds our pipe as its
// input: when this process ends, however it ends, the input ends, and so does the child.

import EmbeddedAdapters
import Foundation
import JSONText
import Processes
import Synchronization
import TerminalUI

final class SSHTunnel: Sendable {
    /// Where the engine answers on this host.
    let socketPath: String
    private let child: SSHChild

    private init(_ socketPath: String, _ child: SSHChild) {
        self.socketPath = socketPath
        self.child = child
    }

    /// Finds the engine's socket over there, then forwards it. Takes as long as `ssh` does; ends early when cancelled.
    static func open(_ address: SSHAddress, _ environment: [String: String])
        async throws(SSHFailure) -> SSHTunnel
    {
        let remote = try await locate(address, environment)
        let name =
            "\(address.text) \(ProcessInfo.processInfo.processIdentifier) \(UUID().uuidString)"
        let local: String
        do throws(DirectoryError) {
            local = try SocketPath.choose(directory: name, environment: environment)
        } catch {
            throw SSHFailure("\(error)")
        }
        let forwarding = ["-o", "ExitOnForwardFailure=yes", "-L", "\(local):\(remote)"]
        let child = try SSHChild(
            arguments: forwarding + destination(address) + ["echo \(ready); exec cat >/dev/null"],
            environment)
        guard await child.says(ready) else { throw SSHFailure(await child.reason()) }
        return SSHTunnel(local, child)
    }

    private static let ready = "spice-is-forwarded"

    /// Why it ended, once it has; also when the link is cut.
    func ended() async -> String {
        let reason = await child.reason()
        return reason.isEmpty ? "the connection was cut" : reason
    }

    func close() {
        child.close()
        try? FileManager.default.removeItem(atPath: socketPath)
    }

    /// The lock file of the data directory says where its engine listens.
    private static func locate(_ address: SSHAddress, _ environment: [String: String])
        async throws(SSHFailure)
        -> String
    {
        let standard = "\"${SPICE_DATA_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/spice}\""
        let folder = address.dataDirectory.map(quoted) ?? standard
        let script =
            "d=\(folder); if [ -f \"$d/lock\" ]; then cat \"$d/lock\"; else echo \"none $d\"; fi"
        let child = try SSHChild(arguments: destination(address) + [script], environment)
        defer { child.close() }
        let answer = await child.output()
        if let line = answer.split(separator: "\n").first(where: { $0.hasPrefix("none ") }) {
            throw SSHFailure(
                "\(address.host) has no engine on \(line.dropFirst(5)): start one there with spice up"
            )
        }
        guard let json = try? JSON(parsing: Array(answer.utf8)), let path = json["socket"]?.string
        else {
            let reason = await child.reason()
            throw SSHFailure(
                reason.isEmpty
                    ? "\(address.host) has no engine there: start one with spice up" : reason)
        }
        guard path.hasPrefix("/"), !path.contains(":"), !path.contains("\n") else {
            throw SSHFailure("\(address.host) names no socket that can be forwarded")
        }
        return path
    }

    private static func destination(_ address: SSHAddress) -> [String] {
        let port = address.port.map { ["-p", "\($0)"] } ?? []
        let user = address.user.map { ["-l", $0] } ?? []
        return port + user + ["--", address.host]
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }
}

/// What `ssh` said.
struct SSHFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// One `ssh` that asks nothing and shares nothing.
private final class SSHChild: Sendable {
    private struct State {
        var output = ""
        var errors = ""
        /// Of its two outputs.
        var open = 2
    }

    private let state = Mutex(State())
    private let news = Inbox<Void>()
    private let child: ChildProcess

    private static let options = [
        "-T", "-o", "BatchMode=yes", "-o", "ControlMaster=no", "-o", "ControlPath=none", "-o",
        "ConnectTimeout=10",
        "-o", "ServerAliveInterval=2", "-o", "ServerAliveCountMax=2", "-o", "ForwardAgent=no", "-o",
        "ForwardX11=no",
        "-o", "PermitLocalCommand=no", "-o", "StreamLocalBindMask=0177", "-o",
        "StreamLocalBindUnlink=yes",
    ]

    init(arguments: [String], _ environment: [String: String]) throws(SSHFailure) {
        let program = environment["SPICE_SSH"] ?? "ssh"
        var launch = Launch("/usr/bin/env", [program] + Self.options + arguments)
        launch.environment = environment.merging(["SSH_ASKPASS_REQUIRE": "never"]) { $1 }
        (launch.input, launch.output, launch.errors) = (.pipe, .pipe, .pipe)
        do throws(LaunchFailure) { child = try ChildProcess(launch) } catch {
            throw SSHFailure("\(program) cannot be started: \(error.reason)")
        }
        follow(child.output) { $0.output += $1 }
        follow(child.errors) { $0.errors += $1 }
    }

    deinit { close() }

    private func follow(
        _ pipe: Descriptor?, _ take: @escaping @Sendable (inout State, String) -> Void
    ) {
        Thread.detachNewThread { [weak self] in
            while true {
                let bytes = pipe?.read() ?? []
                guard let self else { return }
                let text = String(decoding: bytes, as: UTF8.self)
                self.state.withLock { state in
                    if bytes.isEmpty { state.open -= 1 } else { take(&state, text) }
                }
                self.news.post(())
                if bytes.isEmpty { return }
            }
        }
    }

    private var isOver: Bool { state.withLock { $0.open == 0 } }

    /// False when it ended without.
    func says(_ word: String) async -> Bool {
        while !state.withLock({ $0.output.contains(word) }) {
            if isOver || Task.isCancelled { return false }
            _ = await news.drain()
        }
        return true
    }

    func output() async -> String {
        while !isOver, !Task.isCancelled { _ = await news.drain() }
        return state.withLock { $0.output }
    }

    /// Waits for the end; the last line that it wrote about it, perhaps none.
    func reason() async -> String {
        _ = await output()
        let lines = state.withLock { $0.errors }.split(whereSeparator: \.isNewline)
        guard let last = lines.last(where: { !$0.allSatisfy(\.isWhitespace) }) else { return "" }
        return String(
            last.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }.map(Character.init))
    }

    func close() {
        child.closeInput()
        // At once: it may hang on a line that is dead.
        child.send(SIGKILL)
    }
}
