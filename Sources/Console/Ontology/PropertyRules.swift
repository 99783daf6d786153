// What values of a property must keep, in words and as typed in a form. Rules that the form has no field for stay as they
// are.

import JSONText

enum PropertyRules {
    /// Those with a field of their own.
    static let known = [
        "minimum", "maximum", "min", "max", "minLength", "maxLength", "pattern", "enum",
    ]

    /// `at least 0`, `at most 40 letters`, `one of A, B`.
    static func words(_ rules: JSONObject) -> [String] {
        rules.members.map { rule in
            let value = rule.value.plainText
            return switch rule.name {
            case "minimum", "min": "at least \(value)"
            case "maximum", "max": "at most \(value)"
            case "exclusiveMinimum": "above \(value)"
            case "exclusiveMaximum": "below \(value)"
            case "minLength": "at least \(value) letters"
            case "maxLength": "at most \(value) letters"
            case "pattern": "like /\(value)/"
            case "enum": "one of \(list(rule.value))"
            default: "\(rule.name) \(value)"
            }
        }
    }

    /// For a column: `≥ 0`, `0 … 100`, `≤ 40 letters`, `4 values`, `/…/`.
    static func short(_ rules: JSONObject?) -> String {
        guard let rules, !rules.isEmpty else { return "" }
        if let values = rules["enum"]?.array { return "\(values.count) values" }
        let least = rules["minimum"] ?? rules["min"] ?? rules["minLength"]
        let most = rules["maximum"] ?? rules["max"] ?? rules["maxLength"]
        let unit = rules["minLength"] ?? rules["maxLength"] == nil ? "" : " letters"
        switch (least?.plainText, most?.plainText) {
        case (let least?, let most?): return "\(least) … \(most)\(unit)"
        case (let least?, nil): return "≥ \(least)\(unit)"
        case (nil, let most?): return "≤ \(most)\(unit)"
        case (nil, nil): break
        }
        if let pattern = rules["pattern"]?.plainText { return "/\(pattern)/" }
        return words(rules).first ?? ""
    }

    static func list(_ values: JSON?) -> String {
        (values?.array ?? []).map(\.plainText).joined(separator: ", ")
    }
}
