// The data directory and its lock.

import EventSourcing
import Foundation
import Testing

@testable import EmbeddedAdapters

@Suite struct EmbeddedDirectoryTests {
    private let now = Timestamp(microseconds: 1_000_000)

    @Test func aFreshDirectoryIsPrivateAndOpensAgain() async throws {
        try await withFolder { folder in
            let path = folder + "/deep/data"
            let directory = try EmbeddedDirectory(path: path)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o700)
            let ports = try EmbeddedPorts(opening: directory, clock: SystemClock())
            try await ports.log.add(command("a"))
            await ports.close()
            let again = try EmbeddedPorts(
                opening: EmbeddedDirectory(path: path), clock: SystemClock())
            #expect(try await again.log.head() == StorePosition(segment: 1))
            await again.close()
        }
    }

    @Test func aNewerFormatAndForeignContentAreRefused() async throws {
        try await withFolder { folder in
            let newer = folder + "/newer"
            _ = try EmbeddedDirectory(path: newer)
            try Data("7\n".utf8).write(to: URL(fileURLWithPath: newer + "/format"))
            #expect(throws: DirectoryError.newerFormat(found: 7, known: 1, path: newer)) {
                try EmbeddedDirectory(path: newer)
            }
            let file = folder + "/file"
            try Data("x".utf8).write(to: URL(fileURLWithPath: file))
            #expect(throws: DirectoryError.notAFolder(path: file)) {
                try EmbeddedDirectory(path: file)
            }
            #expect(throws: DirectoryError.foreignContent(path: folder)) {
                try EmbeddedDirectory(path: folder)
            }
        }
    }

    @Test func theLockNamesItsHolderAndIsFreeAfterwards() async throws {
        try await withFolder { folder in
            let directory = try EmbeddedDirectory(path: folder + "/data")
            let first = try acquire(directory)
            guard case .held(let lock) = first else {
                Issue.record("a free lock was not given")
                return
            }
            guard case .heldBy(let holder) = try acquire(directory) else {
                Issue.record("a held lock was given twice")
                return
            }
            #expect(holder == lock.holder)
            #expect(holder?.pid == Int(ProcessInfo.processInfo.processIdentifier))
            #expect(holder?.socketPath == "/run/s.sock")
            lock.release()
            #expect(DirectoryLock.holder(of: directory) == nil)
            guard case .held(let next) = try acquire(directory) else {
                Issue.record("a released lock was not given")
                return
            }
            next.release()
        }
    }

    @Test func aLockFileOfADeadProcessHoldsNobodyUp() async throws {
        try await withFolder { folder in
            let directory = try EmbeddedDirectory(path: folder + "/data")
            let dead = LockHolder(
                pid: 2_000_000_000, command: "spice up", since: now, socketPath: "/gone")
            try Data(dead.bytes).write(to: URL(fileURLWithPath: directory.lockPath))
            guard case .held(let lock) = try acquire(directory) else {
                Issue.record("a dead process holds the lock")
                return
            }
            #expect(lock.holder.pid != dead.pid)
            lock.release()
        }
    }

    @Test func aSocketPathIsShortAndTheSameForOneDirectory() async throws {
        try await withFolder { folder in
            let environment = ["XDG_RUNTIME_DIR": folder]
            let long = "/" + String(repeating: "long/", count: 60)
            let path = try SocketPath.choose(directory: long, environment: environment)
            #expect(path.hasPrefix(folder + "/spice/"))
            #expect(path.utf8.count <= SocketPath.maximumBytes)
            #expect(try SocketPath.choose(directory: long, environment: environment) == path)
            #expect(
                try SocketPath.choose(directory: "/other", environment: environment) != path)
        }
    }

    private func acquire(_ directory: EmbeddedDirectory) throws -> DirectoryLock.Outcome {
        try DirectoryLock.acquire(
            directory, command: "spice up", socketPath: "/run/s.sock", now: now)
    }
}
