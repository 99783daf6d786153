// What the cells of one column were, counted while the rows streamed by.

/// One distinct text of a column.
package struct DistinctValue: Hashable, Sendable {
    package var text: String
    package var count: Int
    /// The row (header is 1) where it came first.
    package var firstRow: Int
}

/// Counted cells of one column.
package struct ColumnValues: Sendable {
    package internal(set) var rowCount = 0
    package internal(set) var emptyCount = 0
    /// Distinct trimmed texts in order of their first appearance.
    package internal(set) var values: [DistinctValue] = []
    package internal(set) var hashes = HashSample()
    /// Of the hashes only those are kept whose lowest bits, so many, are zero.
    package var sampleBits: Int { hashes.bits }
    /// Some text came twice.
    package internal(set) var hasRecurring = false
    /// How many distinct texts there are, where that is known without counting them.
    package internal(set) var knownDistinct: Int?
    /// Cells whose text was not kept.
    package internal(set) var unkeptCells = 0
    /// The smallest and largest of those cells, by their bytes and as plain numbers.
    package internal(set) var extremes: [String] = []
    package internal(set) var minLength = Int.max
    package internal(set) var maxLength = 0
    /// One number a row, equal for equal texts, -1 for empty cells: for keys of several columns.
    /// Empty for tables of more rows than are searched for such keys.
    package internal(set) var codes: [Int32] = []

    package var filledCount: Int { rowCount - emptyCount }
    /// Exact where `isDistinctExact`, else an estimate with an error of some tenths of a percent.
    package var distinctCount: Int { knownDistinct ?? hashes.count << sampleBits }
    package var isDistinctExact: Bool { sampleBits == 0 || knownDistinct != nil }
    /// Every distinct text is in `values` with its exact count.
    package var isComplete: Bool { unkeptCells == 0 }
    /// Every cell is filled and no text occurs twice.
    package var isUnique: Bool {
        rowCount > 0 && emptyCount == 0 && !hasRecurring
    }
}

/// `cell` without blanks around it.
func trimmedCell(_ cell: String) -> String {
    let bytes = cell.utf8
    guard let first = bytes.first, let last = bytes.last else { return cell }
    let isPlain = { (byte: UInt8) in byte > 0x20 && byte < 0x80 && byte != 0x7F }
    if isPlain(first), isPlain(last) { return cell }
    var characters = cell[...]
    while let edge = characters.first, edge.isWhitespace { characters.removeFirst() }
    while let edge = characters.last, edge.isWhitespace { characters.removeLast() }
    return String(characters)
}
