// What a reader had to mend or refuse. Nothing is mended or refused without one of these.

/// One thing in a file that is not as it should be.
package struct TableIssue: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Fewer cells than columns; the missing ones are empty.
        case short
        /// More cells than columns: which cell belongs where is unknown.
        case long
        /// Bytes that are not text in this encoding, shown as U+FFFD.
        case invalidText = "invalid_text"
        /// NUL bytes, taken out.
        case nul
        /// A quote that is never closed, taken as a plain character.
        case unclosedQuote = "unclosed_quote"
        /// Text after a closing quote, kept in the cell.
        case strayQuote = "stray_quote"
        case blankLine = "blank_line"
        case comment
        /// The header again, as paged reports print it.
        case repeatedHeader = "repeated_header"
        /// An empty cell after the last column.
        case trailingDelimiter = "trailing_delimiter"
        case preamble
        case footer
        /// A spreadsheet row hidden by a filter or by hand; it is data all the same.
        case hidden
        /// A cell merged over several rows, filled into each.
        case merged
        /// A spreadsheet cell that holds an error, or a formula without a value; it is missing.
        case errorCell = "error_cell"
        /// A line that is no JSON object.
        case notJSON = "not_json"
    }

    package enum Action: String, Hashable, Sendable, Codable {
        /// The row is used, mended.
        case repaired
        /// The row cannot be used as data.
        case rejected
        /// No data: left out.
        case skipped
    }

    package var kind: Kind
    package var action: Action
    /// The physical line where the record begins, from 1.
    package var line: Int
    /// The record as a person counts (the header is row 1); nil for lines outside the table.
    package var record: Int?
    /// Bytes before the record in the unpacked UTF-8 text.
    package var offset: Int
    package var reason: String
}

extension TableIssue {
    init(_ note: LineNote, record: Int?, offset: Int) {
        self.init(
            kind: note.kind, action: note.action, line: note.line, record: record, offset: offset,
            reason: note.reason)
    }
}

/// Issues of a whole file: exact counts, and the first of them in full, among them the first of each kind.
package struct TableIssues: Hashable, Sendable, Codable {
    /// How many are kept in full.
    package static let keptLimit = 1000

    package private(set) var kept: [TableIssue] = []
    package private(set) var counts: [String: Int] = [:]
    package private(set) var repairedRows = 0
    package private(set) var rejectedRows = 0

    package init() {}

    package var isEmpty: Bool { counts.isEmpty }

    package func count(_ kind: TableIssue.Kind) -> Int { counts[kind.rawValue] ?? 0 }

    mutating func add(_ issue: TableIssue) {
        let count = counts[issue.kind.rawValue, default: 0] + 1
        counts[issue.kind.rawValue] = count
        if kept.count < Self.keptLimit || count == 1 { kept.append(issue) }
    }

    /// Counts the row that `issues` belong to once.
    mutating func addRow(_ issues: [TableIssue]) {
        for issue in issues { add(issue) }
        if issues.contains(where: { $0.action == .rejected }) {
            rejectedRows += 1
        } else if issues.contains(where: { $0.action == .repaired }) {
            repairedRows += 1
        }
    }
}
