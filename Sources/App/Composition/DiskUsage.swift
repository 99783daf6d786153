// How much room the data takes, and how much is left.

import Foundation

enum DiskUsage {
    /// Bytes of the files in a folder (not deeper), and free bytes of its disk; nil when nobody knows.
    static func of(_ path: String) -> (used: Int, free: Int)? {
        let manager = FileManager.default
        guard let names = try? manager.contentsOfDirectory(atPath: path),
            let system = try? manager.attributesOfFileSystem(forPath: path),
            let free = system[.systemFreeSize] as? NSNumber
        else { return nil }
        let used = names.reduce(0) { sum, name in
            sum + Int(FileStamp(path: path + "/" + name)?.bytes ?? 0)
        }
        return (used, free.intValue)
    }
}
