// Counts the cells of one column, block by block. Memory is bounded: distinct texts are kept up to
// a limit, beyond it their hashes, a sample of them, and extremes. Belongs to one task at a time.

import Tables

/// The running count of a column.
struct ColumnTally {
    /// Distinct texts kept in full.
    static let textLimit = 10_000
    /// Texts kept beyond that because none of the kept ones is of their kind.
    private static let strangerLimit = 1000
    /// Hashes kept while no text has recurred: enough to prove a key.
    private static let uniqueLimit = 1_000_000
    /// Hashes kept once texts recur. Beyond it a fair sample of them is kept, and counts are estimates.
    static let recurringLimit = 32_768
    private var recurringLimit = Self.recurringLimit
    /// Rows for which room is made at a time.
    private static let codeStep = 32_768
    private static let groupSize = 64

    /// The limits of this column, lower where many columns share the memory.
    private var textLimit = Self.textLimit
    private var strangerLimit = Self.strangerLimit
    private var uniqueLimit = Self.uniqueLimit
    /// Rows up to which the texts of each row are noted, for keys of several columns.
    private let codeLimit: Int

    private var rowCount = 0
    private var emptyCount = 0
    private var unkeptCells = 0
    private var minLength = Int.max
    private var maxLength = 0
    private(set) var hasRecurring = false
    private var strangers = 0
    private var values: [DistinctValue] = []
    private let table = CountTable()
    private var hashes = HashSample()
    /// One bit for each set of kinds of characters that a kept text has.
    private var knownKinds = [Bool](repeating: false, count: 1 << CellGlance.kindCount)
    private var extremes = CellExtremes()
    /// Cells are plain numbers that grow from row to row: none recurs.
    private var isAscending = true
    private var lastNumber = -Double.infinity
    private var codes: [Int32] = []
    private var keepsCodes = true
    private let kinds = CharacterKinds.all
    /// Hashes of texts that were not kept before, to be noted together.
    private var fresh = InlineArray<64, Int>(repeating: 0)
    private var freshCount = 0

    init(codeLimit: Int) { self.codeLimit = codeLimit }

    var heldTexts: Int { values.count }
    var heldHashes: Int { hashes.count }

    /// Notes no texts of rows from now on: no keys of several columns are searched.
    mutating func dropCodes() {
        keepsCodes = false
        codes = []
    }

    /// Keeps no more than so many texts from now on; those that are kept stay.
    mutating func limit(texts: Int) {
        textLimit = min(textLimit, texts)
        strangerLimit = min(strangerLimit, texts / 4)
    }

    /// Keeps no more than so many hashes.
    mutating func limit(hashes most: Int) {
        uniqueLimit = min(uniqueLimit, most)
        recurringLimit = min(recurringLimit, most)
        if hashes.count > uniqueLimit { hashes.shrink(to: uniqueLimit) }
    }

    /// Counts column `column` of `block`.
    mutating func add(_ block: RowBlock, column: Int) {
        expect(block.rowCount)
        block.withColumn(column) { cells in add(cells) }
    }

    /// Counts one cell of a column that does not stand in the file. `row`: as a person counts.
    mutating func add(_ text: String, row: Int) {
        expect(1)
        addSlowly(text, row)
        noteFresh()
    }

    private mutating func expect(_ rows: Int) {
        rowCount += rows
        guard keepsCodes else { return }
        guard rowCount <= codeLimit else { return dropCodes() }
        // Not doubled: many columns do this at the same time.
        if codes.capacity < codes.count + rows {
            codes.reserveCapacity(codes.count + max(rows, min(Self.codeStep, codes.count)))
        }
    }

