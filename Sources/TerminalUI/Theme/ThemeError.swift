// What can be wrong with a theme file. Each says where and what to write instead.

package enum ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text is no YAML.
    case malformed(line: Int, column: Int, reason: String)
    /// A value that is not understood.
    case invalid(line: Int, column: Int, field: String, value: String, expected: String)
    /// A field that does not exist.
    case unknownField(line: Int, column: Int, field: String, nearest: String)
    /// Roles without an entry.
    case missing(fields: [String])

    /// A stable code for messages and scripts.
    package var code: String {
        switch self {
        case .malformed: "theme_malformed"
        case .invalid: "theme_invalid"
        case .unknownField: "theme_unknown_field"
        case .missing: "theme_missing"
        }
    }

    package var description: String {
        switch self {
        case .malformed(let line, let column, let reason):
            "line \(line), column \(column): not readable as YAML: \(reason)"
        case .invalid(let line, let column, let field, let value, let expected):
            "line \(line), column \(column): \(field) is \"\(value)\"; write \(expected)"
        case .unknownField(let line, let column, let field, let nearest):
            "line \(line), column \(column): there is no \(field); did you mean \(nearest)?"
        case .missing(let fields):
            "missing: \(fields.joined(separator: ", "))"
        }
    }
}
