// Starting programs without a fault of Foundation's `run` on Linux.

import Foundation
import Glibc

extension Process {
    /// `run`, for processes with many threads. Foundation looks through /proc/self/fd with `readdir` and copies 280 bytes
    /// of each record, past the end of the last ones: where that buffer is the last thing in an arena of malloc, the
    /// copy ends in memory that is not there. A buffer that malloc maps by itself has room behind it.
    package func start() throws {
        Self.mapBlocks(from: 32_768)
        defer { Self.mapBlocks(from: 1 << 20) }
        try run()
    }

    /// Swift does not import `mallopt`; -3 is `M_MMAP_THRESHOLD`.
    private static func mapBlocks(from bytes: Int32) {
        typealias SetOption = @convention(c) (Int32, Int32) -> Int32
        guard let symbol = unsafe dlsym(nil, "mallopt") else { return }
        let set = unsafe unsafeBitCast(symbol, to: SetOption.self)
        _ = set(-3, bytes)
    }
}
