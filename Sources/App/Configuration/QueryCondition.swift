// Conditions of `spice query` as the filters of a query.

import Engine
import JSONText

struct QueryCondition: Hashable {
    let property: String
    let comparison: Condition.Comparison
    /// Empty where the comparison takes none.
    let value: String

    init(_ text: String) throws(UsageError) {
        do throws(EngineError) {
            let written = try ConditionText(text)
            (property, comparison, value) = (written.property, written.comparison, written.value)
        } catch {
            throw UsageError(error.message)
        }
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
