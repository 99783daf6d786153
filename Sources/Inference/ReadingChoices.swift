// What a person decided about reading a file: it holds against whatever inference finds. Kept in
// mapping files, so that a decision is made once.

import Tables

/// Decisions about one file; nil leaves a thing to inference.
package struct ReadingChoices: Hashable, Sendable, Codable {
    /// As it stands in the file, or `tab`; empty for a single column.
    package var delimiter: String?
    /// Empty: quotes mean nothing.
    package var quote: String?
    /// A name such as `utf-8` or `windows-1252`.
    package var encoding: String?
    package var headerRows: Int?
    /// Physical lines above the header.
    package var preambleRows: Int?
    /// Name or number (from 1) of a workbook's sheet.
    package var sheet: String?
    /// The number (from 1) of the only table to take; nil: all.
    package var table: Int?
    /// By column name: a base type or a meaning, with a pattern after a colon (`date:dd/MM/yyyy`).
    package var types: [String: String]
    /// Columns that are cut into several.
    package var splits: [ColumnSplit]

    package init(
        delimiter: String? = nil, quote: String? = nil, encoding: String? = nil,
        headerRows: Int? = nil, preambleRows: Int? = nil, sheet: String? = nil,
        table: Int? = nil, types: [String: String] = [:], splits: [ColumnSplit] = []
    ) {
        self.delimiter = delimiter
        self.quote = quote
        self.encoding = encoding
        self.headerRows = headerRows
        self.preambleRows = preambleRows
        self.sheet = sheet
        self.table = table
        self.types = types
        self.splits = splits
    }

    package var isEmpty: Bool { self == ReadingChoices() }

    /// The delimiter with its name resolved.
    var delimiterText: String? {
        switch delimiter {
        case "tab", "\\t": "\t"
        case "blank": " "
        case "": "\u{1F}"
        default: delimiter
        }
    }

    /// Nil without a choice. Errors: layout for a name that is not known.
    func textEncoding(_ path: String) throws(TableError) -> TextEncoding? {
        guard let encoding else { return nil }
        guard let known = TextEncoding(named: encoding) else {
            throw .encoding(path: path, name: encoding)
        }
        return known
    }

    /// The type chosen for a column. Errors: layout for words that are no type.
    func type(of column: String, _ path: String) throws(TableError) -> TypeOverride? {
        guard let text = types[column] else { return nil }
        guard let type = TypeOverride(text) else {
            throw .layout(path: path, reason: "there is no type \(text) (column \(column))")
        }
        return type
    }
}

/// A type that a person gave a column.
struct TypeOverride: Hashable, Sendable {
    var base: BaseType
    var semantic: Semantic?
    var format: String?

    /// `integer`, `email`, `date:dd.MM.yyyy`; nil when the words are no type.
    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard let word = parts.first?.lowercased() else { return nil }
        format = parts.count > 1 ? parts[1] : nil
        if let base = BaseType(rawValue: word), base != .empty {
            self.base = base
            return
        }
        guard let semantic = Semantic(rawValue: word) else { return nil }
        self.semantic = semantic
        switch semantic {
        case .money, .percent, .latitude, .longitude: base = .decimal
        case .age: base = .integer
        case .year: base = .date
        default: base = .string
        }
    }

    /// The order of the fields in `format`.
    var dateOrder: DateOrder? {
        guard let format else { return nil }
        let letters = format.filter { "yMd".contains($0) }
        guard let first = letters.first else { return nil }
        if first == "y" { return .yearMonthDay }
        return first == "d" ? .dayMonthYear : .monthDayYear
    }
}
