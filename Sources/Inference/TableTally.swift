// Reads a table and counts its columns at the same time: while the next block is being cut, the
// columns of the last one are shared out to the processors. Each column belongs to one of them at a
// time and sees its cells in the order of the file, so the counts do not depend on how the work
// fell.

import Dispatch
import Tables

/// The counting of a whole table.
struct TableTally {
    private static let sampleRows = 20
    private static let progressRows = 20_000
    /// What all columns together may keep: distinct texts, hashes of them, and notes of which cell holds which.
    private static let textBudget = 600_000
    private static let hashBudget = 3_000_000
    private static let manyBudget = 2_500_000
    private static let codeBudget = 8_000_000
    private static let codeLimit = 300_000
    /// Of more columns no several are tried as a key.
    private static let codeColumns = 2000
    /// A table of so many times the rows that are searched for such keys is not worth beginning with.
    private static let codeMargin = 1.5

    private let reader: TableReader
    private let path: String
    private let textBytes: Int?
    /// Of tables of more rows no several columns are tried as a key.
    private let codeLimit: Int
    private let columns: [ColumnCounter]
    private let splits: ColumnSplits
    /// The columns that a person cut out of others, in the order of the splits' names.
    private let parts: [ColumnCounter]
    /// Both.
    private let all: [ColumnCounter]
    /// The first rows, with their parts.
    private(set) var sample: [[String]] = []

    /// `textBytes`: about how long the whole text is, where that is known.
    init(_ reader: TableReader, _ splits: ColumnSplits, path: String, textBytes: Int? = nil) {
        self.textBytes = textBytes
        self.reader = reader
        self.splits = splits
        self.path = path
        let width = reader.layout.columns.count + splits.names.count
        codeLimit =
            width > Self.codeColumns ? 0 : min(Self.codeLimit, Self.codeBudget / max(1, width))
        let limit = codeLimit
        columns = reader.layout.columns.map { _ in ColumnCounter(codeLimit: limit) }
        parts = splits.names.map { _ in ColumnCounter(codeLimit: limit) }
        all = columns + parts
    }

    /// Lowers the limits of the columns before all of them together keep too much. `next`: rows that come
    /// next, as many more as the columns of wide tables may then hold.
    private func restrict(before next: Int) {
        let isWide = columns.count > RowBatch.wide
        let growth = isWide ? 1 + Double(next) / Double(max(1, reader.rowCount)) : 1
        let texts = all.reduce(0) { $0 + $1.heldTexts }
        if Double(texts) * growth > Double(Self.textBudget) {
            for column in all { column.limit(texts: max(64, Self.textBudget / all.count)) }
        }
        let hashes = all.reduce(0) { $0 + $1.heldHashes }
        guard Double(hashes) * growth > Double(Self.hashBudget) else { return }
        let large = all.filter { $0.heldHashes > ColumnTally.recurringLimit }
        let most = Self.hashBudget / 2 / max(1, large.count)
        for column in large { column.limit(hashes: max(ColumnTally.recurringLimit, most)) }
        restrictMany(growth)
    }

    /// Of very many columns those give way first that are no keys.
    private func restrictMany(_ growth: Double) {
        let isTooMuch = {
            Double(all.reduce(0) { $0 + $1.heldHashes }) * growth > Double(Self.manyBudget)
        }
        let most = max(256, Self.hashBudget / 2 / all.count)
        guard isTooMuch() else { return }
        for column in all where column.hasRecurring { column.limit(hashes: most) }
        guard isTooMuch() else { return }
        for column in all { column.limit(hashes: most) }
    }

    /// Reads to the end, or `limit` rows. Errors: unreadable, corrupt, cancelled.
    mutating func run(upTo limit: Int, progress: (Int) -> Void) throws(TableError)
        -> [ColumnValues]
    {
        let width = columns.count
        var (front, back) = (RowBatch(width: width), RowBatch(width: width))
        var hasMore = try front.fill(reader, upTo: limit)
        var told = 0
        if isTooLongForCodes { for column in all { column.dropCodes() } }
        while hasMore {
            takeSample(front)
            countParts(front)
            hasMore = try count(front, filling: back, upTo: limit)
            swap(&front, &back)
            restrict(before: hasMore ? front.rowCount : 0)
            if Task.isCancelled { throw .cancelled(path: path) }
            if reader.rowCount / Self.progressRows > told {
                told = reader.rowCount / Self.progressRows
                progress(reader.rowCount)
            }
        }
        takeSample(front)
        countParts(front)
        let round = Round(columns: columns, front: front)
        DispatchQueue.concurrentPerform(iterations: round.taskCount - 1) { round.perform($0 + 1) }
        progress(reader.rowCount)
        return all.map { $0.finish() }
    }

