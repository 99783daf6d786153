// A condition as people write it: `country=France`, `freight>=100`, `name~gmbh`, `phone`, `!phone`.

internal import JSONText

package struct ConditionText: Hashable, Sendable {
    package var property: String
    package var comparison: Condition.Comparison
    /// Empty where the comparison takes none.
    package var value: String

    /// Longer signs before those that they begin with.
    private static let signs: [(String, Condition.Comparison)] = [
        ("!=", .ne), (">=", .ge), ("<=", .le), ("=", .eq), (">", .gt), ("<", .lt), ("~", .like),
    ]

    /// Throws `invalidRequest` with what a condition is.
    package init(_ text: String) throws(EngineError) {
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

    package var condition: Condition {
        switch comparison {
        case .isNull, .isNotNull: Condition(property, comparison)
        default: Condition(property, comparison, .string(value))
        }
    }

    /// Several with ` and ` between them; none of an empty text. What stands behind an ` and ` belongs to the value
    /// before it unless it has a sign of its own.
    package static func all(_ text: String) throws(EngineError) -> [Condition] {
        let joint = " and "
        var parts: [String] = []
        for piece in text.split(separator: joint, omittingEmptySubsequences: false) {
            if parts.isEmpty || piece.contains(where: { "=<>~!".contains($0) }) {
                parts.append(String(piece))
            } else {
                parts[parts.count - 1] += joint + piece
            }
        }
        let written = parts.map { $0.drop(while: \.isWhitespace) }.filter { !$0.isEmpty }
        var conditions: [Condition] = []
        for part in written { conditions.append(try ConditionText(String(part)).condition) }
        return conditions
    }

    private static func refusal(_ text: String) -> EngineError {
        EngineError(
            .invalidRequest,
            "a condition is property=value, with = != > >= < <= or ~ (contains), property (is there) or "
                + "!property (is not), not \(text)")
    }
}
