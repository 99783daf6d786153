// The key of an instance within its class: one part a key property. Parts escape `% ~ : /` as %XX and are joined by
// `~`, so a key is one safe text; it enters ids, bus keys and document ids and is limited to 400 bytes.

package import JSONText

/// An escaped, joined key.
package struct InstanceKey: Hashable, Sendable, CustomStringConvertible, Comparable {
    package static let maximumBytes = 400

    /// The escaped text, as it stands in ids.
    package let text: String
    package var description: String { text }

    /// From the plain values of the key properties.
    package init(parts: [String]) throws(SchemaError) {
        for part in parts {
            guard !part.isEmpty, part.utf8.count <= 255, !containsControlCharacters(part) else {
                throw SchemaError(
                    .invalidKey, at: "key",
                    "each part of a key is 1 to 255 bytes without control characters")
            }
        }
        try self.init(escaped: parts.map(InstanceKey.escaped).joined(separator: "~"))
    }

    /// From a text that is escaped already, as it stands in an id or a URL. A key has one spelling: `%2f`, `%41` or a
    /// bare `%` are refused, and so are empty parts; else one instance could be reached under two addresses.
    package init(escaped text: String) throws(SchemaError) {
        let parts = text.unicodeScalars.split(separator: "~", omittingEmptySubsequences: false)
        guard (1...InstanceKey.maximumBytes).contains(text.utf8.count),
            !containsControlCharacters(text),
            parts.allSatisfy({ InstanceKey.isCanonical(String($0)) })
        else {
            throw SchemaError(
                .invalidKey, at: "key",
                "a key is 1 to \(InstanceKey.maximumBytes) bytes without control characters; "
                    + "% ~ : / are written as %25 %7E %3A %2F")
        }
        self.text = text
    }

    /// What the parts were before escaping.
    package var parts: [String] {
        text.unicodeScalars.split(separator: "~", omittingEmptySubsequences: false).map {
            InstanceKey.unescaped(String($0))
        }
    }

    /// By bytes, as streams are.
    package static func == (left: InstanceKey, right: InstanceKey) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    package static func < (left: InstanceKey, right: InstanceKey) -> Bool { left.text < right.text }

    /// By scalars: a `~` before a combining mark is a `~` all the same.
    private static let escapes: [Unicode.Scalar: String] = [
        "%": "%25", "~": "%7E", ":": "%3A", "/": "%2F",
    ]

    static func escaped(_ part: String) -> String {
        guard part.unicodeScalars.contains(where: { escapes[$0] != nil }) else { return part }
        return part.unicodeScalars.map { escapes[$0] ?? String($0) }.joined()
    }

    private static func isCanonical(_ part: String) -> Bool {
        !part.isEmpty && escaped(unescaped(part)).utf8.elementsEqual(part.utf8)
    }

    static func unescaped(_ part: String) -> String {
        guard part.utf8.contains(UInt8(ascii: "%")) else { return part }
        var rest = Substring.UnicodeScalarView(part.unicodeScalars)
        var result = String.UnicodeScalarView()
        while let scalar = rest.first {
            let code = String(rest.prefix(3))
            if scalar == "%", let plain = escapes.first(where: { $0.value == code })?.key {
                result.append(plain)
                rest.removeFirst(3)
            } else {
                result.append(scalar)
                rest.removeFirst()
            }
        }
        return String(result)
    }
}

extension ClassDefinition {
    /// The key that `data` gives an instance of this class, nil when keys are generated or the parts are absent and
    /// no key was declared.
    package func key(of data: JSONObject) throws(SchemaError) -> InstanceKey? {
        let names = keyProperties
        guard !names.isEmpty else { return nil }
        var parts: [String] = []
        for name in names {
            guard let value = data[name], !value.isNull else {
                if primaryKey.isEmpty { return nil }
                throw SchemaError(
                    .invalidKey, at: "data.\(name)",
                    "\(name) is part of the key of \(id) and is missing")
            }
            parts.append(value.plainText)
        }
        return try InstanceKey(parts: parts)
    }
}
