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

    /// Ours, a real folder, closed to others: under /tmp anybody could have made it before us.
    private static func isUsable(_ folder: String) -> Bool {
        if unsafe mkdir(folder, 0o700) != 0, errno != EEXIST { return false }
        var info = stat()
        guard unsafe lstat(folder, &info) == 0 else { return false }
        return info.st_mode & S_IFMT == S_IFDIR && info.st_uid == getuid()
            && info.st_mode & 0o022 == 0 && (unsafe access(folder, W_OK | X_OK)) == 0
    }
}