    /// In small groups: first the hashes of all, then all the looks into the table, which do not
    /// wait for each other then.
    private mutating func add(_ cells: CellPlaces) {
        unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: Self.groupSize) { hashes in
            var row = 0
            while row < cells.count {
                let end = min(row + Self.groupSize, cells.count)
                for index in row..<end { unsafe hashes[index &- row] = Self.hash(cells, index) }
                unsafe add(cells, row, end, hashes)
                noteFresh()
                row = end
            }
        }
    }

    /// 0 for cells that need a closer look.
    @inline(__always)
    private static func hash(_ cells: CellPlaces, _ row: Int) -> Int {
        let (bytes, start, end) = unsafe cells.place(row)
        guard start < end, unsafe isPlain(bytes[start], bytes[end &- 1]) else { return 0 }
        return unsafe TextHash.of(bytes, start, end)
    }

    @inline(__always)
    private mutating func add(
        _ cells: CellPlaces, _ from: Int, _ to: Int, _ hashes: UnsafeMutableBufferPointer<Int>
    ) {
        let table = table
        var isRecurring = false
        for row in from..<to {
            let hash = unsafe hashes[row &- from]
            guard hash != 0 else {
                addTrimmed(cells, row)
                continue
            }
            let place = table.recount(hash)
            if place >= 0 {
                isRecurring = true
                if keepsCodes { codes.append(place) }
            } else {
                let (bytes, start, end) = unsafe cells.place(row)
                unsafe take(bytes, start, end, hash, cells.records[row])
            }
        }
        hasRecurring = hasRecurring || isRecurring
    }

    /// A cell that is empty, or begins or ends with something other than plain ASCII.
    private mutating func addTrimmed(_ cells: CellPlaces, _ row: Int) {
        var (bytes, start, end) = unsafe cells.place(row)
        guard unsafe Self.trim(bytes, &start, &end) else {
            let text = unsafe String(decoding: bytes[start..<end], as: UTF8.self)
            let record = unsafe cells.records[row]
            return addSlowly(text, record)
        }
        guard start < end else { return addEmpty() }
        let hash = unsafe TextHash.of(bytes, start, end)
        let place = table.recount(hash)
        guard place >= 0 else {
            return unsafe take(bytes, start, end, hash, cells.records[row])
        }
        hasRecurring = true
        if keepsCodes { codes.append(place) }
    }

    private mutating func addEmpty() {
        emptyCount &+= 1
        if keepsCodes { codes.append(-1) }
    }

    @inline(__always)
    private static func isPlain(_ first: UInt8, _ last: UInt8) -> Bool {
        first > 0x20 && first < 0x7F && last > 0x20 && last < 0x7F
    }

    /// Takes blanks away; false when that is a matter of more than ASCII.
    private static func trim(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: inout Int, _ end: inout Int
    ) -> Bool {
        while start < end, unsafe isBlank(bytes[start]) { start += 1 }
        while end > start, unsafe isBlank(bytes[end - 1]) { end -= 1 }
        return unsafe start == end || (bytes[start] | bytes[end - 1]) < 0x80
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private mutating func addSlowly(_ cell: String, _ row: Int) {
        var text = trimmedCell(cell)
        guard !text.isEmpty else { return addEmpty() }
        let hash = TextHash.of(text)
        let place = table.recount(hash)
        if place >= 0 {
            hasRecurring = true
            if keepsCodes { codes.append(place) }
            return
        }
        text.withUTF8 { bytes in unsafe take(bytes, 0, bytes.count, hash, row) }
    }

    /// Takes a text that is not among those that are kept.
    @inline(__always)
    private mutating func take(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ hash: Int, _ row: Int
    ) {
        let length = end &- start
        if length < minLength { minLength = length }
        if length > maxLength { maxLength = length }
        let glance = unsafe CellGlance(bytes, start, end, kinds)
        if isAscending {
            isAscending = (glance.number ?? -.infinity) > lastNumber
            lastNumber = glance.number ?? lastNumber
        }
        if values.count < textLimit
            || strangers < strangerLimit && !knownKinds[Int(glance.kinds)]
        {
            return unsafe keep(bytes, start, end, hash, row, glance.kinds)
        }
        unkeptCells &+= 1
        unsafe extremes.take(bytes, start, end, glance.number)
        if keepsCodes { codes.append(Int32(truncatingIfNeeded: hash) & Int32.max | 1 << 30) }
        if hashes.admits(hash) { note(hash) }
    }

    @inline(__always)
    private mutating func note(_ hash: Int) {
        fresh[freshCount] = hash
        freshCount &+= 1
    }

    @inline(never)
    private mutating func keep(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ hash: Int, _ row: Int,
        _ kinds: UInt8
    ) {
        if values.count < textLimit {
            knownKinds[Int(kinds)] = true
        } else {
            strangers += 1
        }
        if keepsCodes { codes.append(Int32(values.count)) }
        table.insert(hash, values.count)
        let text = unsafe String(decoding: bytes[start..<end], as: UTF8.self)
        values.append(DistinctValue(text: text, count: 1, firstRow: row))
        note(hash)
    }

    /// At most `groupSize` cells after the last time.
    private mutating func noteFresh() {
        guard freshCount > 0 else { return }
        let recurs = unsafe fresh.span.withUnsafeBufferPointer { all in
            unsafe hashes.insert(all: UnsafeBufferPointer(rebasing: all[..<freshCount]))
        }
        if recurs { hasRecurring = true }
        freshCount = 0
        let limit = hasRecurring || isAscending ? recurringLimit : uniqueLimit
        if hashes.count > limit { hashes.shrink(to: limit) }
    }

    /// Everything counted so far.
    mutating func finish() -> ColumnValues {
        var result = ColumnValues()
        result.rowCount = rowCount
        result.emptyCount = emptyCount
        result.values = values
        values = []
        for (place, count) in table.counts(result.values.count).enumerated() {
            result.values[place].count = count
        }
        result.hashes = hashes
        result.hasRecurring = hasRecurring
        if isAscending, !hasRecurring { result.knownDistinct = rowCount - emptyCount }
        result.unkeptCells = unkeptCells
        result.extremes = extremes.texts
        result.minLength = minLength
        result.maxLength = maxLength
        result.codes = codes
        codes = []
        return result
    }
}

extension CellPlaces {
    /// The bytes that the cell of `row` lies in, and where in them.
    @inline(__always)
    fileprivate func place(_ row: Int) -> (UnsafeBufferPointer<UInt8>, Int, Int) {
        let start = Int(unsafe starts[row])
        let end = Int(unsafe ends[row])
        // The top bit marks cells that do not lie in the text.
        let mark = 1 << 31
        if start < mark { return unsafe (text, start, end) }
        return unsafe (extra, start &- mark, end &- mark)
    }
}
