// The short way through ordinary rows, many at a time: one delimiter byte, quotes doubled if
// anything, as many cells as the table has columns. It makes nothing of the cells but their places.
// Where something else begins it stops with nothing changed, and the state machine decides about
// that record.

/// Cuts rows out of a window.
struct BlockScan {
    enum Outcome {
        /// The window ends before the next row does, or the part of it that may be cut here.
        case starved
        /// The next record is for the state machine.
        case unusual
        /// The block has as many rows as it may.
        case full
    }

    let mark: UInt8
    let quote: UInt8?
    let width: Int
    private let classes: ByteClasses
    /// The last header row, to know it when it comes again; empty where it cannot.
    private let header: [[UInt8]]
    /// Of the first cell; without a header a length that no cell has, be it behind a mark.
    private let headerLength: Int

    /// Where the record after the last row begins.
    private(set) var at = 0
    /// Line ends in the rows that were cut.
    private(set) var lines = 0

    /// Nil for dialects that this does not read.
    init?(_ dialect: Dialect, width: Int, header: [String]) {
        let delimiter = Array(dialect.delimiter.utf8)
        guard delimiter.count == 1, dialect.escape != .backslash, !dialect.skipsInitialBlanks,
            dialect.comment == nil, width > 0
        else { return nil }
        mark = delimiter[0]
        quote = dialect.quote?.utf8.first
        self.width = width
        classes = ByteClasses(mark: mark, quote: quote ?? mark)
        self.header = header.count == width && width > 1 ? header.map { Array($0.utf8) } : []
        headerLength = self.header.first?.count ?? -1 - Self.markLength
    }

    /// Cuts rows from `start` on, those that end at `end` or before, until `block` has `rows` of
    /// them. `record`: the number of the last row; it moves on.
    mutating func run(
        _ text: [UInt8], from start: Int, to end: Int, into block: RowBlock, rows: Int,
        record: inout Int
    ) -> Outcome {
        at = start
        lines = 0
        return unsafe text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return .starved }
            var row = unsafe RowCut(
                base: base, end: end, count: bytes.count, at: start, classes: classes, mark: mark,
                quote: quote ?? 0, hasQuote: quote != nil, width: width)
            var index = block.rowCount
            defer { block.grow(to: index) }
            let sink = block.sink
            while index < min(rows, block.capacity) {
                let outcome = row.cut(index, sink, block)
                guard outcome == .full else { return outcome }
                let length = sink.length(row: index, column: 0)
                if length == headerLength || length == headerLength &+ Self.markLength,
                    isHeader(block, index)
                {
                    return .unusual
                }
                record &+= 1
                sink.set(record: record, row: index)
                index &+= 1
                at = row.at
                lines &+= row.lines
            }
            return .full
        }
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    /// Of it, where every row is looked at.
    private static var markLength: Int { 3 }

    /// The row repeats the header, be it behind a byte order mark.
    @inline(never)
    private func isHeader(_ block: RowBlock, _ row: Int) -> Bool {
        for column in 0..<width {
            var bytes = block.bytes(column: column, row: row)
            if column == 0, bytes.starts(with: Self.byteOrderMark) {
                bytes = bytes.dropFirst(Self.markLength)
            }
            guard bytes.count == header[column].count, bytes.elementsEqual(header[column]) else {
                return false
            }
        }
        return true
    }
}

/// The cutting of one row after the other. A value of the moment: it holds a pointer into the window.
@safe private struct RowCut {
    private let base: UnsafePointer<UInt8>
    private let end: Int
    private let count: Int
    private let classes: ByteClasses
    private let mark: UInt8
    private let quote: UInt8
    private let hasQuote: Bool
    private let width: Int

    /// Where the next row begins.
    private(set) var at: Int
    /// Line ends of the last row.
    private(set) var lines = 0
    private var cellStart: Int
    private var bits: UInt64 = 0
    private var bitBase = 0
    private var next: Int
    private var isHighHere = false
    private var isHigh = false

    private enum Step {
        case cell
        case row
        case starved
        case unusual
    }

