// A first pass over a sheet: where its filled cells are and which tables they make. Memory: a few
// bytes a row.

/// The shape of a sheet.
struct SheetOutline {
    /// A row with filled cells.
    struct Mark {
        var row: Int
        var first: Int
        var last: Int
        var filled: Int
        /// Every filled cell is text.
        var isText: Bool
    }

    private(set) var marks: [Mark] = []
    /// How many rows fill a column.
    private(set) var fills: [Int: Int] = [:]
    private(set) var merges: [SheetArea] = []
    private(set) var hiddenColumns: [ClosedRange<Int>] = []

    /// Errors: as the archive; corrupt.
    init(_ workbook: Workbook, _ sheet: SheetEntry) throws(TableError) {
        guard let stream = try workbook.archive.open(sheet.member) else { return }
        let rows = SheetRows()
        var marks: [Mark] = []
        var fills: [Int: Int] = [:]
        rows.take = { row in
            let cells = row.cells.filter { $0.kind != .uncomputed }
            for cell in row.cells { fills[cell.column, default: 0] += 1 }
            guard let first = row.cells.first, let last = row.cells.last else { return }
            marks.append(
                Mark(
                    row: row.number, first: first.column, last: last.column,
                    filled: row.cells.count,
                    isText: cells.allSatisfy { $0.kind == .shared || $0.kind == .text }))
        }
        let reader = try XMLReader(stream, path: workbook.path, handler: rows)
        while try reader.step() {
            if Task.isCancelled { throw .cancelled(path: workbook.path) }
        }
        self.marks = marks
        self.fills = fills
        merges = rows.merges
        hiddenColumns = rows.hiddenColumns
    }

    /// The tables of the sheet, from the top and from the left; empty for an empty sheet.
    func areas() -> [SheetArea] {
        guard let top = marks.first?.row, let bottom = marks.last?.row else { return [] }
        var areas: [SheetArea] = []
        for columns in columnGroups() {
            let own = marks.filter {
                $0.first <= columns.upperBound && $0.last >= columns.lowerBound
            }
            for rows in rowBlocks(own) {
                areas.append(
                    SheetArea(
                        top: rows.lowerBound, bottom: rows.upperBound, left: columns.lowerBound,
                        right: columns.upperBound))
            }
        }
        // A single table keeps the numbers of the sheet's rows from its first line on.
        if areas.count == 1 { areas[0].top = min(1, top) }
        if areas.count == 1 { areas[0].bottom = bottom }
        return areas
    }

    /// Runs of columns with empty ones between them, when each is a table of its own: two columns
    /// and three rows at least.
    private func columnGroups() -> [ClosedRange<Int>] {
        guard let first = fills.keys.min(), let last = fills.keys.max() else { return [] }
        var groups: [ClosedRange<Int>] = []
        var start = first
        for column in first...last where fills[column] == nil {
            if column > start { groups.append(start...(column - 1)) }
            start = column + 1
        }
        groups.append(start...last)
        let areTables = groups.allSatisfy { group in
            group.count >= 2
                && group.allSatisfy { (fills[$0] ?? 0) * 2 >= (fills[group.lowerBound] ?? 0) }
                && (fills[group.lowerBound] ?? 0) >= 3
        }
        return areTables ? groups : [first...last]
    }

    /// Runs of rows that begin with a header of their own after a blank row.
    private func rowBlocks(_ own: [Mark]) -> [ClosedRange<Int>] {
        guard let first = own.first, let last = own.last else { return [] }
        var blocks: [ClosedRange<Int>] = []
        var start = first.row
        var block: [Mark] = []
        for (index, mark) in own.enumerated() {
            if let previous = block.last, mark.row > previous.row + 1,
                beginsTable(own[index...], after: block)
            {
                blocks.append(start...previous.row)
                start = mark.row
                block = []
            }
            block.append(mark)
        }
        blocks.append(start...last.row)
        return blocks
    }

    private func beginsTable(_ rest: ArraySlice<Mark>, after block: [Mark]) -> Bool {
        guard let header = rest.first, header.isText, header.filled >= 2,
            header.filled == header.last - header.first + 1
        else { return false }
        let body = block.filter { $0.filled >= 2 }
        let next = rest.dropFirst().prefix { mark in
            mark.row - header.row <= 3 && mark.filled >= 2
        }
        guard body.count >= 2, !next.isEmpty else { return false }
        let isForeign = body.dropFirst().allSatisfy { !$0.isText }
        let isElsewhere = body.allSatisfy { $0.first != header.first || $0.last != header.last }
        return isForeign || isElsewhere
    }
}
