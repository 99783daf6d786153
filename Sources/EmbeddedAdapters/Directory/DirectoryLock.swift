// The lock that makes one process the writer of a data directory. The system's lock on the open file decides, and it
// ends with the process however that ends; what the file says only tells people and programs whom to turn to.

package import EventSourcing
import Foundation
import Synchronization

/// Held until `release` or the end of the process.
package final class DirectoryLock: Sendable {
    package enum Outcome: Sendable {
        case held(DirectoryLock)
        /// Somebody else; nil while that one is just starting.
        case heldBy(LockHolder?)
    }

    package let holder: LockHolder
    private let path: String
    private let file: Mutex<Int32?>

    private init(holder: LockHolder, path: String, file: Int32) {
        self.holder = holder
        self.path = path
        self.file = Mutex(file)
    }

    deinit { release() }

    /// Takes the lock or tells who has it. A file left behind by a dead process holds nobody up.
    package static func acquire(
        _ directory: EmbeddedDirectory, command: String, socketPath: String, now: Timestamp
    ) throws(DirectoryError) -> Outcome {
        let path = directory.lockPath
        do throws(FileFailure) {
            let file = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            guard file >= 0 else { throw FileFailure("open", path) }
            guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
                let failure = FileFailure("lock", path)
                close(file)
                guard failure.code == EWOULDBLOCK else { throw failure }
                return .heldBy(read(path))
            }
            let holder = LockHolder(
                pid: Int(getpid()), command: command, since: now, socketPath: socketPath)
            do throws(FileFailure) {
                guard ftruncate(file, 0) == 0 else { throw FileFailure("write", path) }
                try writeAll(holder.bytes, to: file, path: path)
            } catch {
                close(file)
                throw error
            }
            return .held(DirectoryLock(holder: holder, path: path, file: file))
        } catch {
            throw DirectoryError(error, directory: directory.path)
        }
    }

    /// Who holds the directory now, without taking it; nil when nobody does.
    package static func holder(of directory: EmbeddedDirectory) -> LockHolder? {
        let file = unsafe open(directory.lockPath, O_RDWR | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        guard flock(file, LOCK_EX | LOCK_NB) != 0 else { return nil }
        return read(directory.lockPath)
    }

    /// Lets another process in. Harmless when repeated. The file stays: removing it would let two processes lock two
    /// files of one name.
    package func release() {
        file.withLock { file in
            guard let open = file else { return }
            _ = ftruncate(open, 0)
            close(open)
            file = nil
        }
    }

    private static func read(_ path: String) -> LockHolder? {
        FileManager.default.contents(atPath: path).flatMap { LockHolder([UInt8]($0)) }
    }
}
