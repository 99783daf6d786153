// Whether two screens are alike: bit for bit first. Nearly all cells hold their letter in place, a frame has thousands
// of them, and most frames differ from the last one in a few rows.

import Glibc

extension Screen {
    package static func == (a: Screen, b: Screen) -> Bool {
        guard a.size == b.size, a.glyphs == b.glyphs, a.isPlain == b.isPlain,
            a.cursor == b.cursor, a.isCursorVisible == b.isCursorVisible, a.sheets == b.sheets
        else { return false }
        return (0..<a.size.rows).allSatisfy { a.hasSameRow($0, as: b) }
    }

    /// Whether a row looks as it does on another screen of the same size.
    package func hasSameRow(_ y: Int, as other: Screen) -> Bool {
        let (start, count) = (y * size.columns, size.columns)
        let stride = MemoryLayout<Cell>.stride
        let isIdentical = unsafe cells.withUnsafeBytes { mine in
            unsafe other.cells.withUnsafeBytes { theirs in
                guard let mine = mine.baseAddress, let theirs = theirs.baseAddress else {
                    return false
                }
                return unsafe memcmp(
                    mine + start * stride, theirs + start * stride, count * stride) == 0
            }
        }
        return isIdentical || row(y).elementsEqual(other.row(y))
    }
}
