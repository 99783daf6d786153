// A JSON value as the engine carries it: object members keep their order and numbers keep every digit.
// RFC 8259. Nesting is limited to `JSON.maximumDepth`; duplicate member names are refused by the reader.

/// One JSON value.
package enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    /// An integer that fits 64 bits.
    case integer(Int)
    /// Any other number, as its exact text (`12.50`, `1e9`, integers beyond 64 bits).
    case number(String)
    case string(String)
    case array([JSON])
    case object(JSONObject)

    /// Deeper nesting is refused by reader and validators.
    package static let maximumDepth = 64
}

extension JSON {
    package var isNull: Bool { self == .null }

    package var string: String? {
        if case .string(let text) = self { return text }
        return nil
    }

    package var integer: Int? {
        if case .integer(let value) = self { return value }
        return nil
    }

    package var bool: Bool? {
        if case .bool(let value) = self { return value }
        return nil
    }

    package var array: [JSON]? {
        if case .array(let items) = self { return items }
        return nil
    }

    package var object: JSONObject? {
        if case .object(let members) = self { return members }
        return nil
    }

    /// A number as a binary approximation; nil for anything that is not a number.
    package var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let text): Double(text)
        default: nil
        }
    }

    /// The member called `name` of an object, else nil.
    package subscript(name: String) -> JSON? { object?[name] }

    /// A scalar as a person writes it: strings bare, numbers exact, null empty; containers as JSON text.
    package var plainText: String {
        switch self {
        case .null: ""
        case .string(let text): text
        case .number(let text): text
        case .integer(let value): String(value)
        case .bool(let value): value ? "true" : "false"
        case .array, .object: text
        }
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(JSONObject(elements))
    }
}
