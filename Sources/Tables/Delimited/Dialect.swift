// How delimited text is cut into rows and cells.

/// The marks that one file uses.
package struct Dialect: Hashable, Sendable, Codable {
    /// How a quote inside a quoted cell is written.
    package enum Escape: String, Hashable, Sendable, Codable {
        case doubling
        case backslash
        case none
    }

    /// One or more characters; empty for a single column.
    package var delimiter: String
    /// One ASCII character, or nil when quotes mean nothing.
    package var quote: String?
    package var escape: Escape
    /// Blanks after a delimiter do not belong to the cell.
    package var skipsInitialBlanks: Bool
    /// Lines that start so are remarks.
    package var comment: String?
    /// The usual end of a line. Readers accept any of the three everywhere.
    package var lineEnd: String
    /// A record counts as one line even when its cells hold line ends: workbooks, JSON Lines.
    package var countsRecords: Bool

    package init(
        delimiter: String = ",", quote: String? = "\"", escape: Escape = .doubling,
        skipsInitialBlanks: Bool = false, comment: String? = nil, lineEnd: String = "\n",
        countsRecords: Bool = false
    ) {
        self.delimiter = delimiter
        self.quote = quote
        self.escape = quote == nil ? .none : escape
        self.skipsInitialBlanks = skipsInitialBlanks
        self.comment = comment
        self.lineEnd = lineEnd
        self.countsRecords = countsRecords
    }
}
