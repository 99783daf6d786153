// The order of instances by the values of one property: numbers by value, text with the numbers in it by
// value too (`i-2` before `i-10`), what is absent last in both directions.

import JSONText
import Ontology

enum InstanceOrder {
    /// Whether a stands before b; equal values say nothing.
    static func precedes(_ a: JSON?, _ b: JSON?, isDescending: Bool) -> Bool? {
        switch (isAbsent(a), isAbsent(b)) {
        case (true, true): return nil
        case (true, false): return false
        case (false, true): return true
        case (false, false): break
        }
        let order = compare(a ?? .null, b ?? .null)
        return order == 0 ? nil : (order < 0) != isDescending
    }

    private static func isAbsent(_ value: JSON?) -> Bool { value == nil || value == .null }

    /// Negative, 0 or positive.
    private static func compare(_ a: JSON, _ b: JSON) -> Int {
        if let left = DecimalText(a), let right = DecimalText(b) {
            return left.compared(to: right)
        }
        return natural(a.string ?? a.plainText, b.string ?? b.plainText)
    }

    /// Without regard to case at first; runs of digits by value.
    static func natural(_ a: String, _ b: String) -> Int {
        let (left, right) = (parts(a.lowercased()), parts(b.lowercased()))
        for (one, other) in zip(left, right) where one != other {
            if let first = Int(one), let second = Int(other), first != second {
                return first < second ? -1 : 1
            }
            return one < other ? -1 : 1
        }
        return left.count != right.count
            ? left.count - right.count : a == b ? 0 : a < b ? -1 : 1
    }

    /// Letters and digits apart: `i-10b` → `i-`, `10`, `b`.
    private static func parts(_ text: String) -> [String] {
        var parts: [String] = []
        var wasDigit: Bool?
        for character in text {
            let isDigit = character.isASCII && character.isNumber
            if isDigit == wasDigit {
                parts[parts.count - 1].append(character)
            } else {
                parts.append(String(character))
            }
            wasDigit = isDigit
        }
        return parts
    }
}
