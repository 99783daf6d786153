// Finds delimiter, quote and escape: tries all plausible combinations on a sample and keeps the one
// whose rows are most alike, whose columns hold most alike values, and that leaves fewest oddities.

package import Tables

/// Chooses a dialect for a sample of text.
package struct DialectDetector: Sendable {
    /// A candidate with its score; higher is better.
    package struct Candidate: Sendable {
        package var dialect: Dialect
        package var score: Double
    }

    private static let delimiters = [
        ",", ";", "\t", "|", ":", "^", "~", " ", "\u{1F}", "::", "||", "\u{1E}", "\u{1}", "#", "&",
        "!", "§", "¦", "*", "@", "%", "$", "/", "_", ";;", ",,", "~~", "^^", "|;|", "<>", "=", "+",
    ]

    private let bytes: [UInt8]
    /// Which bytes there are.
    private let isThere: [Bool]
    private static let sampleRows = 300
    /// What these first rows refuse is not tried on more.
    private static let firstRows = 60
    /// A candidate that scores less than this share of the best on the first rows is out.
    private static let hopeful = 0.3

    /// `sample` is decoded text; its first quarter megabyte is looked at.
    package init(_ sample: [UInt8]) {
        bytes = Array(sample.prefix(1 << 18))
        var isThere = [Bool](repeating: false, count: 256)
        for byte in bytes { isThere[Int(byte)] = true }
        self.isThere = isThere
    }

    /// All candidates that have the given marks, the best first; never empty. An empty quote: none.
    package func candidates(delimiter: String?, quote: String?) -> [Candidate] {
        guard delimiter != nil || quote != nil else { return candidates() }
        let lineEnd = Self.lineEnd(of: bytes)
        let delimiters = delimiter.map { [$0] } ?? Self.delimiters.filter(occurs)
        let wanted: String? = quote.map { $0.isEmpty ? nil : $0 } ?? nil
        var marks = quotes().filter { quote == nil || $0.0 == wanted }
        if marks.isEmpty { marks = [(wanted, wanted == nil ? .none : .doubling)] }
        let all = delimiters.flatMap { delimiter in
            marks.map { candidate(delimiter, $0.0, $0.1, lineEnd) }
        }
        return all.isEmpty ? candidates() : ranked(all)
    }

    /// All candidates, the best first; never empty.
    package func candidates() -> [Candidate] {
        let lineEnd = Self.lineEnd(of: bytes)
        if let fixed = Self.declaredDelimiter(bytes) {
            let quoted = quotes().map { candidate(fixed, $0.0, $0.1, lineEnd) }
            return ranked(quoted)
        }
        let marks = quotes()
        let tried = Self.delimiters.filter(occurs).flatMap { delimiter in
            marks.map { (delimiter, $0.0, $0.1) }
        }
        var all = sharedOut(tried.count) { index in
            let (delimiter, quote, escape) = tried[index]
            return candidate(delimiter, quote, escape, lineEnd, rows: Self.firstRows)
        }
        let best = all.map(\.score).max() ?? 0
        let hopeful = all.indices.filter { all[$0].score >= Self.hopeful * best }
        let again = sharedOut(hopeful.count) { [all] index in
            let dialect = all[hopeful[index]].dialect
            return candidate(dialect.delimiter, dialect.quote, dialect.escape, lineEnd)
        }
        for (index, candidate) in zip(hopeful, again) { all[index] = candidate }
        all.append(
            Candidate(
                dialect: Dialect(delimiter: occurs(",") ? "\u{1F}" : ",", lineEnd: lineEnd),
                score: DialectTrial.singleColumnScore(bytes)))
        return ranked(all)
    }

    private func ranked(_ all: [Candidate]) -> [Candidate] {
        all.enumerated().sorted { left, right in
            left.element.score == right.element.score
                ? left.offset < right.offset : left.element.score > right.element.score
        }.map(\.element)
    }

    private func occurs(_ delimiter: String) -> Bool {
        let wanted = Array(delimiter.utf8)
        guard let first = wanted.first, wanted.allSatisfy({ isThere[Int($0)] }) else {
            return false
        }
        if wanted.count == 1 { return true }
        return bytes.indices.contains { index in
            bytes[index] == first && bytes[index...].starts(with: wanted)
        }
    }

    private func quotes() -> [(String?, Dialect.Escape)] {
        let (hasBackslash, hasQuote, hasApostrophe) = (isThere[0x5C], isThere[0x22], isThere[0x27])
        var result: [(String?, Dialect.Escape)] = [("\"", .doubling)]
        if hasQuote, hasBackslash { result.append(("\"", .backslash)) }
        if hasApostrophe {
            result.append(("'", .doubling))
            if hasBackslash { result.append(("'", .backslash)) }
        }
        if hasQuote || hasApostrophe { result.append((nil, .none)) }
        return result
    }

    private func candidate(
        _ delimiter: String, _ quote: String?, _ escape: Dialect.Escape, _ lineEnd: String,
        rows: Int = sampleRows
    ) -> Candidate {
        var dialect = Dialect(
            delimiter: delimiter, quote: quote, escape: escape, lineEnd: lineEnd)
        var trial = DialectTrial(bytes, dialect, rowLimit: rows)
        if trial.blankAfterDelimiter, delimiter != " " {
            dialect.skipsInitialBlanks = true
            trial = DialectTrial(bytes, dialect, rowLimit: rows)
        }
        return Candidate(dialect: dialect, score: trial.score)
    }

    /// `sep=;` on the first line.
    static func declaredDelimiter(_ bytes: [UInt8]) -> String? {
        let line = bytes.prefix(16).prefix { $0 != 0x0A && $0 != 0x0D }
        let text = String(decoding: line, as: UTF8.self)
        let bare = text.hasPrefix("\"") ? String(text.dropFirst()) : text
        guard bare.lowercased().hasPrefix("sep="), bare.count >= 5 else { return nil }
        let rest = bare.dropFirst(4)
        let delimiter = rest.last == "\"" && text.hasPrefix("\"") ? rest.dropLast() : rest
        return delimiter == "\\t" ? "\t" : String(delimiter)
    }

    private static func lineEnd(of bytes: [UInt8]) -> String {
        var feeds = 0
        var pairs = 0
        var returns = 0
        for (index, byte) in bytes.enumerated() {
            if byte == 0x0A {
                if index > 0, bytes[index - 1] == 0x0D { pairs += 1 } else { feeds += 1 }
            } else if byte == 0x0D, index + 1 == bytes.count || bytes[index + 1] != 0x0A {
                returns += 1
            }
        }
        if pairs >= feeds, pairs >= returns, pairs > 0 { return "\r\n" }
        return returns > feeds ? "\r" : "\n"
    }
}
