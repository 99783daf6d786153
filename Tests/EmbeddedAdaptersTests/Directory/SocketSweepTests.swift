// Sockets that dead processes left are removed, and nothing else.

import EmbeddedAdapters
import Foundation
import TestSupport
import Testing

@Suite struct SocketSweepTests {
    private static let addressSize = socklen_t(MemoryLayout<sockaddr_un>.size)

    private func address(_ path: String) -> sockaddr_un {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { target in
            unsafe target.copyBytes(from: path.utf8)
        }
        return address
    }

    /// A socket file; whoever made it listens as long as `descriptor` is open.
    private func socket(_ path: String, ageSeconds: Double) throws -> Int32 {
        let file = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = address(path)
        let bound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(file, $0, SocketSweepTests.addressSize)
            }
        }
        try #require(bound == 0 && listen(file, 1) == 0)
        try FileManager.default.setAttributes(
            [.modificationDate: Date().addingTimeInterval(-ageSeconds)], ofItemAtPath: path)
        return file
    }

    private func connects(_ file: Int32, _ path: String) -> Bool {
        var address = address(path)
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(file, $0, SocketSweepTests.addressSize)
            }
        }
        return result == 0
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

    @Test func oneThatIsMadeAnewAtTheLastMomentStays() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file(String(repeating: "a", count: 16) + ".sock")
            close(try socket(path, ageSeconds: 600))
            let next = try socket(folder.file("next"), ageSeconds: 600)
            defer { close(next) }
            var removed: [String] = []
            SocketPath.sweep(beside: folder.file("none")) { candidate in
                removed.append(candidate)
                _ = unsafe rename(folder.file("next"), candidate)
            }
            #expect(removed == [path])
            #expect(FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func oneThatIsTooBusyToAnswerIsNotWaitedForAndStays() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file(String(repeating: "a", count: 16) + ".sock")
            let busy = try socket(path, ageSeconds: 600)
            var callers: [Int32] = []
            defer { for file in callers + [busy] { close(file) } }
            repeat {
                callers.append(
                    Glibc.socket(
                        AF_UNIX,
                        Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0))
            } while connects(callers[callers.count - 1], path) && callers.count < 100
            try #require(callers.count < 100)
            SocketPath.sweep(beside: folder.file("none"))
            #expect(FileManager.default.fileExists(atPath: path))
        }
    }
}
