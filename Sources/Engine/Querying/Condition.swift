// A condition on one property, with the types that the values have: numbers compare as numbers, exactly; everything
// else by its text. Pure.

package import JSONText
internal import Ontology

package struct Condition: Codable, Hashable, Sendable {
    package enum Comparison: String, Codable, Hashable, Sendable, CaseIterable {
        case eq, ne, gt, ge, lt, le, like
        case isIn = "in"
        case notIn = "not_in"
        case isNull = "is_null"
        case isNotNull = "is_not_null"

        /// Also reads what people write instead: `=`, `>=`, `gte`, `contains`, …
        package init?(wire text: String) {
            let aliases: [String: Comparison] = [
                "=": .eq, "==": .eq, "!=": .ne, "<>": .ne, ">": .gt, ">=": .ge, "gte": .ge,
                "<": .lt, "<=": .le, "lte": .le, "contains": .like, "nin": .notIn,
                "not in": .notIn, "null": .isNull,
            ]
            let lower = text.lowercased()
            guard let known = Comparison(rawValue: lower) ?? aliases[lower] else { return nil }
            self = known
        }
    }

    package var field: String
    package var comparison: Comparison
    package var value: JSON

    package init(_ field: String, _ comparison: Comparison, _ value: JSON = .null) {
        self.field = field
        self.comparison = comparison
        self.value = value
    }

    enum CodingKeys: String, CodingKey {
        case field
        case comparison = "operator"
        case value
    }

    package func holds(for data: JSONObject) -> Bool {
        let actual = data[field] ?? .null
        switch comparison {
        case .isNull: return actual.isNull
        case .isNotNull: return !actual.isNull
        case .ne: return !Condition.areEqual(actual, value)
        case .notIn: return !(value.array ?? [value]).contains { Condition.areEqual(actual, $0) }
        default: break
        }
        // Nothing is above, below or like what is not there.
        guard !actual.isNull || comparison == .eq else { return false }
        switch comparison {
        case .eq: return Condition.areEqual(actual, value)
        case .isIn: return (value.array ?? [value]).contains { Condition.areEqual(actual, $0) }
        case .like: return Condition.isLike(actual.plainText, value.plainText)
        default: break
        }
        guard let order = Condition.order(actual, value) else { return false }
        switch comparison {
        case .gt: return order > 0
        case .ge: return order >= 0
        case .lt: return order < 0
        case .le: return order <= 0
        default: return false
        }
    }

    static func areEqual(_ left: JSON, _ right: JSON) -> Bool {
        if left.isNull || right.isNull { return left.isNull && right.isNull }
        if let items = left.array, right.array == nil {
            return items.contains { areEqual($0, right) }
        }
        return order(left, right) == 0
    }

    /// Negative, 0 or positive; nil when one is a container and the other is not.
    package static func order(_ left: JSON, _ right: JSON) -> Int? {
        let isNumeric = DecimalText(left) != nil || DecimalText(right) != nil
        if isNumeric, let one = number(left), let other = number(right) {
            return one.compared(to: other)
        }
        switch (left, right) {
        case (.array, _), (_, .array), (.object, _), (_, .object):
            return left == right ? 0 : nil
        default: break
        }
        let texts = (left.plainText, right.plainText)
        if texts.0.utf8.elementsEqual(texts.1.utf8) { return 0 }
        return texts.0.utf8.lexicographicallyPrecedes(texts.1.utf8) ? -1 : 1
    }

    /// A number, also one that is written as text, when it is compared with one.
    private static func number(_ value: JSON) -> DecimalText? {
        switch value {
        case .string(let text): DecimalText(text)
        default: DecimalText(value)
        }
    }

    /// `%` stands for any text, `_` for one character; without either it must occur somewhere. In any case.
    static func isLike(_ text: String, _ pattern: String) -> Bool {
        let text = Array(text.lowercased())
        let pattern = Array(pattern.lowercased())
        guard pattern.contains("%") || pattern.contains("_") else {
            return String(text).contains(String(pattern))
        }
        var (row, column) = (0, 0)
        var (star, mark) = (-1, 0)
        while row < text.count {
            if column < pattern.count, pattern[column] == "%" {
                (star, mark) = (column, row)
                column += 1
            } else if column < pattern.count,
                pattern[column] == "_" || pattern[column] == text[row]
            {
                row += 1
                column += 1
            } else if star >= 0 {
                column = star + 1
                mark += 1
                row = mark
            } else {
                return false
            }
        }
        return pattern[column...].allSatisfy { $0 == "%" }
    }
}
