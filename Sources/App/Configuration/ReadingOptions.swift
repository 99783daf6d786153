// How files are read, where a person knows better than inference.

import ArgumentParser
import Engine

struct ReadingOptions: ParsableArguments {
    @Option(help: "The delimiter: as it stands in the file, or tab; empty for a single column.")
    var delimiter: String?

    @Option(help: "The quote mark; empty when quotes mean nothing.")
    var quote: String?

    @Option(help: "The encoding, as utf-8, windows-1252, shift_jis.")
    var encoding: String?

    @Option(help: "How many header rows there are; 0 for none.")
    var headerRows: Int?

    @Option(help: "How many lines stand above the header.")
    var preambleRows: Int?

    @Option(help: "The sheet of a workbook: its name, or its number from 1.")
    var sheet: String?

    @Option(
        name: .customLong("type"),
        help: "COLUMN=TYPE, as zip=string, due=date:dd/MM/yyyy; may be repeated.")
    var types: [String] = []

    /// Nil when nothing was decided.
    func reading() throws -> FileReading? {
        var reading = FileReading(
            delimiter: delimiter, quote: quote, encoding: encoding, headerRows: headerRows,
            preambleRows: preambleRows, sheet: sheet)
        for text in types {
            guard let mark = text.lastIndex(of: "="), mark > text.startIndex else {
                throw UsageError("--type takes COLUMN=TYPE, not \(text)")
            }
            let column = String(text[..<mark])
            reading.types = (reading.types ?? [:]).merging(
                [column: String(text[text.index(after: mark)...])]) { $1 }
        }
        return reading == FileReading() ? nil : reading
    }
}
