// What the cells of one column were, counted while the rows stream by.
// Memory is bounded: distinct texts are kept up to a limit, after it only their hashes.

/// One distinct text of a column.
package struct DistinctValue: Hashable, Sendable {
    package var text: String
    package var count: Int
    /// The row (header is 1) where it came first.
    package var firstRow: Int
}

/// Counted cells of one column.
package struct ColumnValues: Sendable {
    /// Distinct texts kept in full.
    static let textLimit = 20_000
    /// Hashes kept beyond that; more distinct values than this are not told apart exactly.
    static let hashLimit = 2_000_000

    package private(set) var rowCount = 0
    package private(set) var emptyCount = 0
    private var index: [String: Int] = [:]
    private var strangers = 0
    /// Distinct trimmed texts in order of their first appearance.
    package private(set) var values: [DistinctValue] = []
    package private(set) var hashes: Set<Int> = []
    /// Cells whose text was no longer kept.
    package private(set) var unkeptCells = 0
    package private(set) var minLength = Int.max
    package private(set) var maxLength = 0

    /// One number a row, equal for equal texts, -1 for empty cells: for keys of several columns.
    /// Kept for the first `codeLimit` rows.
    package private(set) var codes: [Int32] = []
    static let codeLimit = 300_000

    package init() {}

    package mutating func add(_ cell: String, row: Int) {
        rowCount += 1
        let text = trimmedCell(cell)
        guard !text.isEmpty else {
            emptyCount += 1
            keep(code: -1)
            return
        }
        if let place = index[text] {
            values[place].count += 1
            keep(code: Int32(place))
            return
        }
        keep(
            code: values.count < Self.textLimit
                ? Int32(values.count) : Int32(truncatingIfNeeded: text.hashValue) | 1 << 30)
        let length = text.utf8.count
        minLength = min(minLength, length)
        maxLength = max(maxLength, length)
        if hashes.count < Self.hashLimit { hashes.insert(text.hashValue) }
        if values.count < Self.textLimit || isStrange(text) {
            index[text] = values.count
            values.append(DistinctValue(text: text, count: 1, firstRow: row))
        } else {
            unkeptCells += 1
        }
    }

    /// Among thousands of plain numbers a text with letters must not be overlooked: a thousand such
    /// are kept.
    private mutating func isStrange(_ text: String) -> Bool {
        guard strangers < 1000, Self.hasLetters(text) else { return false }
        if strangers == 0, values.prefix(200).contains(where: { Self.hasLetters($0.text) }) {
            return false
        }
        strangers += 1
        return true
    }

    private static func hasLetters(_ text: String) -> Bool {
        text.utf8.contains { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x80 }
    }

    private mutating func keep(code: Int32) {
        if codes.count < Self.codeLimit { codes.append(code) }
    }

    package var filledCount: Int { rowCount - emptyCount }
    package var distinctCount: Int { hashes.count }
    package var isDistinctExact: Bool { hashes.count < Self.hashLimit }
    /// Every distinct text is in `values` with its exact count.
    package var isComplete: Bool { unkeptCells == 0 }
    /// Every cell is filled and no text occurs twice.
    package var isUnique: Bool {
        rowCount > 0 && emptyCount == 0 && distinctCount == rowCount
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
