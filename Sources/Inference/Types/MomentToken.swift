// Cuts a text that may be a date or a time into numbers, words and marks.

/// A piece of such a text.
enum MomentToken: Hashable {
    case number(value: Int, digits: Int)
    case word(String)
    case mark(Unicode.Scalar)

    /// Nil for texts that are too long or have numbers that are too long.
    static func tokens(of text: String) -> [MomentToken]? {
        guard text.utf8.count <= 60 else { return nil }
        var run = Run()
        run.tokens.reserveCapacity(12)
        for scalar in text.unicodeScalars {
            if scalar.value &- 0x30 < 10 {
                run.closeWord()
                guard run.take(digit: Int(scalar.value &- 0x30)) else { return nil }
            } else if scalar.value > 0x7F ? scalar.properties.isAlphabetic : scalar.isLetter {
                run.closeDigits()
                run.word.unicodeScalars.append(scalar)
            } else {
                run.closeWord()
                run.closeDigits()
                let isBlank = scalar.value == 0xA0 || scalar.value == 0x202F
                run.tokens.append(.mark(isBlank ? " " : scalar))
            }
        }
        run.closeWord()
        run.closeDigits()
        return run.tokens
    }

    /// The pieces so far, and the one that is open.
    private struct Run {
        var tokens: [MomentToken] = []
        var word = ""
        private var value = 0
        private var digits = 0

        mutating func closeWord() {
            guard !word.isEmpty else { return }
            tokens.append(.word(word))
            word = ""
        }

        mutating func closeDigits() {
            guard digits > 0 else { return }
            tokens.append(.number(value: value, digits: digits))
            (value, digits) = (0, 0)
        }

        /// False when there are too many.
        mutating func take(digit: Int) -> Bool {
            value = value * 10 + digit
            digits += 1
            return digits <= 9
        }
    }
}

extension Unicode.Scalar {
    /// An ASCII letter.
    var isLetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}
