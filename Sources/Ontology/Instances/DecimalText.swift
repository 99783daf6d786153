// Comparing decimal numbers by their digits: exact at any length, no binary floats.

package import JSONText

/// A decimal number as sign, digits and scale.
package struct DecimalText: Hashable, Sendable {
    private var isNegative: Bool
    /// Without leading zeros; empty for zero.
    private var digits: [UInt8]
    /// The number is 0.digits × 10^exponent.
    private var exponent: Int

    package init?(_ value: JSON) {
        switch value {
        case .integer(let number): self.init(String(number))
        case .number(let text): self.init(text)
        default: return nil
        }
    }

    /// Reads `-12.50e3`; nil for anything else.
    package init?(_ text: String) {
        var rest = Substring(text)
        isNegative = rest.first == "-"
        if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
        var power = 0
        if let mark = rest.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            guard let value = DecimalText.power(rest[rest.index(after: mark)...]) else {
                return nil
            }
            power = value
            rest = rest[..<mark]
        }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), !parts[0].isEmpty else { return nil }
        let all = parts.joined().utf8
        guard all.allSatisfy({ (48...57).contains($0) }) else { return nil }
        exponent = parts[0].utf8.count + power
        let leading = all.prefix { $0 == 48 }.count
        digits = Array(all.dropFirst(leading))
        exponent -= leading
        while digits.last == 48 { digits.removeLast() }
        if digits.isEmpty { (isNegative, exponent) = (false, 0) }
    }

    /// An exponent, cut to what can be added without overflow: beyond it only the sign matters.
    private static func power(_ text: Substring) -> Int? {
        let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        let size = min(Int(digits) ?? .max, 1 << 40)
        return text.first == "-" ? -size : size
    }

    /// -1, 0 or 1.
    package func compared(to other: DecimalText) -> Int {
        if isNegative != other.isNegative { return isNegative ? -1 : 1 }
        let sign = isNegative ? -1 : 1
        if digits.isEmpty || other.digits.isEmpty {
            return digits.isEmpty == other.digits.isEmpty ? 0 : digits.isEmpty ? -sign : sign
        }
        if exponent != other.exponent { return exponent < other.exponent ? -sign : sign }
        if digits == other.digits { return 0 }
        return digits.lexicographicallyPrecedes(other.digits) ? -sign : sign
    }

    /// A text whose bytes stand, beside those of other numbers, as the numbers do: sign, exponent at a fixed width, then
    /// the first digits; of negative ones the complement.
    package func orderedText(_ maximumDigits: Int) -> String {
        if digits.isEmpty { return "2" }
        let shown = digits.prefix(maximumDigits)
        // Exponents are cut where they are read, so that thirteen digits hold all of them.
        let place = DecimalText.exponentZero + exponent
        if !isNegative { return "3\(DecimalText.padded(place))" + DecimalText.text(shown) }
        let complement = shown.map { 48 + 57 - $0 }
        return "1\(DecimalText.padded(DecimalText.exponentLimit - place))"
            + DecimalText.text(complement) + "~"
    }

    private static let exponentZero = 2_000_000_000_000
    private static let exponentLimit = 9_999_999_999_999

    private static func padded(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, 13 - text.utf8.count)) + text
    }

    private static func text(_ digits: some Sequence<UInt8>) -> String {
        String(decoding: Array(digits), as: UTF8.self)
    }
}
