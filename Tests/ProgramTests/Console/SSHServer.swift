// A real sshd on loopback with keys of its own, for one test. Nil, with a printed reason, where there is none.

import Foundation
import TestSupport
import Testing

struct SSHServer {
    let port: Int
    let folder: TemporaryFolder
    private let process: Process

    static func start() async throws -> SSHServer? {
        let sshd = "/usr/sbin/sshd"
        guard FileManager.default.isExecutableFile(atPath: sshd),
            FileManager.default.isExecutableFile(atPath: "/usr/bin/ssh")
        else {
            print("skipped: no openssh-server here")
            return nil
        }
        let folder = try TemporaryFolder()
        for name in ["host", "user"] {
            let made = try run(
                "/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", folder.file(name)])
            try #require(made == 0)
        }
        try? FileManager.default.createDirectory(
            atPath: "/run/sshd", withIntermediateDirectories: true)
        let port = 20_000 + Int(ProcessInfo.processInfo.processIdentifier) % 20_000
        let configuration = try folder.write(
            """
            Port \(port)
            ListenAddress 127.0.0.1
            HostKey \(folder.file("host"))
            AuthorizedKeysFile \(folder.file("user.pub"))
            PidFile none
            UsePAM no
            StrictModes no
            PermitRootLogin yes
            PasswordAuthentication no
            """, to: "sshd_config")
        let process = Process()
        process.executableURL = URL(filePath: sshd)
        process.arguments = ["-D", "-f", configuration]
        process.standardError = FileHandle.nullDevice
        try process.run()
        let server = SSHServer(port: port, folder: folder, process: process)
        for _ in 0..<200 where process.isRunning {
            if try run("/usr/bin/ssh", server.words(["true"])) == 0 { return server }
            try await Task.sleep(for: .milliseconds(20))
        }
        print("skipped: sshd does not let \(NSUserName()) in by key here")
        server.stop()
        return nil
    }

    /// What to say to `ssh`.
    func words(_ more: [String]) -> [String] {
        [
            "-p", "\(port)", "-i", folder.file("user"), "-o", "StrictHostKeyChecking=no", "-o",
            "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o", "BatchMode=yes",
            "\(NSUserName())@127.0.0.1",
        ] + more
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
        folder.remove()
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
