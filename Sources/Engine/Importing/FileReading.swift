// What a person decided about reading one file, as data of a request and of a mapping file.

internal import Inference

/// Decisions about reading a file; nil leaves a thing to inference.
package struct FileReading: Codable, Hashable, Sendable {
    /// As it stands in the file, or `tab`; empty: a single column.
    package var delimiter: String?
    /// Empty: quotes mean nothing.
    package var quote: String?
    package var encoding: String?
    package var headerRows: Int?
    /// Lines above the header.
    package var preambleRows: Int?
    /// Name or number (from 1) of a workbook's sheet.
    package var sheet: String?
    /// The number (from 1) of the only table to take of the file, or of the sheet; nil: all.
    package var table: Int?
    /// By column name: a base type or a meaning, with a pattern after a colon (`date:dd/MM/yyyy`).
    package var types: [String: String]?
    /// Columns that are cut into several.
    package var splits: [Split]?
    /// Of a workbook with several tables: what was decided about one of them, by what stands behind `#` in its name.
    package var parts: [String: FileReading]?

    /// A column that is cut at a text; its parts are columns of their own.
    package struct Split: Codable, Hashable, Sendable {
        package var column: String
        package var separator: String
        package var into: [String]

        package init(column: String, separator: String, into: [String]) {
            self.column = column
            self.separator = separator
            self.into = into
        }
    }

    package init(
        delimiter: String? = nil, quote: String? = nil, encoding: String? = nil,
        headerRows: Int? = nil, preambleRows: Int? = nil, sheet: String? = nil,
        table: Int? = nil, types: [String: String]? = nil, splits: [Split]? = nil
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

    /// What was decided about the table of this name, where a file has several.
    func part(named name: String) -> FileReading? {
        guard let parts, let mark = name.firstIndex(of: "#") else { return nil }
        return parts[String(name[name.index(after: mark)...])]
    }

    /// What `other` decides, and this where it decides nothing, also for each part of the file.
    package func overlaid(by other: FileReading) -> FileReading {
        var result = other
        result.delimiter = other.delimiter ?? delimiter
        result.quote = other.quote ?? quote
        result.encoding = other.encoding ?? encoding
        result.headerRows = other.headerRows ?? headerRows
        result.preambleRows = other.preambleRows ?? preambleRows
        result.sheet = other.sheet ?? sheet
        result.table = other.table ?? table
        result.types = types.map { $0.merging(other.types ?? [:]) { $1 } } ?? other.types
        result.splits = other.splits ?? splits
        var each = other
        (each.sheet, each.table, each.parts) = (nil, nil, nil)
        let known = parts?.mapValues { $0.overlaid(by: each) }
        result.parts =
            known.map { $0.merging(other.parts ?? [:]) { $0.overlaid(by: $1) } }
            ?? other.parts
        return result
    }

    var choices: ReadingChoices {
        ReadingChoices(
            delimiter: delimiter, quote: quote, encoding: encoding, headerRows: headerRows,
            preambleRows: preambleRows, sheet: sheet, table: table, types: types ?? [:],
            splits: (splits ?? []).map {
                ColumnSplit(column: $0.column, separator: $0.separator, into: $0.into)
            })
    }
}
