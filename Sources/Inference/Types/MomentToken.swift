// Cuts a text that may be a date or a time into numbers, words and marks.

/// A piece of such a text.
enum MomentToken: Hashable {
    case number(value: Int, digits: Int)
    case word(String)
    case mark(Unicode.Scalar)

    /// Nil for texts that are too long or have numbers that are too long.
    static func tokens(of text: String) -> [MomentToken]? {
        guard text.utf8.count <= 60 else { return nil }
        var tokens: [MomentToken] = []
        var digits: [UInt8] = []
        var word = String.UnicodeScalarView()
        func closeWord() {
            if !word.isEmpty { tokens.append(.word(String(word))) }
            word = String.UnicodeScalarView()
        }
        func closeDigits() -> Bool {
            guard !digits.isEmpty else { return true }
            guard digits.count <= 9 else { return false }
            let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
            tokens.append(.number(value: value, digits: digits.count))
            digits = []
            return true
        }
        for scalar in text.unicodeScalars {
            if ("0"..."9").contains(scalar) {
                closeWord()
                digits.append(UInt8(scalar.value))
            } else if scalar.value > 0x7F ? scalar.properties.isAlphabetic : scalar.isLetter {
                guard closeDigits() else { return nil }
                word.append(scalar)
            } else {
                closeWord()
                guard closeDigits() else { return nil }
                tokens.append(.mark(scalar.value == 0xA0 || scalar.value == 0x202F ? " " : scalar))
            }
        }
        closeWord()
        return closeDigits() ? tokens : nil
    }
}

extension Unicode.Scalar {
    /// An ASCII letter.
    var isLetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}
