// Rows by columns: where each cell of some thousand rows lies in the text, so that a column can be
// gone through without making anything of its cells. Belongs to one task at a time while it is
// filled; may be read by several after that.

/// A few thousand rows of one table.
@safe package final class RowBlock {
    private static let cellLimit = 1 << 17
    private static let rowLimit = 4096

    package let width: Int
    package let capacity: Int
    package private(set) var rowCount = 0
    /// The text that most cells lie in.
    private var text: [UInt8] = []
    /// Cells that do not stand in the text as they are: mended, unescaped.
    private var extra: [UInt8] = []
    /// Where cells begin and end, a column after the other; those in `extra` have the top bit in their begin.
    private let starts: UnsafeMutablePointer<UInt32>
    private let ends: UnsafeMutablePointer<UInt32>
    private let records: UnsafeMutablePointer<Int>
    /// Some cell lies in `text`.
    private(set) var usesText = false

    static let extraBit: UInt32 = 1 << 31

    /// For tables of `width` columns.
    package init(width: Int) {
        self.width = width
        capacity = max(4, min(Self.rowLimit, Self.cellLimit / max(1, width)))
        unsafe starts = .allocate(capacity: capacity * max(1, width))
        unsafe ends = .allocate(capacity: capacity * max(1, width))
        unsafe records = .allocate(capacity: capacity)
    }

    deinit {
        unsafe starts.deallocate()
        unsafe ends.deallocate()
        unsafe records.deallocate()
    }

    func clear() {
        rowCount = 0
        usesText = false
        text = []
        extra.removeAll(keepingCapacity: true)
    }

    /// Only while no cell lies in the text of before.
    func lay(_ text: [UInt8]) {
        precondition(!usesText)
        self.text = text
    }

    /// Takes a row that was mended.
    func append(_ row: TableRow) {
        for (column, cell) in row.cells.enumerated() {
            let place = column * capacity + rowCount
            unsafe starts[place] = UInt32(extra.count) | Self.extraBit
            extra += cell.utf8
            unsafe ends[place] = UInt32(extra.count) | Self.extraBit
        }
        unsafe records[rowCount] = row.record
        rowCount += 1
    }

    /// Where cells of rows behind the last one are written.
    var sink: RowSink {
        unsafe RowSink(starts: starts, ends: ends, records: records, capacity: capacity)
    }

    /// `rows` rows are there now; the ones behind the last one lie in the text, apart from unescaped cells.
    func grow(to rows: Int) {
        precondition(rows >= rowCount && rows <= capacity)
        usesText = usesText || rows > rowCount
        rowCount = rows
    }

    /// Writes a cell that lies between quotes of which the inner ones are doubled.
    func setUnescaped(row: Int, column: Int, _ start: Int, _ end: Int, quote: UInt8) {
        precondition(row < capacity && column < width)
        let place = column * capacity + row
        unsafe starts[place] = UInt32(extra.count) | Self.extraBit
        unsafe text.withUnsafeBufferPointer { bytes in
            var from = start
            while from < end {
                var next = from
                while next < end, unsafe bytes[next] != quote { next &+= 1 }
                // Of two quotes the first one stays.
                next = min(next &+ 1, end)
                unsafe extra.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[from..<next]))
                from = next &+ 1
            }
        }
        unsafe ends[place] = UInt32(extra.count) | Self.extraBit
    }

    /// The cells of one row as texts.
    package func texts(row: Int) -> [String] {
        (0..<width).map { String(decoding: bytes(column: $0, row: row), as: UTF8.self) }
    }

    /// The row as a person counts.
    package func record(row: Int) -> Int {
        precondition(row < rowCount)
        return unsafe records[row]
    }

    /// The bytes of one cell.
    func bytes(column: Int, row: Int) -> ArraySlice<UInt8> {
        let place = column * capacity + row
        let start = unsafe starts[place]
        let end = unsafe ends[place]
        if start & Self.extraBit == 0 { return text[Int(start)..<Int(end)] }
        return extra[Int(start & ~Self.extraBit)..<Int(end & ~Self.extraBit)]
    }

    /// Lends the places of a column's cells. They are valid inside of `body` only.
    package func withColumn(_ column: Int, _ body: (CellPlaces) -> Void) {
        unsafe text.withUnsafeBufferPointer { plain in
            unsafe extra.withUnsafeBufferPointer { mended in
                body(
                    unsafe CellPlaces(
                        count: rowCount, text: plain, extra: mended,
                        starts: starts + column * capacity, ends: ends + column * capacity,
                        records: records))
            }
        }
    }
}

/// Writes the places of cells. `row` and `column` must be below the block's capacity and width.
@safe struct RowSink {
    private let starts: UnsafeMutablePointer<UInt32>
    private let ends: UnsafeMutablePointer<UInt32>
    private let records: UnsafeMutablePointer<Int>
    private let capacity: Int

    init(
        starts: UnsafeMutablePointer<UInt32>, ends: UnsafeMutablePointer<UInt32>,
        records: UnsafeMutablePointer<Int>, capacity: Int
    ) {
        unsafe self.starts = unsafe starts
        unsafe self.ends = unsafe ends
        unsafe self.records = unsafe records
        self.capacity = capacity
    }

    @inline(__always)
    func set(row: Int, column: Int, _ start: Int, _ end: Int) {
        let place = column &* capacity &+ row
        unsafe starts[place] = UInt32(truncatingIfNeeded: start)
        unsafe ends[place] = UInt32(truncatingIfNeeded: end)
    }

    @inline(__always)
    func length(row: Int, column: Int) -> Int {
        let place = column &* capacity &+ row
        return Int(unsafe ends[place] &- starts[place])
    }

    @inline(__always)
    func set(record: Int, row: Int) { unsafe records[row] = record }
}

/// The cells of one column of a block: UTF-8 without NUL. Members are stored, for other modules
/// cannot look into functions.
@safe package struct CellPlaces {
    package let count: Int
    package let text: UnsafeBufferPointer<UInt8>
    package let extra: UnsafeBufferPointer<UInt8>
    /// Where cells begin and end, in `extra` where the top bit of `starts` is set, else in `text`.
    package let starts: UnsafeMutablePointer<UInt32>
    package let ends: UnsafeMutablePointer<UInt32>
    /// The rows as a person counts.
    package let records: UnsafeMutablePointer<Int>

    init(
        count: Int, text: UnsafeBufferPointer<UInt8>, extra: UnsafeBufferPointer<UInt8>,
        starts: UnsafeMutablePointer<UInt32>, ends: UnsafeMutablePointer<UInt32>,
        records: UnsafeMutablePointer<Int>
    ) {
        self.count = count
        unsafe self.text = unsafe text
        unsafe self.extra = unsafe extra
        unsafe self.starts = unsafe starts
        unsafe self.ends = unsafe ends
        unsafe self.records = unsafe records
    }
}
