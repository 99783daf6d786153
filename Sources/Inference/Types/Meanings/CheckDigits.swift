// Check digits of numbers that people type: what separates a card or a book from any other run of
// digits.

/// Checks of numbers.
enum CheckDigits {
    /// Luhn's sum over the digits of `text`.
    static func isLuhn(_ digits: [UInt8]) -> Bool {
        var sum = 0
        for (index, digit) in digits.reversed().enumerated() {
            let value = index % 2 == 0 ? Int(digit) : Int(digit) * 2
            sum += value > 9 ? value - 9 : value
        }
        return sum % 10 == 0
    }

    /// A book number of ten or thirteen digits.
    static func isISBN(_ text: String) -> Bool {
        let characters = Array(text.uppercased().filter { $0 != "-" && $0 != " " })
        let digits = characters.compactMap(\.wholeNumberValue)
        if characters.count == 13, digits.count == 13, digits.starts(with: [9, 7]) {
            let sum = digits.enumerated().reduce(0) {
                $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 3)
            }
            return sum % 10 == 0
        }
        guard characters.count == 10, digits.count >= 9 else { return false }
        var sum = 0
        for (index, character) in characters.enumerated() {
            guard
                let value = character.wholeNumberValue
                    ?? (character == "X" && index == 9 ? 10 : nil)
            else { return false }
            sum += value * (10 - index)
        }
        return sum % 11 == 0
    }

    /// An account number by ISO 13616, remainder 97.
    static func isIBAN(_ text: String) -> Bool {
        let characters = Array(text.uppercased().filter { $0 != " " })
        guard (15...34).contains(characters.count), characters[0].isLetter, characters[1].isLetter,
            characters[2].isNumber, characters[3].isNumber
        else { return false }
        var remainder = 0
        for character in characters[4...] + characters[..<4] {
            if let digit = character.wholeNumberValue {
                remainder = (remainder * 10 + digit) % 97
            } else if let code = character.asciiValue, (65...90).contains(code) {
                remainder = (remainder * 100 + Int(code) - 55) % 97
            } else {
                return false
            }
        }
        return remainder == 1
    }

    /// The digits of `text` as numbers, when it holds nothing but digits, blanks and hyphens.
    static func digits(_ text: String) -> [UInt8]? {
        var digits: [UInt8] = []
        for byte in text.utf8 {
            if (0x30...0x39).contains(byte) {
                digits.append(byte - 0x30)
            } else if byte != 0x20, byte != 0x2D {
                return nil
            }
        }
        return digits
    }
}
