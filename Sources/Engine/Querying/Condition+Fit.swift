// Whether what a property is compared with can stand above or below its values. A condition that no value of the type
// could meet is a mistake of the asker: an empty answer would hide it.

internal import JSONText
internal import Ontology

extension Condition {
    /// Why no order is between this value and those of the property; nil when there is one, or none is asked for.
    func misfit(in definition: ClassDefinition) -> String? {
        guard let property = definition.property(field), isOrder, !isComparable(property.type)
        else { return nil }
        let wanted =
            switch property.type.base {
            case .date, .dateTime: "a day or time such as 2026-01-31"
            default: "a number"
            }
        let given = EngineError.quoted(value.plainText)
        return "\(field) is \(property.type); \(given) is not \(wanted)"
    }

    private var isOrder: Bool {
        switch comparison {
        case .gt, .ge, .lt, .le: true
        default: false
        }
    }

    private func isComparable(_ type: DataType) -> Bool {
        switch type.base {
        case .integer, .number: DecimalText(value) != nil || DecimalText(value.plainText) != nil
        case .date, .dateTime: Condition.opensDay(value.plainText)
        default: true
        }
    }

    /// A year, a month, a day, or a day with a time behind it: all stand in the order of their texts.
    private static func opensDay(_ text: String) -> Bool {
        let day = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)[0]
        let parts = day.split(separator: "-", omittingEmptySubsequences: false)
        guard let year = parts.first, year.count == 4, parts.count <= 3,
            parts.dropFirst().allSatisfy({ $0.count == 2 }),
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return false }
        guard parts.count < 3 else { return CalendarText.isDate(String(day)) }
        return parts.dropFirst().allSatisfy { (1...12).contains(Int($0) ?? 0) }
    }
}
