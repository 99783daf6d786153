// Whether a value fits a property. Numbers keep every digit: limits are compared as decimals of their text.

internal import JSONText

/// Checks values of one property.
struct ValueCheck {
    static let maximumTextBytes = 1 << 20

    let property: PropertyDefinition

    /// Throws when `value` (not null) does not fit.
    func check(_ value: JSON) throws(SchemaError) {
        try checkDepth(value)
        guard fits(value) else {
            throw SchemaError(
                .wrongType, at: path,
                "\(property.name) is \(article) \(property.type); got \(sample(value))")
        }
        try checkConstraints(value)
    }

    private var path: String { "data.\(property.name)" }
    private var article: String { "aeio".contains(property.type.name.prefix(1)) ? "an" : "a" }

    private func sample(_ value: JSON) -> String {
        let text = value.text
        return text.count > 60 ? text.prefix(59) + "…" : text
    }

    private func fits(_ value: JSON) -> Bool {
        switch (property.type.base, value) {
        case (.text, .string(let text)): return text.utf8.count <= ValueCheck.maximumTextBytes
        case (.integer, .integer): return true
        case (.integer, .number(let text)): return text.allSatisfy { $0.isNumber || $0 == "-" }
        case (.number, .integer), (.number, .number): return true
        case (.boolean, .bool): return true
        case (.date, .string(let text)): return CalendarText.isDate(text)
        case (.dateTime, .string(let text)): return CalendarText.isDateTime(text)
        case (.time, .string(let text)): return CalendarText.isTime(text)
        case (.array, .array), (.object, .object): return true
        case (.any, _): return true
        default: return false
        }
    }

    private func checkDepth(_ value: JSON) throws(SchemaError) {
        func depth(_ value: JSON) -> Int {
            switch value {
            case .array(let items): 1 + (items.map(depth).max() ?? 0)
            case .object(let object): 1 + (object.members.map { depth($0.value) }.max() ?? 0)
            default: 0
            }
        }
        guard depth(value) < JSON.maximumDepth else {
            throw SchemaError(.tooDeep, at: path, "at most \(JSON.maximumDepth) levels")
        }
    }

    private func checkConstraints(_ value: JSON) throws(SchemaError) {
        for constraint in property.constraints.members {
            guard try holds(constraint.name, constraint.value, for: value) else {
                throw SchemaError(
                    .constraintViolated, at: path,
                    "\(property.name) must keep \(constraint.name) \(constraint.value.text); "
                        + "got \(sample(value))")
            }
        }
    }

    /// Unknown constraints are kept in the model and hold for every value.
    private func holds(_ name: String, _ limit: JSON, for value: JSON) throws(SchemaError) -> Bool {
        switch name {
        case "minimum", "min": return compare(value, limit).map { $0 >= 0 } ?? true
        case "maximum", "max": return compare(value, limit).map { $0 <= 0 } ?? true
        case "exclusiveMinimum": return compare(value, limit).map { $0 > 0 } ?? true
        case "exclusiveMaximum": return compare(value, limit).map { $0 < 0 } ?? true
        case "minLength":
            return value.string.map { $0.unicodeScalars.count >= limit.integer ?? 0 } ?? true
        case "maxLength":
            return value.string.map { $0.unicodeScalars.count <= limit.integer ?? .max } ?? true
        case "enum": return limit.array.map { $0.contains(value) } ?? true
        case "pattern":
            guard let text = value.string, let pattern = limit.string else { return true }
            guard let regex = try? Regex(pattern) else {
                throw SchemaError(
                    .constraintViolated, at: path, "the pattern of \(property.name) is no pattern")
            }
            return text.contains(regex)
        default: return true
        }
    }

    /// -1, 0, 1; nil when the two cannot be compared.
    private func compare(_ value: JSON, _ limit: JSON) -> Int? {
        if let left = value.string, let right = limit.string {
            return left == right ? 0 : left < right ? -1 : 1
        }
        guard let left = DecimalText(value), let right = DecimalText(limit) else { return nil }
        return left.compared(to: right)
    }
}