    /// The rows so far tell how many there are in all. Where the size of the text is not known, the columns
    /// see for themselves.
    private var isTooLongForCodes: Bool {
        guard let textBytes, reader.bytesRead > 0 else { return false }
        let rows = Double(textBytes) / Double(reader.bytesRead) * Double(reader.rowCount)
        return rows > Self.codeMargin * Double(codeLimit)
    }

    private func count(
        _ front: RowBatch, filling back: RowBatch, upTo limit: Int
    ) throws(TableError) -> Bool {
        let round = Round(columns: columns, front: front)
        round.fill = { [reader] () throws(TableError) in try back.fill(reader, upTo: limit) }
        DispatchQueue.concurrentPerform(iterations: round.taskCount) { round.perform($0) }
        return try round.result.get()
    }

    private mutating func takeSample(_ batch: RowBatch) {
        for block in batch.filled {
            for row in 0..<min(block.rowCount, Self.sampleRows - sample.count) {
                sample.append(splits.extended(block.texts(row: row), width: columns.count))
            }
        }
    }

    private func countParts(_ batch: RowBatch) {
        guard !splits.isEmpty else { return }
        for block in batch.filled {
            for row in 0..<block.rowCount {
                let texts = splits.parts(of: block.texts(row: row))
                for (part, text) in zip(parts, texts) {
                    part.add(text, row: block.record(row: row))
                }
            }
        }
    }
}

/// Some blocks in a row: so many that handing columns out costs little beside counting them, and
/// what a column needs at hand is fetched seldom.
private final class RowBatch {
    private static let blockCount = 4
    /// Rows of very many columns are long: few of them fit one block.
    private static let wideCount = 4
    static let wide = 1000

    private var blocks: [RowBlock] = []
    private var used = 0
    /// Blocks of the next batch of a wide table, twice as many each time: what its columns may keep is decided before
    /// they keep much.
    private var next = 1
    private let width: Int

    init(width: Int) { self.width = width }

    var filled: ArraySlice<RowBlock> { blocks[..<used] }
    var rowCount: Int { filled.reduce(0) { $0 + $1.rowCount } }

    /// Takes the next rows; false at the end, or at the limit.
    func fill(_ reader: TableReader, upTo limit: Int) throws(TableError) -> Bool {
        used = 0
        let most = width > Self.wide ? next : Self.blockCount
        next = min(2 * next, Self.wideCount)
        while used < most {
            if used == blocks.count { blocks.append(RowBlock(width: width)) }
            used += 1
            guard try reader.fill(blocks[used - 1], upTo: limit) else { return false }
        }
        return true
    }
}

/// The work on two batches. Safe although unchecked: task 0 alone touches what `fill` holds, and the
/// result, each other task the tallies of its own columns, and all of them only read the front
/// batch; the caller waits for all.
private final class Round: @unchecked Sendable {
    private let columns: [ColumnCounter]
    private let front: RowBatch
    /// Fills the other batch.
    var fill: (() throws(TableError) -> Bool)?
    private(set) var result = Result<Bool, TableError>.success(false)
    /// Columns of one task: of very many columns one alone is too little.
    private let share: Int
    private static let manyTasks = 32

    init(columns: [ColumnCounter], front: RowBatch) {
        self.columns = columns
        self.front = front
        share = max(1, columns.count / Self.manyTasks)
    }

    var taskCount: Int { 1 + (columns.count + share - 1) / share }

    func perform(_ task: Int) {
        if task == 0 {
            result = Result { () throws(TableError) in try fill?() ?? false }
            return
        }
        let first = (task - 1) * share
        for index in first..<min(columns.count, first + share) {
            for block in front.filled { columns[index].add(block, column: index) }
        }
    }
}

/// Holds one tally in place.
private final class ColumnCounter {
    private var tally: ColumnTally

    init(codeLimit: Int) { tally = ColumnTally(codeLimit: codeLimit) }

    var heldTexts: Int { tally.heldTexts }
    var heldHashes: Int { tally.heldHashes }
    var hasRecurring: Bool { tally.hasRecurring }

    func dropCodes() { tally.dropCodes() }

    func limit(texts: Int) { tally.limit(texts: texts) }

    func limit(hashes: Int) { tally.limit(hashes: hashes) }

    func add(_ block: RowBlock, column: Int) { tally.add(block, column: column) }

    func add(_ text: String, row: Int) { tally.add(text, row: row) }

    func finish() -> ColumnValues { tally.finish() }
}
