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
    private static let codeBudget = 12_000_000
    private static let codeLimit = 300_000

    private let reader: TableReader
    private let path: String
    private let columns: [ColumnCounter]
    private let splits: ColumnSplits
    /// The columns that a person cut out of others, in the order of the splits' names.
    private let parts: [ColumnCounter]
    /// Both.
    private let all: [ColumnCounter]
    /// The first rows, with their parts.
    private(set) var sample: [[String]] = []

    init(_ reader: TableReader, _ splits: ColumnSplits, path: String) {
        self.reader = reader
        self.splits = splits
        self.path = path
        let width = reader.layout.columns.count + splits.names.count
        let codeLimit = min(Self.codeLimit, Self.codeBudget / max(1, width))
        columns = reader.layout.columns.map { _ in ColumnCounter(codeLimit: codeLimit) }
        parts = splits.names.map { _ in ColumnCounter(codeLimit: codeLimit) }
        all = columns + parts
    }

    /// Lowers the limits of the columns once all of them together keep too much.
    private func restrict() {
        if all.reduce(0, { $0 + $1.heldTexts }) > Self.textBudget {
            for column in all { column.limit(texts: max(64, Self.textBudget / all.count)) }
        }
        guard all.reduce(0, { $0 + $1.heldHashes }) > Self.hashBudget else { return }
        let large = all.filter { $0.heldHashes > ColumnTally.recurringLimit }
        for column in large { column.limit(hashes: Self.hashBudget / 2 / max(1, large.count)) }
    }

    /// Reads to the end, or `limit` rows. Errors: unreadable, corrupt, cancelled.
    mutating func run(upTo limit: Int, progress: (Int) -> Void) throws(TableError)
        -> [ColumnValues]
    {
        let width = columns.count
        var (front, back) = (RowBlock(width: width), RowBlock(width: width))
        var hasMore = try reader.fill(front, upTo: limit)
        var told = 0
        while hasMore {
            takeSample(front)
            countParts(front)
            hasMore = try count(front, filling: back, upTo: limit)
            swap(&front, &back)
            restrict()
            if Task.isCancelled { throw .cancelled(path: path) }
            if reader.rowCount / Self.progressRows > told {
                told = reader.rowCount / Self.progressRows
                progress(reader.rowCount)
            }
        }
        takeSample(front)
        countParts(front)
        for index in 0..<width { columns[index].add(front, column: index) }
        progress(reader.rowCount)
        return all.map { $0.finish() }
    }

    private func count(
        _ front: RowBlock, filling back: RowBlock, upTo limit: Int
    ) throws(TableError) -> Bool {
        let round = Round(
            reader: reader, columns: columns, front: front, back: back, limit: limit)
        DispatchQueue.concurrentPerform(iterations: round.taskCount) { round.perform($0) }
        return try round.result.get()
    }

    private mutating func takeSample(_ block: RowBlock) {
        for row in 0..<min(block.rowCount, Self.sampleRows - sample.count) {
            sample.append(splits.extended(block.texts(row: row), width: columns.count))
        }
    }

    private func countParts(_ block: RowBlock) {
        guard !splits.isEmpty else { return }
        for row in 0..<block.rowCount {
            let texts = splits.parts(of: block.texts(row: row))
            for (part, text) in zip(parts, texts) { part.add(text, row: block.record(row: row)) }
        }
    }
}

/// The work on two blocks. Safe although unchecked: task 0 alone touches the reader, the back block
/// and the result, each other task the tallies of its own columns, and all of them only read the
/// front block; the caller waits for all.
private final class Round: @unchecked Sendable {
    private let reader: TableReader
    private let columns: [ColumnCounter]
    private let front: RowBlock
    private let back: RowBlock
    private let limit: Int
    private(set) var result = Result<Bool, TableError>.success(false)
    /// Columns of one task: of very many columns one alone is too little.
    private let share: Int
    private static let manyTasks = 32

    init(
        reader: TableReader, columns: [ColumnCounter], front: RowBlock, back: RowBlock, limit: Int
    ) {
        self.reader = reader
        self.columns = columns
        self.front = front
        self.back = back
        self.limit = limit
        share = max(1, columns.count / Self.manyTasks)
    }

    var taskCount: Int { 1 + (columns.count + share - 1) / share }

    func perform(_ task: Int) {
        if task == 0 {
            result = Result { () throws(TableError) in try reader.fill(back, upTo: limit) }
            return
        }
        let first = (task - 1) * share
        for index in first..<min(columns.count, first + share) {
            columns[index].add(front, column: index)
        }
    }
}

/// Holds one tally in place.
private final class ColumnCounter {
    private var tally: ColumnTally

    init(codeLimit: Int) { tally = ColumnTally(codeLimit: codeLimit) }

    var heldTexts: Int { tally.heldTexts }
    var heldHashes: Int { tally.heldHashes }

    func limit(texts: Int) { tally.limit(texts: texts) }

    func limit(hashes: Int) { tally.limit(hashes: hashes) }

    func add(_ block: RowBlock, column: Int) { tally.add(block, column: column) }

    func add(_ text: String, row: Int) { tally.add(text, row: row) }

    func finish() -> ColumnValues { tally.finish() }
}
