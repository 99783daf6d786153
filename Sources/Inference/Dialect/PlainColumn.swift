// Tells a single column by its header: where that is one plain name, cells that are each a whole moment, address or
// `Surname, Name` are not to be cut at the marks they hold.

/// A text of one column.
enum PlainColumn {
    /// The first of `lines` names one column and all others are whole values.
    static func isOne(_ lines: [String]) -> Bool {
        guard lines.count > 2, let header = lines.first, isName(header) else { return false }
        let values = lines.dropFirst()
        // Without such marks nothing could be cut.
        guard values.contains(where: { $0.contains { !$0.isLetter && !$0.isNumber } }) else {
            return false
        }
        // `date time` above days and times is two columns cut by blanks.
        let isCutByBlanks = header.contains(" ") && values.allSatisfy { $0.contains(" ") }
        if values.allSatisfy(isMoment), !isCutByBlanks { return true }
        if values.allSatisfy(isAddress) { return true }
        return values.contains { $0.contains(",") } && values.allSatisfy(isPerson)
    }

    /// A few words of letters: no mark that a header could be cut at.
    private static func isName(_ text: String) -> Bool {
        text.count <= 40 && text.contains(where: \.isLetter)
            && text.split(separator: " ").count <= 3
            && text.allSatisfy { $0.isLetter || $0.isNumber || " _-".contains($0) }
    }

    private static func isMoment(_ text: String) -> Bool {
        CellKind(text, delimiter: "") == .moment && text.contains { ":/.-".contains($0) }
    }

    private static func isAddress(_ text: String) -> Bool {
        guard !text.contains(where: { $0.isWhitespace || ";|\"".contains($0) }) else {
            return false
        }
        if let scheme = text.firstRange(of: "://") {
            return text[..<scheme.lowerBound].allSatisfy { $0.isASCII && $0.isLetter }
        }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
            && !text.contains(",")
    }

    /// `Müller, Hans`, and among such also `Weber`.
    private static func isPerson(_ text: String) -> Bool {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.count == 1 || parts[1].hasPrefix(" ") else { return false }
        return parts.allSatisfy { part in
            let words = part.split(separator: " ")
            return (1...4).contains(words.count)
                && words.contains { $0.first?.isUppercase ?? false }
                && part.allSatisfy { $0.isLetter || " .'’-".contains($0) }
        }
    }
}
