// One order for values of any kind: a text for each, and the bytes of the texts stand as the values do. Numbers come
// first, by what they are worth to the last digit, then texts, by their bytes, then arrays and objects, which are all
// alike. An index that keeps such texts sorts as any other does. Limit: of a longer text or number only the beginning
// tells.

package import JSONText

package struct SortKey: Hashable, Sendable, Comparable {
    /// What a value is to the order. `true` and `false` are texts.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case number = "n"
        case text = "t"
        case container = "z"
    }

    /// Bytes of a text, and digits of a number, that tell.
    package static let maximumBytes = 1000

    package let kind: Kind
    /// With the kind before it.
    package let text: String

    /// Nil for null, which has no place.
    package init?(_ value: JSON) {
        switch value {
        case .null: return nil
        case .array, .object: self.init(.container, "")
        case .integer, .number:
            guard let number = DecimalText(value) else { return nil }
            self.init(number)
        case .string, .bool: self.init(.text, SortKey.beginning(of: value.plainText))
        }
    }

    package init(_ number: DecimalText) {
        self.init(.number, number.orderedText(SortKey.maximumBytes))
    }

    private init(_ kind: Kind, _ rest: String) {
        self.kind = kind
        text = kind.rawValue + rest
    }

    package static func < (left: SortKey, right: SortKey) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    /// By bytes, as the order is.
    package static func == (left: SortKey, right: SortKey) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }

    private static func beginning(of text: String) -> String {
        guard text.utf8.count > maximumBytes else { return text }
        var size = 0
        let kept = text.unicodeScalars.prefix { scalar in
            size += UTF8.width(scalar)
            return size <= maximumBytes
        }
        return String(String.UnicodeScalarView(kept))
    }
}
