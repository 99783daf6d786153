// Where the engine of a data directory listens: a short hashed name, because a socket's path is limited to 107 bytes.

import EventSourcing
import Foundation

package enum SocketPath {
    package static let maximumBytes = 107

    /// The path for a data directory. The folder is `$XDG_RUNTIME_DIR/spice`, else `/run/spice` where this user may
    /// write, else a private one under `/tmp`; it is made, mode 0700.
    package static func choose(
        directory: String, environment: [String: String]
    ) throws(DirectoryError) -> String {
        let name = String(ContentHash.hex(ContentHash.of(Array(directory.utf8))).prefix(16))
        var candidates: [String] = []
        if let runtime = environment["XDG_RUNTIME_DIR"], runtime.hasPrefix("/") {
            candidates.append(runtime + "/spice")
        }
        candidates += ["/run/spice", "/tmp/spice-\(getuid())"]
        for folder in candidates {
            let path = "\(folder)/\(name).sock"
            if path.utf8.count <= maximumBytes, isUsable(folder) { return path }
        }
        throw .unavailable(
            path: directory, reason: "no folder for the socket; set XDG_RUNTIME_DIR to one")
    }

    /// Removes the sockets that dead processes left in the folder of this one: names as `choose` makes them, older than
    /// `seconds`, with nobody listening. The age spares one that was just made and does not listen yet.
    package static func sweep(beside path: String, olderThanSeconds seconds: Int = 60) {
        let folder = (path as NSString).deletingLastPathComponent
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            let other = folder + "/" + name
            guard other != path, isOurName(name), isOldSocket(other, seconds),
                !isListening(other)
            else { continue }
            _ = unsafe unlink(other)
        }
    }

    private static func isOurName(_ name: String) -> Bool {
        let digits = name.dropLast(".sock".count)
        return name.hasSuffix(".sock") && digits.count == 16
            && digits.allSatisfy { $0.isHexDigit && $0.isASCII && !$0.isUppercase }
    }

    private static func isOldSocket(_ path: String, _ seconds: Int) -> Bool {
        var info = stat()
        guard unsafe lstat(path, &info) == 0 else { return false }
        return info.st_mode & S_IFMT == S_IFSOCK && info.st_uid == getuid()
            && time(nil) - info.st_mtim.tv_sec >= seconds
    }

    /// Only a refusal says that nobody does; anything else spares the file.
    private static func isListening(_ path: String) -> Bool {
        let file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard file >= 0 else { return true }
        defer { close(file) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { return true }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { target in
            unsafe target.copyBytes(from: path.utf8)
        }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(file, $0, size)
            }
        }
        return result == 0 || errno != ECONNREFUSED
    }

    /// Ours, a real folder, closed to others: under /tmp anybody could have made it before us.
    private static func isUsable(_ folder: String) -> Bool {
        if unsafe mkdir(folder, 0o700) != 0, errno != EEXIST { return false }
        var info = stat()
        guard unsafe lstat(folder, &info) == 0 else { return false }
        return info.st_mode & S_IFMT == S_IFDIR && info.st_uid == getuid()
            && info.st_mode & 0o022 == 0 && (unsafe access(folder, W_OK | X_OK)) == 0
    }
}
