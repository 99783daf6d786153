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
    /// Hashes kept while no text has recurred: enough to prove a key.
    static let uniqueLimit = 1_000_000
    /// Hashes kept once texts recur. Beyond it a fair sample of them is kept, and counts are estimates.
    static let recurringLimit = 131_072

    package private(set) var rowCount = 0
    package private(set) var emptyCount = 0
    private var index = HashIndex()
    private var strangers = 0
    /// Distinct trimmed texts in order of their first appearance.
    package private(set) var values: [DistinctValue] = []
    package private(set) var hashes: Set<Int> = []
    /// Of the hashes only those are kept whose lowest bits, so many, are zero.
    package private(set) var sampleBits = 0
    /// Some text came twice.
    package private(set) var hasRecurring = false
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
        guard !text.isEmpty else { return addEmpty() }
        let hash = TextHash.of(text)
        guard !recount(hash) else { return }
        take(text, hash, row)
    }

    /// The same for the bytes of a cell, `bytes[start..<end]`, which are ASCII without NUL. No text is made of what was
    /// there before.
    package mutating func add(_ bytes: [UInt8], _ start: Int, _ end: Int, row: Int) {
        rowCount += 1
        var (start, end) = (start, end)
        while start < end, Self.isBlank(bytes[start]) { start += 1 }
        while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
        guard start < end else { return addEmpty() }
        let hash = TextHash.of(bytes, start, end)
        guard !recount(hash) else { return }
        if values.count >= Self.textLimit,
            strangers >= 1000 || !bytes[start..<end].contains(where: Self.isLetter)
        {
            return pass(hash, length: end - start)
        }
        take(String(decoding: bytes[start..<end], as: UTF8.self), hash, row)
    }

    private mutating func addEmpty() {
        emptyCount += 1
        keep(code: -1)
    }

    /// Whether the text is one of those that are kept.
    private mutating func recount(_ hash: Int) -> Bool {
        guard let place = index.place(of: hash) else { return false }
        hasRecurring = true
        values[place].count += 1
        keep(code: Int32(place))
        return true
    }

    private mutating func take(_ text: String, _ hash: Int, _ row: Int) {
        guard values.count < Self.textLimit || isStrange(text) else {
            return pass(hash, length: text.utf8.count)
        }
        keep(code: Int32(values.count))
        note(length: text.utf8.count)
        keep(hash: hash)
        index.insert(hash, values.count)
        values.append(DistinctValue(text: text, count: 1, firstRow: row))
    }

    /// A text beyond those that are kept.
    private mutating func pass(_ hash: Int, length: Int) {
        keep(code: Int32(truncatingIfNeeded: hash) & Int32.max | 1 << 30)
        note(length: length)
        keep(hash: hash)
        unkeptCells += 1
    }

    private mutating func note(length: Int) {
        minLength = min(minLength, length)
        maxLength = max(maxLength, length)
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

    private static func hasLetters(_ text: String) -> Bool { text.utf8.contains(where: isLetter) }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x80
    }

    private mutating func keep(hash: Int) {
        guard hash & (1 << sampleBits - 1) == 0 else { return }
        if !hashes.insert(hash).inserted { hasRecurring = true }
        while hashes.count > (hasRecurring ? Self.recurringLimit : Self.uniqueLimit) {
            sampleBits += 1
            let mask = 1 << sampleBits - 1
            hashes = hashes.filter { $0 & mask == 0 }
        }
    }

    private mutating func keep(code: Int32) {
        if codes.count < Self.codeLimit { codes.append(code) }
    }

    package var filledCount: Int { rowCount - emptyCount }
    /// Exact where `isDistinctExact`, else an estimate with an error of some tenths of a percent.
    package var distinctCount: Int { hashes.count << sampleBits }
    package var isDistinctExact: Bool { sampleBits == 0 }
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
