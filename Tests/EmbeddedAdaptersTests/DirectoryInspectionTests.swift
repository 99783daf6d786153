// A directory seen from outside: headers of database files, and who holds a lock.

import Foundation
import TestSupport
import Testing

@testable import EmbeddedAdapters

@Suite struct DirectoryInspectionTests {
    private func header(pageSize: [UInt8] = [0x10, 0], pages: UInt8 = 3) -> [UInt8] {
        var bytes = Array("SQLite format 3\0".utf8) + pageSize
        bytes += [UInt8](repeating: 0, count: DatabaseHeader.byteCount - bytes.count)
        bytes[31] = pages
        return bytes
    }

    @Test func aSoundHeaderIsSound() {
        let bytes = header()
        #expect(DatabaseHeader.damage(bytes, bytes: 3 * 4096, isSettled: true) == nil)
        #expect(DatabaseHeader.damage(bytes, bytes: 4 * 4096, isSettled: true) == nil)
    }

    @Test func filesThatWereCutAreSeenOnceNobodyWritesThem() {
        let bytes = header()
        #expect(DatabaseHeader.damage(bytes, bytes: 2 * 4096, isSettled: true) != nil)
        #expect(DatabaseHeader.damage(bytes, bytes: 2 * 4096, isSettled: false) == nil)
        #expect(DatabaseHeader.damage([], bytes: 0, isSettled: true) != nil)
        #expect(DatabaseHeader.damage(Array(bytes.prefix(20)), bytes: 20, isSettled: false) != nil)
    }

    @Test func otherFilesAreNoDatabases() {
        var bytes = header()
        bytes[0] = 0
        #expect(DatabaseHeader.damage(bytes, bytes: 3 * 4096, isSettled: false) != nil)
        let odd = header(pageSize: [0x10, 1])
        #expect(DatabaseHeader.damage(odd, bytes: 3 * 4096, isSettled: false) != nil)
        let largest = header(pageSize: [0, 1], pages: 1)
        #expect(DatabaseHeader.damage(largest, bytes: 65_536, isSettled: true) == nil)
    }

    @Test func onlyALockThatIsHeldCountsNotOneThatWaitsNorAnotherKind() {
        let locks = """
            1: FLOCK  ADVISORY  WRITE 7 fe:00:11 0 EOF
            1: -> FLOCK  ADVISORY  WRITE 8 fe:00:12 0 EOF
            2: POSIX  ADVISORY  READ 9 fe:00:13 128 128
            """
        #expect(DirectoryInspection.isLocked(inode: 11, locks: locks))
        #expect(!DirectoryInspection.isLocked(inode: 12, locks: locks))
        #expect(!DirectoryInspection.isLocked(inode: 13, locks: locks))
        #expect(!DirectoryInspection.isLocked(inode: 1, locks: locks))
    }

    @Test func lookingMakesNothing() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("a/b")
            let absent = DirectoryInspection(path: path)
            #expect(absent.place == .absent(canBeMade: true))
            #expect(!FileManager.default.fileExists(atPath: folder.file("a")))
            _ = try EmbeddedDirectory(path: path)
            let there = DirectoryInspection(path: path)
            #expect(there.format == .number(EmbeddedDirectory.format))
            #expect(there.databases.isEmpty && !there.isHeld)
            #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["format"])
        }
    }

    @Test func theHolderIsNamedWhileItHolds() async throws {
        try await TemporaryFolder.with { folder in
            let directory = try EmbeddedDirectory(path: folder.file("data"))
            let outcome = try DirectoryLock.acquire(
                directory, command: "test", socketPath: "/s", now: FixedClock().now())
            guard case .held(let lock) = outcome else {
                Issue.record("somebody else has it")
                return
            }
            let held = DirectoryInspection(path: directory.path)
            #expect(held.isHeld && held.holder?.command == "test")
            lock.release()
            #expect(!DirectoryInspection(path: directory.path).isHeld)
        }
    }

    @Test func theKernelsFileSystemsAndReadOnlyOnesHoldNoFolders() {
        let mounts = """
            /dev/vda1 / ext4 rw,relatime 0 0
            proc /proc proc rw,nosuid 0 0
            tmpfs /proc/scratch tmpfs rw 0 0
            /dev/vdb1 /media/old\\040disk ext4 ro,relatime 0 0
            cgroup2 /mnt cgroup2 rw 0 0
            /dev/vdc1 /mnt xfs rw 0 0
            """
        for (path, isAllowed) in [
            ("/", true), ("/home/a", true), ("/proc", false), ("/proc/self", false),
            ("/process", true), ("/proc/scratch/a", true), ("/media/old disk", false),
            ("/media/old disk/a", false), ("/media", true), ("/mnt/a", true),
        ] {
            #expect(MountedFolder.allowsFolders(path, mounts: mounts) == isAllowed, "\(path)")
        }
    }
}
