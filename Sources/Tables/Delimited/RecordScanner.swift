// Cuts delimited text into records while it streams. Accepts LF, CRLF, CRCRLF and CR as line ends,
// quoted line ends, doubled or backslashed quotes, delimiters of several characters. Memory: one
// chunk and one record. A quote that stays open for `recordLimit` bytes is taken as a plain
// character.

/// Records, one after the other, from a stream or from bytes.
package struct RecordScanner {
    static let recordLimit = 8 << 20

    private let source: (any ByteStream)?
    var window: [UInt8]
    /// Where in `window` the next record begins.
    var start = 0
    /// Text bytes before `window`.
    private(set) var base = 0
    var line = 1
    /// How many windows there were.
    private(set) var fills = 0
    /// Bytes and cells of the last ordinary record: about what the next one needs.
    private var usual = (bytes: 0, cells: 8)
    /// The stream has no more.
    private(set) var isAtEnd: Bool
    let delimiter: [UInt8]
    let quote: UInt8?
    let usesBackslash: Bool
    let doublesQuotes: Bool
    let skipsBlanks: Bool
    private let countsRecords: Bool

    /// `firstLine` is the number of the first line.
    init(_ source: any ByteStream, _ dialect: Dialect, firstLine: Int = 1) {
        self.init(source: source, window: [], dialect)
        line = firstLine
    }

    /// Scans `bytes`, which are UTF-8 text without a mark.
    package init(_ bytes: [UInt8], _ dialect: Dialect) {
        self.init(source: nil, window: bytes, dialect)
    }

    private init(source: (any ByteStream)?, window: [UInt8], _ dialect: Dialect) {
        self.source = source
        self.window = window
        isAtEnd = source == nil
        delimiter = Array(dialect.delimiter.utf8)
        quote = dialect.quote?.utf8.first
        usesBackslash = dialect.escape == .backslash
        doublesQuotes = dialect.escape != .backslash
        skipsBlanks = dialect.skipsInitialBlanks
        countsRecords = dialect.countsRecords
    }

    /// The next record, or nil at the end of the text.
    package mutating func next() throws(TableError) -> RawRecord? {
        while true {
            if start < window.count {
                if let record = quickRecord(bytes: usual.bytes, cells: usual.cells) {
                    usual = (record.bytes.count, record.ends.count)
                    return record
                }
                var scan = RecordScan(scanner: self, at: start, mayGrow: mayGrow)
                var record = RawRecord(line: line, offset: base + start)
                if scan.run(&record) {
                    if countsRecords { record.lineCount = 1 }
                    start = scan.at
                    line += record.lineCount
                    return record
                }
            } else if isAtEnd {
                return nil
            }
            try fill()
        }
    }

    /// Passes over `count` physical lines without regard to quotes; returns their texts.
    package mutating func skipLines(_ count: Int) throws(TableError) -> [String] {
        var texts: [String] = []
        for _ in 0..<count {
            if countsRecords {
                guard var record = try next() else { break }
                let cells = record.takeCells().filter { !$0.isEmpty }
                texts.append(cells.joined(separator: " "))
                continue
            }
            guard let text = try skipLine() else { break }
            texts.append(text)
        }
        return texts
    }

    private mutating func skipLine() throws(TableError) -> String? {
        while true {
            if start == window.count && isAtEnd { return nil }
            let end = window[start...].firstIndex { $0 == 0x0A || $0 == 0x0D }
            if let end, end + 2 < window.count || isAtEnd {
                let text = String(decoding: window[start..<end], as: UTF8.self)
                start = end + lineEndLength(at: end)
                line += 1
                return text
            }
            if isAtEnd {
                let text = String(decoding: window[start...], as: UTF8.self)
                start = window.count
                line += 1
                return text
            }
            try fill()
        }
    }

    private var mayGrow: Bool { !isAtEnd && window.count - start < Self.recordLimit }

    /// Takes more of the stream; what was read leaves the window, which is a new array then: blocks
    /// may keep the old one.
    mutating func fill() throws(TableError) {
        let rest = window.count - start
        var next: [UInt8] = []
        // At least doubling keeps the rescans of a long record linear.
        let wanted = max(1, rest)
        next.reserveCapacity(rest + max(rest, chunkSize))
        next += window[start...]
        window = next
        next = []
        base += start
        start = 0
        fills += 1
        while window.count < rest + wanted {
            guard let chunk = try source?.next() else {
                isAtEnd = true
                return
            }
            window += chunk
        }
    }

    /// Passes over what a block has taken.
    mutating func pass(to place: Int, lines: Int) {
        start = place
        line += lines
    }

    /// How many bytes the line end at `index` takes.
    func lineEndLength(at index: Int) -> Int {
        guard window[index] == 0x0D else { return 1 }
        if index + 1 < window.count, window[index + 1] == 0x0A { return 2 }
        let isTripled =
            index + 2 < window.count && window[index + 1] == 0x0D && window[index + 2] == 0x0A
        return isTripled ? 3 : 1
    }
}
