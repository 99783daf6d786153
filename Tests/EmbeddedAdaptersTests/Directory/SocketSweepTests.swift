// Sockets that dead processes left are removed, and nothing else.

import EmbeddedAdapters
import Foundation
import TestSupport
import Testing

@Suite struct SocketSweepTests {
    /// A socket file; whoever made it listens as long as `descriptor` is open.
    private func socket(_ path: String, ageSeconds: Double) throws -> Int32 {
        let file = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { target in
            unsafe target.copyBytes(from: path.utf8)
        }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let bound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(file, $0, size)
            }
        }
        try #require(bound == 0 && listen(file, 1) == 0)
        try FileManager.default.setAttributes(
            [.modificationDate: Date().addingTimeInterval(-ageSeconds)], ofItemAtPath: path)
        return file
    }

    @Test func onlyOldSocketsOfOursWithoutAListenerGo() async throws {
        try await TemporaryFolder.with { folder in
            func name(_ digit: Character) -> String {
                String(repeating: digit, count: 16) + ".sock"
            }
            for (file, age) in [
                (name("a"), 600.0), (name("b"), 600), (name("c"), 0), ("other.sock", 600),
                (name("G"), 600),
            ] {
                close(try socket(folder.file(file), ageSeconds: age))
            }
            let listening = try socket(folder.file(name("d")), ageSeconds: 600)
            defer { close(listening) }
            _ = try folder.write("mine", to: name("e"))
            SocketPath.sweep(beside: folder.file(name("b")))
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(
                Set(left) == [
                    name("b"), name("c"), name("d"), name("e"), name("G"), "other.sock",
                ])
        }
    }
}
