// A condition of `spice query` as it is written: `country=France`, `freight>=100`, `name~gmbh`, `phone`, `!phone`.

import Engine
import JSONText

struct QueryCondition: Hashable {
    var property: String
    var comparison: Condition.Comparison
    /// Empty where the comparison takes none.
    var value: String

    /// Longer signs before those that they begin with.
    private static let signs: [(String, Condition.Comparison)] = [
        ("!=", .ne), (">=", .ge), ("<=", .le), ("=", .eq), (">", .gt), ("<", .lt), ("~", .like),
    ]

    init(_ text: String) throws(UsageError) {
        let place = text.dropFirst().firstIndex { "=<>~".contains($0) || $0 == "!" }
        guard let place else {
            let isAbsent = text.first == "!"
            property = isAbsent ? String(text.dropFirst()) : text
            (comparison, value) = (isAbsent ? .isNull : .isNotNull, "")
            guard !property.isEmpty else { throw Self.refusal(text) }
            return
        }
        guard let (sign, found) = Self.signs.first(where: { text[place...].hasPrefix($0.0) }) else {
            throw Self.refusal(text)
        }
        property = String(text[..<place])
        comparison = found
        value = String(text[place...].dropFirst(sign.count))
    }

    private static func refusal(_ text: String) -> UsageError {
        UsageError(
            "a condition is property=value, with = != > >= < <= or ~ (contains), property (is there) or "
                + "!property (is not), not \(text)")
    }

    /// As the filters of a query. Equal to one of several, and unequal to all of several, may be said by repeating it.
    static func filters(_ conditions: [QueryCondition]) throws(UsageError) -> [String: JSON] {
        var filters: [String: JSON] = [:]
        for (property, conditions) in Dictionary(grouping: conditions, by: \.property) {
            if let only = conditions.first, conditions.count == 1, only.comparison == .eq {
                filters[property] = .string(only.value)
                continue
            }
            var members = JSONObject()
            for (comparison, same) in Dictionary(grouping: conditions, by: \.comparison) {
                let values = same.map { JSON.string($0.value) }
                switch comparison {
                case .eq where values.count > 1: members["in"] = .array(values)
                case .ne where values.count > 1: members["not_in"] = .array(values)
                case _ where values.count > 1:
                    throw UsageError("\(property) has the same condition twice")
                default: members[comparison.rawValue] = values[0]
                }
            }
            filters[property] = .object(members)
        }
        return filters
    }
}
