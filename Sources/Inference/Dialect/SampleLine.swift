// A record of a sample with its place, as the search for the table sees it.

import Tables

/// One record.
struct SampleLine {
    var cells: [String]
    var line: Int
    var lineCount: Int
    var isBlank: Bool
    var isComment: Bool
    /// Bytes of something else were written over it.
    var isDamaged: Bool
    var hasQuotes: Bool
    /// Cells that are not blank.
    var filled: Int

    /// The first records of `bytes`, all of them without a limit.
    static func lines(_ bytes: [UInt8], _ dialect: Dialect, limit: Int?) -> [SampleLine] {
        var scanner = RecordScanner(bytes, dialect)
        var result: [SampleLine] = []
        while result.count < limit ?? .max, var record = (try? scanner.next()) ?? nil {
            let isBlank = record.isBlank
            let cells = record.takeCells()
            let isRemark =
                cells[0].hasPrefix("# ") || cells[0].hasPrefix("#") && cells.count == 1
                || cells[0].hasPrefix("//") && cells.count == 1
            result.append(
                SampleLine(
                    cells: cells, line: record.line, lineCount: record.lineCount, isBlank: isBlank,
                    isComment: !record.hasQuotes && isRemark,
                    isDamaged: cells.contains { $0.utf8.contains(where: DamagedBytes.isForeign) },
                    hasQuotes: record.hasQuotes,
                    filled: cells.count { !$0.allSatisfy(\.isWhitespace) }))
        }
        return result
    }
}
