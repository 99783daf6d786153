// An ssh server of this test alone: loopback, a port and keys of its own, no configuration of the host or of a person.

import Foundation
import Processes
import TestSupport
import Testing

final class SSHServer {
    static let program = "/usr/sbin/sshd"
    static var isInstalled: Bool {
        let isThere = FileManager.default.isExecutableFile(atPath: program)
        if !isThere { print("skipped: no \(program); install openssh-server") }
        return isThere
    }

    let port: Int
    /// An `ssh` that knows the key and the host.
    let client: String
    private let process: ChildProcess
    let folder: TemporaryFolder
    /// What `ssh` must know of key and host.
    private let options: String

    init(_ folder: TemporaryFolder) throws {
        self.folder = folder
        for name in ["host", "id"] {
            try Self.run(
                "/usr/bin/ssh-keygen", ["-qt", "ed25519", "-N", "", "-f", folder.file(name)])
        }
        try FileManager.default.copyItem(
            atPath: folder.file("id.pub"), toPath: folder.file("authorized"))
        let config = try folder.write(
            """
            ListenAddress 127.0.0.1
            HostKey \(folder.file("host"))
            AuthorizedKeysFile \(folder.file("authorized"))
            PidFile \(folder.file("sshd.pid"))
            UsePAM no
            StrictModes no
            PasswordAuthentication no
            PermitRootLogin yes
            """, to: "sshd_config")
        options = try folder.write(
            """
            Host *
              IdentityFile \(folder.file("id"))
              IdentitiesOnly yes
              UserKnownHostsFile \(folder.file("known"))
              StrictHostKeyChecking accept-new
            """, to: "ssh_config")
        client = try folder.write(
            "#!/bin/sh\necho $$ >> \(folder.file("clients"))\nexec ssh -F \(options) \"$@\"\n",
            to: "ssh")
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: client)
        try? FileManager.default.createDirectory(
            atPath: "/run/sshd", withIntermediateDirectories: true)
        (process, port) = try Self.start(config, folder)
    }

    /// On the first port that nobody else has.
    private static func start(_ config: String, _ folder: TemporaryFolder) throws -> (
        ChildProcess, Int
    ) {
        let log = folder.file("sshd.log")
        let first = 20_000 + Int(ProcessInfo.processInfo.processIdentifier) % 12_000
        for port in first..<first + 100 {
            try? FileManager.default.removeItem(atPath: log)
            let process = try ChildProcess(
                Launch(program, ["-D", "-f", config, "-p", "\(port)", "-E", log]))
            let deadline = ContinuousClock.now + .seconds(60)
            while process.isRunning, ContinuousClock.now < deadline {
                let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
                if text.lowercased().contains("listening") { return (process, port) }
                usleep(20_000)
            }
            process.stop()
        }
        throw CannotStart(log: (try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
    }

    struct CannotStart: Error { var log: String }

    /// What to say to `ssh` to get there; it asks nothing.
    var words: [String] {
        [
            "-F", options, "-o", "LogLevel=ERROR", "-o", "BatchMode=yes", "-p", "\(port)",
            "127.0.0.1",
        ]
    }

    /// Ends every `ssh` that was started through `client`.
    func cut() {
        let text = (try? String(contentsOfFile: folder.file("clients"), encoding: .utf8)) ?? ""
        for pid in text.split(separator: "\n").compactMap({ pid_t($0) }) {
            // Those that have ended left their number to others.
            let words = try? String(contentsOfFile: "/proc/\(pid)/cmdline", encoding: .utf8)
            if words?.contains(options) == true { kill(pid, SIGKILL) }
        }
    }

    func stop() {
        let text = try? String(contentsOfFile: folder.file("sshd.pid"), encoding: .utf8)
        if let pid = text.flatMap({ pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) }) {
            kill(pid, SIGTERM)
        } else {
            process.send(SIGTERM)
        }
        process.wait()
    }

    private static func run(_ program: String, _ arguments: [String]) throws {
        try #require(try ChildProcess(Launch(program, arguments)).wait() == .exited(0))
    }
}