    init(
        base: UnsafePointer<UInt8>, end: Int, count: Int, at: Int, classes: ByteClasses,
        mark: UInt8, quote: UInt8, hasQuote: Bool, width: Int
    ) {
        unsafe self.base = base
        self.end = end
        self.count = count
        self.at = at
        self.classes = classes
        self.mark = mark
        self.quote = quote
        self.hasQuote = hasQuote
        self.width = width
        cellStart = at
        next = at
    }

    /// `full`: the cells are written as those of `row`.
    @inline(__always)
    mutating func cut(_ row: Int, _ sink: RowSink, _ block: RowBlock) -> BlockScan.Outcome {
        isHigh = isHighHere
        lines = 1
        cellStart = at
        var column = 0
        while column < width {
            switch cell(row, column, sink, block) {
            case .cell: column &+= 1
            case .starved: return .starved
            case .unusual: return .unusual
            case .row:
                guard column == width &- 1, !isBlank else { return .unusual }
                if isHigh, unsafe !PlainText.isText(base + at, count: cellStart - at) {
                    return .unusual
                }
                at = cellStart
                return .full
            }
        }
        return .unusual
    }

    /// A line of nothing at all: in a table of one column it has the right width.
    private var isBlank: Bool {
        guard width == 1 else { return false }
        let first = unsafe base[at]
        return first == 0x0A || first == 0x0D
    }

    /// The place of the next byte that may cut.
    @inline(__always)
    private mutating func place() -> Int {
        while bits == 0 {
            if next >= count { return count }
            let found =
                next &+ 64 <= count
                ? unsafe classes.cuts(base + next)
                : unsafe classes.cuts(base + next, count: count &- next)
            bits = found.bits
            isHighHere = found.high
            isHigh = isHigh || found.high
            bitBase = next
            next &+= 64
        }
        let found = bitBase &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        return found
    }

    @inline(__always)
    private mutating func cell(
        _ row: Int, _ column: Int, _ sink: RowSink, _ block: RowBlock
    ) -> Step {
        while true {
            let here = place()
            if here >= end { return .starved }
            let byte = unsafe base[here]
            if byte == mark {
                sink.set(row: row, column: column, cellStart, here)
                cellStart = here &+ 1
                return .cell
            }
            if byte == 0x0A {
                sink.set(row: row, column: column, cellStart, here)
                cellStart = here &+ 1
                return .row
            }
            if hasQuote, byte == quote {
                if here == cellStart { return quoted(row, column, sink, block) }
                continue
            }
            if byte == 0x0D {
                guard here &+ 1 < end else { return .starved }
                guard unsafe base[here &+ 1] == 0x0A else { return .unusual }
                sink.set(row: row, column: column, cellStart, here)
                _ = place()
                cellStart = here &+ 2
                return .row
            }
            if byte == 0 { return .unusual }
        }
    }

    /// A cell after its opening quote.
    @inline(__always)
    private mutating func quoted(
        _ row: Int, _ column: Int, _ sink: RowSink, _ block: RowBlock
    ) -> Step {
        var isDoubled = false
        while true {
            let here = place()
            guard here &+ 1 < end else { return .starved }
            let byte = unsafe base[here]
            let after = unsafe base[here &+ 1]
            if byte == quote {
                guard after == quote else {
                    if isDoubled {
                        block.setUnescaped(
                            row: row, column: column, cellStart &+ 1, here, quote: quote)
                    } else {
                        sink.set(row: row, column: column, cellStart &+ 1, here)
                    }
                    return closed(here, after)
                }
                isDoubled = true
                _ = place()
            } else if byte == 0x0A || byte == 0x0D && after != 0x0A {
                lines &+= 1
            } else if byte == 0 {
                return .unusual
            }
        }
    }

    /// What follows the closing quote at `here`.
    @inline(__always)
    private mutating func closed(_ here: Int, _ after: UInt8) -> Step {
        if after == mark || after == 0x0A {
            _ = place()
            cellStart = here &+ 2
            return after == mark ? .cell : .row
        }
        guard after == 0x0D else { return .unusual }
        guard here &+ 2 < end else { return .starved }
        guard unsafe base[here &+ 2] == 0x0A else { return .unusual }
        _ = place()
        _ = place()
        cellStart = here &+ 3
        return .row
    }
}
