// A record before it becomes a row: unescaped bytes and the ends of the cells in them.

/// One record as the scanner cuts it.
package struct RawRecord: Hashable, Sendable {
    package struct Faults: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let strayQuote = Faults(rawValue: 1)
        package static let unclosedQuote = Faults(rawValue: 2)
        package static let nul = Faults(rawValue: 4)
        package static let invalidText = Faults(rawValue: 8)
    }

    /// The cells one after the other.
    package var bytes: [UInt8] = []
    /// Where each cell ends in `bytes`.
    package var ends: [Int] = []
    /// At least one cell was quoted.
    package var hasQuotes = false
    package var faults: Faults = []
    package var line: Int
    package var offset: Int
    /// Physical lines that the record takes.
    package var lineCount = 1

    init(line: Int, offset: Int) {
        self.line = line
        self.offset = offset
    }

    package var width: Int { ends.count }

    /// A line with nothing in it.
    package var isBlank: Bool { ends.count == 1 && bytes.isEmpty && !hasQuotes }

    /// The cells of a record whose bytes are plain ASCII.
    package func texts() -> [String] {
        var start = 0
        return ends.map { end in
            defer { start = end }
            return String(decoding: bytes[start..<end], as: UTF8.self)
        }
    }

    /// Neither NULs nor bytes beyond ASCII.
    private var isPlain: Bool {
        var (all, least) = (UInt8(0), UInt8.max)
        for byte in bytes {
            all |= byte
            least = min(least, byte)
        }
        return all < 0x80 && least > 0
    }

    /// The cells as text, NULs taken out, undecodable bytes as U+FFFD; notes both as faults.
    package mutating func takeCells() -> [String] {
        if isPlain { return texts() }
        var cells: [String] = []
        cells.reserveCapacity(ends.count)
        var start = 0
        for end in ends {
            cells.append(text(start, end))
            start = end
        }
        return cells
    }

    private mutating func text(_ start: Int, _ end: Int) -> String {
        let slice = bytes[start..<end]
        guard let text = String(validating: slice, as: UTF8.self) else {
            faults.insert(.invalidText)
            return String(decoding: slice, as: UTF8.self)
        }
        guard slice.contains(where: { $0 == 0 || $0 == 0xEF }) else { return text }
        if text.unicodeScalars.contains("\u{FFFD}") { faults.insert(.invalidText) }
        guard slice.contains(0) else { return text }
        faults.insert(.nul)
        return String(decoding: slice.filter { $0 != 0 }, as: UTF8.self)
    }
}
