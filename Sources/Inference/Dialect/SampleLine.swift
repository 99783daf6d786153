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
    /// Drawn, not written.
    var isRule: Bool
    var hasQuotes: Bool
    /// Cells that are not blank.
    var filled: Int

    /// The first records of `bytes`.
    static func first(_ count: Int, of bytes: [UInt8], _ dialect: Dialect) -> [SampleLine] {
        var scanner = RecordScanner(bytes, dialect)
        var result: [SampleLine] = []
        while result.count < count, let record = (try? scanner.next()) ?? nil {
            result.append(SampleLine(record, dialect.delimiter))
        }
        return result
    }

    /// The last records of `bytes`; at least so many, if there are.
    static func last(_ count: Int, of bytes: [UInt8], _ dialect: Dialect) -> [SampleLine] {
        var scanner = RecordScanner(bytes, dialect)
        var (before, records): ([RawRecord], [RawRecord]) = ([], [])
        while let record = (try? scanner.next()) ?? nil {
            if records.count == count { (before, records) = (records, []) }
            records.append(record)
        }
        return (before + records).map { SampleLine($0, dialect.delimiter) }
    }

    private init(_ record: RawRecord, _ delimiter: String) {
        var record = record
        isBlank = record.isBlank
        cells = record.takeCells()
        line = record.line
        lineCount = record.lineCount
        isComment = !record.hasQuotes && Self.isRemark(cells)
        isDamaged =
            record.bytes.contains { $0 < 0x20 || $0 == 0x7F }
            && record.bytes.contains(where: DamagedBytes.isForeign)
        hasQuotes = record.hasQuotes
        isRule = !record.hasQuotes && RuleLine.isRule(cells, delimiter)
        filled = cells.count { !Self.isEmpty($0) }
    }

    private static func isRemark(_ cells: [String]) -> Bool {
        switch cells[0].utf8.first {
        case UInt8(ascii: "#"): cells[0].hasPrefix("# ") || cells.count == 1
        case UInt8(ascii: "/"): cells[0].hasPrefix("//") && cells.count == 1
        default: false
        }
    }

    /// Nothing but blanks.
    private static func isEmpty(_ cell: String) -> Bool {
        guard let first = cell.utf8.first else { return true }
        return !(0x21..<0x7F).contains(first) && cell.allSatisfy(\.isWhitespace)
    }
}
