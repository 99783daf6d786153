// A made-up table as some program might export it: any delimiter, quote, escape, line end, encoding, preamble and footer.
// The same seed gives the same table.

import Tables
import TestSupport

struct WrittenTable {
    var names: [String]
    var rows: [[String]]
    var dialect: Dialect
    var quotesAll: Bool
    var encoding: WrittenEncoding
    var preamble: [String]
    var footer: [String]
    var hasTrailingDelimiter: Bool
    /// A header row above the names; empty for none.
    var groups: [String] = []
    var isHeadless = false

    var bytes: [UInt8] {
        let writer = DelimitedWriter(dialect, quotesAll: quotesAll)
        var text: [UInt8] = []
        func line(_ line: String) { text += Array((line + dialect.lineEnd).utf8) }
        preamble.forEach(line)
        let end = hasTrailingDelimiter ? [""] : []
        let headers = isHeadless ? [] : groups.isEmpty ? [names] : [groups, names]
        for row in headers + rows { writer.write(row + end, to: &text) }
        footer.forEach(line)
        return encoding.encode(String(decoding: text, as: UTF8.self))
    }

    /// The layout that reads it back.
    var layout: TableLayout {
        TableLayout(
            dialect: dialect, preambleLines: preamble.count,
            headerRows: isHeadless ? 0 : groups.isEmpty ? 1 : 2, footerLines: footer.count,
            columns: names, hasTrailingDelimiter: hasTrailingDelimiter)
    }
}

extension WrittenTable {
    private static let delimiters = [",", ";", "\t", "|", "::", "||", "~", "^", "\u{1F}", "¦"]

    /// Columns of numbers, dates, codes and words, as people keep them; `isWild` lets cells hold delimiters, quotes and
    /// line ends.
    init(random: inout SeededGenerator, isWild: Bool) {
        let alphabet = Alphabet.all.randomElement(using: &random) ?? .latin
        encoding = alphabet.encodings.randomElement(using: &random) ?? .utf8
        var delimiters = Self.delimiters
        if !encoding.isUnicode { delimiters.removeLast() }
        let delimiter = delimiters.randomElement(using: &random) ?? ","
        let quote = Int.random(in: 0..<5, using: &random) == 0 ? "'" : "\""
        let escape: Dialect.Escape =
            Int.random(in: 0..<4, using: &random) == 0 && isWild ? .backslash : .doubling
        dialect = Dialect(
            delimiter: delimiter, quote: quote, escape: escape,
            lineEnd: ["\n", "\r\n", "\r", "\r\r\n"].randomElement(using: &random) ?? "\n")
        quotesAll = Bool.random(using: &random)
        hasTrailingDelimiter = Int.random(in: 0..<8, using: &random) == 0
        // Without a column of numbers nothing tells names from a first row.
        let kinds = (0..<Int.random(in: 2...7, using: &random)).map { index -> CellKind in
            switch index {
            case 0: CellKind.code
            case 1: .whole
            default: CellKind.allCases.randomElement(using: &random) ?? .word
            }
        }
        names = alphabet.names(kinds)
        rows = []
        for number in 0..<Int.random(in: 12...60, using: &random) {
            rows.append(
                kinds.map { $0.cell(number, alphabet, delimiter, isWild, &random) })
        }
        preamble = Int.random(in: 0..<4, using: &random) == 0 ? ["Export", ""] : []
        footer =
            Int.random(in: 0..<4, using: &random) == 0 ? ["", "Total: \(rows.count) rows"] : []
    }
}

/// What the cells of one column look like.
enum CellKind: CaseIterable {
    case code, whole, fraction, day, word, phrase, flag

    func cell(
        _ number: Int, _ alphabet: Alphabet, _ delimiter: String, _ isWild: Bool,
        _ random: inout SeededGenerator
    ) -> String {
        func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
        switch self {
        case .code: return "\(alphabet.prefix)-\(1000 + number)"
        case .whole: return "\(pick(0...90_000))"
        case .fraction: return "\(pick(-500...9000)).\(pick(10...99))"
        case .day: return "20\(pick(10...24))-0\(pick(1...9))-\(pick(10...28))"
        case .flag: return pick(0...1) == 0 ? "true" : "false"
        case .word: return alphabet.words[pick(0...(alphabet.words.count - 1))]
        case .phrase:
            let some = (0..<pick(2...5)).map { _ in
                alphabet.words[pick(0...(alphabet.words.count - 1))]
            }
            guard isWild, pick(0...2) == 0 else { return some.joined(separator: " ") }
            let knots = [delimiter, "\"", "'", "\n", ", ", " \"x\" ", "; "]
            return some.joined(separator: knots[pick(0...(knots.count - 1))])
        }
    }
}
