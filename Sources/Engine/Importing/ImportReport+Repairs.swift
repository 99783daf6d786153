// What an import left out or mended on the way, a sentence for each kind: nobody should have to ask `infer` for it.

internal import Tables

extension ImportReport {
    /// Of one table. Rows that were refused and rows that ended early are told elsewhere; blank lines held nothing.
    static func repairs(_ issues: TableIssues, file: String) -> [String] {
        TableIssue.Kind.allCases.compactMap { kind in
            guard let words = words(kind),
                let first = issues.kept.first(where: { $0.kind == kind }),
                first.action != .rejected
            else { return nil }
            let count = issues.count(kind)
            let (noun, verb) = count == 1 ? ("line", words.one) : ("lines", words.several)
            return "\(file): \(count) \(noun) \(words.where)\(verb) (first: line \(first.line))"
        }
    }

    private struct Words {
        /// Behind `line`, with a space at its end when there is anything.
        var `where` = ""
        var one: String
        var several: String

        init(_ place: String = "", _ one: String, _ several: String) {
            (self.where, self.one, self.several) = (place, one, several)
        }
    }

    private static func words(_ kind: TableIssue.Kind) -> Words? {
        switch kind {
        case .short, .long, .notJSON, .blankLine: nil
        case .preamble: Words("before the table ", "was left out", "were left out")
        case .footer: Words("after the table ", "was left out", "were left out")
        case .comment: Words("of comment ", "was left out", "were left out")
        case .repeatedHeader: Words("with the header again ", "was left out", "were left out")
        case .invalidText:
            Words("with bytes that are no text ", "was mended by U+FFFD", "were mended by U+FFFD")
        case .nul: Words("with NUL bytes ", "was read without them", "were read without them")
        case .unclosedQuote:
            Words("with a quote that never closes ", "was read as text", "were read as text")
        case .strayQuote:
            Words("with text behind a quote ", "was read with it", "were read with it")
        case .trailingDelimiter:
            Words("with an empty cell at the end ", "was read without it", "were read without it")
        case .hidden: Words("that the sheet hides ", "was read too", "were read too")
        case .merged: Words("of merged cells ", "was filled", "were filled")
        case .errorCell:
            Words("with an error for a cell ", "was read without it", "were read without it")
        }
    }
}
