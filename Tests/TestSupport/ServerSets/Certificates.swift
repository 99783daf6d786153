// Certificates of a test's own, made by openssl: an authority, a server that is called 127.0.0.1 alone (not localhost), a
// client, and an authority that nobody knows.

internal import Foundation
package import HTTPClient
internal import Processes

package struct Certificates: Sendable {
    /// Servers find `ca.pem`, `server.pem` and `server.key` there.
    package let folder: String

    package init(_ folder: TemporaryFolder) throws {
        self.folder = folder.path
        // Servers that run as another user read them.
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder.path)
        try "subjectAltName=IP:127.0.0.1".write(
            toFile: folder.file("names"), atomically: true, encoding: .utf8)
        for name in ["ca", "stranger"] {
            try run("req -x509 -subj /CN=\(name) -days 2 -out \(name).pem", key: name)
        }
        for name in ["server", "client"] {
            try run("req -new -subj /CN=\(name) -out \(name).csr", key: name)
            try run(
                "x509 -req -in \(name).csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 "
                    + "-extfile names -out \(name).pem")
        }
    }

    package func file(_ name: String) -> String { folder + "/" + name }

    /// As a client that is known should have them.
    package var good: TLSFiles {
        TLSFiles(
            authority: file("ca.pem"), certificate: file("client.pem"), key: file("client.key"))
    }

    /// Trusts somebody else.
    package var wrongAuthority: TLSFiles {
        TLSFiles(
            authority: file("stranger.pem"), certificate: file("client.pem"),
            key: file("client.key"))
    }

    /// Shows no certificate.
    package var nameless: TLSFiles { TLSFiles(authority: file("ca.pem")) }

    /// With a new key of that name first.
    private func run(_ arguments: String, key: String? = nil) throws {
        var words = ["openssl"] + arguments.split(separator: " ").map(String.init)
        if let key {
            words += [
                "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                key + ".key",
            ]
        }
        var launch = Launch("/usr/bin/env", words)
        launch.folder = folder
        guard try ChildProcess(launch).wait() == .exited(0) else {
            throw CheckAborted("openssl \(arguments)")
        }
    }
}
