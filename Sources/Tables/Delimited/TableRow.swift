// One data row of a table, as a reader hands it out.

/// Cells with their place in the file.
package struct TableRow: Hashable, Sendable {
    /// As many as the table has columns; more only in a rejected row. An empty cell is an empty
    /// text.
    package var cells: [String]
    /// The physical line where the row begins, from 1.
    package var line: Int
    /// The row as a person counts: the header is row 1.
    package var record: Int
    /// Bytes before the row in the unpacked UTF-8 text (the file's own offset for plain UTF-8
    /// without mark).
    package var offset: Int
    /// What was mended or is wrong.
    package var issues: [TableIssue]

    package init(
        cells: [String], line: Int, record: Int, offset: Int = 0, issues: [TableIssue] = []
    ) {
        self.cells = cells
        self.line = line
        self.record = record
        self.offset = offset
        self.issues = issues
    }

    /// The row cannot be used as data; `issues` says why.
    package var isRejected: Bool { issues.contains { $0.action == .rejected } }
}
