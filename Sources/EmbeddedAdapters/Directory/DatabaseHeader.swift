// The first bytes of a SQLite file: enough to see a file that was cut, overwritten or is something else. Not a check of
// the pages; `spice verify` reads them all.

import Foundation

enum DatabaseHeader {
    static let byteCount = 100
    private static let magic = Array("SQLite format 3\0".utf8)

    static func read(_ path: String) -> [UInt8] {
        guard let file = FileHandle(forReadingAtPath: path) else { return [] }
        defer { try? file.close() }
        return [UInt8]((try? file.read(upToCount: byteCount)) ?? Data())
    }

    /// What is wrong, or nil. `bytes` is the file's length; `isSettled`: nobody writes and nothing waits in the WAL, so
    /// length and header must agree.
    static func damage(_ header: [UInt8], bytes: Int, isSettled: Bool) -> String? {
        // A file that was just made is empty until its first commit has been moved into it.
        if bytes == 0 { return isSettled ? "it is empty" : nil }
        guard header.count == byteCount else { return "it ends within its header" }
        guard header.starts(with: magic) else { return "it is no SQLite file" }
        let size = number(header, 16, 2)
        let pageSize = size == 1 ? 65_536 : size
        guard pageSize >= 512, pageSize.nonzeroBitCount == 1 else {
            return "its page size is \(pageSize)"
        }
        let pages = number(header, 28, 4)
        // The count is only kept by writers that also write the change counter into the second place.
        let isCounted = pages > 0 && number(header, 24, 4) == number(header, 92, 4)
        if isSettled, isCounted, bytes < pages * pageSize {
            return "it has \(bytes) of \(pages * pageSize) bytes"
        }
        return nil
    }

    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
        bytes[start..<start + count].reduce(0) { $0 << 8 | Int($1) }
    }
}
