// Everything a reader must know about one file to read it as a table. Proposed by inference, may be
// edited.

/// The shape of a table in a file.
package struct TableLayout: Hashable, Sendable, Codable {
    package var dialect: Dialect
    /// Physical lines before the header, or before the first row without one.
    package var preambleLines: Int
    /// Header records.
    package var headerRows: Int
    /// Physical lines after the last row.
    package var footerLines: Int
    /// Unique names, one a column. Cells beyond them make a row long.
    package var columns: [String]
    /// The header cells as they stand, trimmed and joined; not unique.
    package var headerTexts: [String]
    /// Columns to leave out at the left (always empty and unnamed).
    package var firstColumn: Int
    /// Rows end with a delimiter after their last cell.
    package var hasTrailingDelimiter: Bool

    package init(
        dialect: Dialect = Dialect(), preambleLines: Int = 0, headerRows: Int = 1,
        footerLines: Int = 0, columns: [String], headerTexts: [String]? = nil, firstColumn: Int = 0,
        hasTrailingDelimiter: Bool = false
    ) {
        self.dialect = dialect
        self.preambleLines = preambleLines
        self.headerRows = headerRows
        self.footerLines = footerLines
        self.columns = columns
        self.headerTexts = headerTexts ?? columns
        self.firstColumn = firstColumn
        self.hasTrailingDelimiter = hasTrailingDelimiter
    }
}
