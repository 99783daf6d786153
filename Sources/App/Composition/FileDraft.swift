// A file that grows beside its place under a name of its own and gets its place at the end. Only its owner may read it.

import Foundation
import Glibc

struct FileDraft: Sendable {
    let path: String
    let handle: FileHandle

    /// Never takes a file that is there, whoever made it.
    init(beside place: String) throws {
        path = "\(place).part-\(UUID().uuidString.prefix(8))"
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Self.failure(path) }
        handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    }

    /// Puts it in its place, whatever stood there. Flushed first: after a power loss it is the old file or this one.
    func take(_ place: String) throws {
        try handle.synchronize()
        try handle.close()
        guard unsafe rename(path, place) == 0 else { throw Self.failure(place) }
    }

    /// The same, but never over a file that is there.
    func takeFree(_ place: String) throws {
        try handle.synchronize()
        try handle.close()
        if unsafe link(path, place) == 0 {
            _ = unsafe unlink(path)
            return
        }
        // Some file systems have no second names; there a file that comes in between would be lost.
        guard [EPERM, EOPNOTSUPP, ENOSYS].contains(errno),
            !FileManager.default.fileExists(atPath: place)
        else { throw Self.failure(place) }
        guard unsafe rename(path, place) == 0 else { throw Self.failure(place) }
    }

    func drop() {
        try? handle.close()
        _ = unsafe unlink(path)
    }

    private static func failure(_ path: String) -> any Error {
        NSError(
            domain: NSPOSIXErrorDomain, code: Int(errno),
            userInfo: [
                NSLocalizedDescriptionKey: "\(path): \(unsafe String(cString: strerror(errno)))"
            ])
    }
}
