// Takes a number apart, whatever its convention: sign, currency, percent, digits, marks. Exact: no
// binary floats.

/// A text that is a number in at least one convention.
struct NumberText: Hashable, Sendable {
    /// Conventions under which the text is a number.
    var styles: NumberStyles
    var isNegative = false
    var isPercent = false
    /// A symbol or code of money that stands with the number.
    var currency: String?
    /// Digits before any mark.
    var leadingDigits = 0
    var startsWithZero = false
    /// All marks (`.` or `,`) cut groups of exactly three digits, which may be thousands.
    var hasOnlyTriples = false
    var hasExponent = false
    /// The bare number: digits and marks.
    private var core: [UInt8] = []

    /// Letters of the longest unit and of an exponent: what has more is no number.
    private static let mostLetters = longestUnit + 1

    static let currencySymbols: [String] = [
        "$", "€", "£", "¥", "₩", "₹", "₽", "₺", "฿", "₫", "₱", "₪", "zł", "Kč", "kr", "R$", "US$",
        "Ft", "CHF", "Fr.", "元", "円", "원", "лв", "lei", "₴",
        "kr.", "Rs.", "руб.", "р.", "грн", "₸", "₾", "₮", "₦", "₲", "₡", "лв.", "din.",
        "TL",
    ]

    /// The same as bytes, also without their last point, and decomposed; comparing texts is slow where every cell asks.
    private static let unitBytes: Set<[UInt8]> = Set(
        currencySymbols.flatMap { symbol -> [String] in
            symbol.last == "." ? [symbol, String(symbol.dropLast())] : [symbol]
        }.flatMap { [Array($0.utf8), $0 == "Kč" ? Array("Kc\u{30C}".utf8) : Array($0.utf8)] })
    private static let longestUnit = 8

    init?(_ text: String) {
        var digits = 0
        var letters = 0
        var marks = 0
        var signs = 0
        for byte in text.utf8 {
            if byte &- 0x30 < 10 {
                digits += 1
            } else if (byte | 0x20) &- 0x61 < 26 {
                letters += 1
            } else if Self.isMark(byte) {
                marks += 1
            } else if byte == 0x2D {
                signs += 1
            } else if byte == 0x3A || byte == 0x2F {
                // Colons and strokes stand in no number, nor in its unit.
                return nil
            }
        }
        guard digits > 0, letters <= Self.mostLetters else { return nil }
        let count = text.utf8.count
        if marks < 2, digits + marks == count, count <= 64, let last = text.utf8.last {
            guard Self.isDigit(last) else { return nil }
            self.init(plain: Array(text.utf8))
        } else {
            guard signs == 0 || letters > 0 || !Self.hasDigitsAtBothEnds(text) else { return nil }
            self.init(Array(text.utf8)[...])
        }
    }

    /// Then a sign stands inside, as in `2024-02-29`: without an exponent that is no number.
    private static func hasDigitsAtBothEnds(_ text: String) -> Bool {
        text.utf8.first.map(isDigit) == true && text.utf8.last.map(isDigit) == true
    }

    /// Of digits with at most one mark among or before them; the same as the long way.
    private init(plain bytes: [UInt8]) {
        let place = bytes.firstIndex { Self.isMark($0) }
        let lead = place ?? bytes.count
        let rest = bytes.count - lead - 1
        startsWithZero = bytes.count > 1 && bytes[0] == 0x30 && Self.isDigit(bytes[1])
        leadingDigits = lead
        hasOnlyTriples = rest == 3 && (1...3).contains(lead) && bytes[0] != 0x30
        core = bytes
        guard let place else {
            styles = .all
            return
        }
        styles = bytes[place] == 0x2E ? Self.withPoint : Self.withComma
        guard hasOnlyTriples else { return }
        if bytes[place] == 0x2E {
            styles.insert(.pointGroups)
        } else {
            styles.insert(.commaGroups)
            if lead < 3 { styles.insert(.lakhGroups) }
        }
    }

