// Writes rows as delimited text: the reader's counterpart, for exports and for tests.

/// Turns rows into text of one dialect.
package struct DelimitedWriter: Sendable {
    private let delimiter: [UInt8]
    private let quote: UInt8?
    private let doubles: Bool
    private let lineEnd: [UInt8]
    private let quotesAll: Bool

    package init(_ dialect: Dialect = Dialect(), quotesAll: Bool = false) {
        delimiter = Array(dialect.delimiter.utf8)
        quote = dialect.quote?.utf8.first
        doubles = dialect.escape != .backslash
        lineEnd = Array(dialect.lineEnd.utf8)
        self.quotesAll = quotesAll
    }

    /// Appends one row to `output`.
    package func write(_ cells: [String], to output: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { output += delimiter }
            write(cell, isAlone: cells.count == 1, to: &output)
        }
        output += lineEnd
    }

    private func write(_ cell: String, isAlone: Bool, to output: inout [UInt8]) {
        guard let quote, quotesAll || needsQuotes(cell, isAlone: isAlone) else {
            output += cell.utf8
            return
        }
        output.append(quote)
        for byte in cell.utf8 {
            if byte == quote {
                output.append(doubles ? quote : 0x5C)
            } else if byte == 0x5C, !doubles {
                output.append(0x5C)
            }
            output.append(byte)
        }
        output.append(quote)
    }

    private func needsQuotes(_ cell: String, isAlone: Bool) -> Bool {
        if cell.isEmpty { return isAlone }
        let special = [quote, 0x0A, 0x0D, 0x20, 0x5C, delimiter.first].compactMap { $0 }
        return cell.utf8.contains { special.contains($0) }
    }
}
