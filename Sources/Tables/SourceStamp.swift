// What of a file changes when somebody writes to it: a cheap sign that it may hold other bytes than those that were read.

import Glibc

/// Length, times and number of a file. Two that are equal: the same bytes; two that differ: perhaps others, or only
/// another name or owner.
package struct SourceStamp: Hashable, Sendable {
    private let bytes: Int64
    private let device: UInt64
    private let number: UInt64
    private let written: [Int]
    /// Also moved by whoever puts the time of writing back.
    private let changed: [Int]

    /// Nil when there is no such file.
    package init?(path: String) {
        var facts = stat()
        guard unsafe stat(path, &facts) == 0 else { return nil }
        bytes = Int64(facts.st_size)
        device = UInt64(facts.st_dev)
        number = UInt64(facts.st_ino)
        written = [facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec]
        changed = [facts.st_ctim.tv_sec, facts.st_ctim.tv_nsec]
    }
}

extension TableSource {
    /// Nil for bytes that are here already, and for a file that is gone.
    package var stamp: SourceStamp? {
        guard case .file(let path) = container else { return nil }
        return SourceStamp(path: path)
    }

    /// It lies where others can write to it.
    package var isOnDisk: Bool {
        if case .file = container { true } else { false }
    }
}