    private static let withPoint = NumberStyles([
        .point, .commaGroups, .blankGroupsPoint, .apostropheGroups, .lakhGroups,
    ])
    private static let withComma = NumberStyles([.comma, .pointGroups, .blankGroups])

    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count <= 64, bytes.contains(where: { (0x30...0x39).contains($0) }) else {
            return nil
        }
        styles = []
        guard var rest = Self.simplified(bytes) else { return nil }
        Self.writeOutCents(&rest)
        takeSign(&rest)
        guard takeUnit(&rest) else { return nil }
        takeSign(&rest)
        guard let first = rest.first, Self.isDigit(first) || Self.isMark(first),
            let last = rest.last, Self.isDigit(last)
        else { return nil }
        startsWithZero = rest.count > 1 && first == 0x30 && Self.isDigit(rest[rest.startIndex + 1])
        guard readCore(rest) else { return nil }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isMark(_ byte: UInt8) -> Bool { byte == 0x2E || byte == 0x2C }

    /// One byte a character: typographic minus, blanks and apostrophes become plain ones. A foreign
    /// character stays as it is (it can only be a currency).
    private static func simplified(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return trimmed(Array(bytes)) }
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var result: [UInt8] = []
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xA0, 0x2009, 0x202F, 0x2007, 0x3000: result.append(0x20)
            case 0x2212, 0x2012, 0x2013: result.append(0x2D)
            case 0x2014 where result.last.map(isMark) == true: result.append(0x2D)
            case 0x2019, 0x2BC, 0xB4: result.append(0x27)
            case 0xFF10...0xFF19: result.append(UInt8(scalar.value - 0xFF10 + 0x30))
            case 0xFF0E: result.append(0x2E)
            case 0xFFE5: result += Array("¥".utf8)
            case 0xFF05: result.append(0x25)
            default: result += Array(String(scalar).utf8)
            }
        }
        return trimmed(result)
    }

    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        var slice = bytes[...]
        while slice.first == 0x20 { slice.removeFirst() }
        while slice.last == 0x20 { slice.removeLast() }
        return Array(slice)
    }

    /// `3.200,-`, `12.--`: dashes in place of the cents mean that there are none.
    private static func writeOutCents(_ bytes: inout [UInt8]) {
        guard let mark = bytes.lastIndex(where: isMark), mark > 0, isDigit(bytes[mark - 1]) else {
            return
        }
        let dashes = bytes[(mark + 1)...].prefix { $0 == 0x2D }
        guard (1...2).contains(dashes.count) else { return }
        if dashes.endIndex < bytes.count, isDigit(bytes[dashes.endIndex]) { return }
        bytes.replaceSubrange(dashes.indices, with: [0x30, 0x30])
    }

    private mutating func takeSign(_ rest: inout [UInt8]) {
        if rest.first == 0x28, rest.last == 0x29, rest.count > 2, !isNegative {
            isNegative = true
            rest = Self.trimmed(Array(rest[1..<(rest.count - 1)]))
        } else if let first = rest.first, first == 0x2D || first == 0x2B, !isNegative {
            isNegative = first == 0x2D
            rest = Self.trimmed(Array(rest.dropFirst()))
        } else if rest.last == 0x2D, rest.count > 1, !isNegative {
            isNegative = true
            rest = Self.trimmed(Array(rest.dropLast()))
        }
    }

    /// Takes a percent sign or a currency off; false when something else stands there.
    private mutating func takeUnit(_ rest: inout [UInt8]) -> Bool {
        let isCore = { (byte: UInt8) in
            Self.isDigit(byte) || Self.isMark(byte) || byte == 0x20 || byte == 0x27 || byte == 0x2D
                || byte == 0x2B || byte == 0x28
        }
        if let first = rest.first, !isCore(first) {
            let unit = rest.prefix { !isCore($0) || $0 == 0x2E }
            guard acceptUnit(unit) else { return false }
            rest = Self.trimmed(Array(rest.dropFirst(unit.count)))
            // `$ (1,200.50)`: the sign is taken off next.
            if rest.first == 0x28, rest.last == 0x29 { return true }
        }
        // `12 kr.`: the point belongs to the letters before it.
        let isShortened =
            rest.count > 1 && rest.last == 0x2E && !isCore(rest[rest.count - 2])
        if let last = rest.last, isShortened || !isCore(last) {
            var count = 0
            while count < rest.count,
                !isCore(rest[rest.count - 1 - count]) || rest[rest.count - 1 - count] == 0x2E
            {
                count += 1
            }
            // `1e5` is an exponent, not a unit.
            guard acceptUnit(rest.suffix(count)) else { return false }
            rest = Self.trimmed(Array(rest.dropLast(count)))
        }
        return true
    }

    private mutating func acceptUnit(_ bytes: ArraySlice<UInt8>) -> Bool {
        let unit = Self.trimmed(Array(bytes))
        if unit == [UInt8(ascii: "%")] {
            guard !isPercent else { return false }
            isPercent = true
            return true
        }
        guard currency == nil, !isPercent, (1...Self.longestUnit).contains(unit.count) else {
            return false
        }
        let text = String(decoding: unit, as: UTF8.self)
        guard Self.unitBytes.contains(unit) || unit.count == 3 && CurrencyCodes.contains(text)
        else { return false }
        currency = text
        return true
    }

    /// Reads digits, marks and an exponent; decides which conventions admit them.
    private mutating func readCore(_ rest: [UInt8]) -> Bool {
        var groups: [Int] = []
        var marks: [UInt8] = []
        var run = 0
        var index = 0
        while index < rest.count {
            let byte = rest[index]
            if Self.isDigit(byte) {
                run += 1
            } else if Self.isMark(byte) || byte == 0x20 || byte == 0x27 {
                groups.append(run)
                marks.append(byte)
                run = 0
            } else if byte | 0x20 == 0x65, run > 0 {
                guard exponentFollows(rest[(index + 1)...]) else { return false }
                hasExponent = true
                break
            } else {
                return false
            }
            index += 1
        }
        groups.append(run)
        core = Array(rest)
        leadingDigits = groups[0]
        let fromZero = rest.first == 0x30
        hasOnlyTriples =
            !marks.isEmpty && (1...3).contains(groups[0]) && !fromZero
            && groups.dropFirst().allSatisfy { $0 == 3 }
        let whole = DigitGroups(groups, marks, fromZero: fromZero)
        let fraction = DigitGroups.beforeFraction(groups, marks, fromZero: fromZero)
        styles = NumberStyles()
        for style in NumberStyle.allCases where style.admits(whole, fraction, marks.last) {
            styles.insert(style)
        }
        return !styles.isEmpty
    }

    private func exponentFollows(_ rest: ArraySlice<UInt8>) -> Bool {
        var digits = rest
        if let first = digits.first, first == 0x2D || first == 0x2B { digits.removeFirst() }
        return !digits.isEmpty && digits.count <= 3 && digits.allSatisfy(Self.isDigit)
    }

    /// The number as JSON writes it, read by `style`; nil when the style does not admit it.
    func text(_ style: NumberStyle) -> String? {
        guard styles.contains(style) else { return nil }
        let mark = style.decimalMark.utf8.first
        var digits: [UInt8] = []
        for byte in core {
            if Self.isDigit(byte) || byte | 0x20 == 0x65 || byte == 0x2D || byte == 0x2B {
                digits.append(byte)
            } else if byte == mark {
                if digits.isEmpty { digits.append(0x30) }
                digits.append(0x2E)
            }
        }
        while digits.count > 1, digits[0] == 0x30, Self.isDigit(digits[1]) { digits.removeFirst() }
        let text = String(decoding: digits, as: UTF8.self)
        let isZero = !text.contains { ("1"..."9").contains($0) }
        return isNegative && !isZero ? "-" + text : text
    }

    /// Whether `text(style)` is a whole number without a written fraction.
    func isInteger(_ style: NumberStyle) -> Bool {
        guard styles.contains(style), !hasExponent, let mark = style.decimalMark.utf8.first else {
            return false
        }
        return !core.contains(mark)
    }
}
