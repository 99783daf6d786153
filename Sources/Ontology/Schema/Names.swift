// Names are checked once, at the edge, against the whole text, and then carried as types.

/// Why a text is not a name of its kind.
package struct NameError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was to be named: `database name`, `class id`, …
    package let kind: String
    package let text: String
    /// The rule, as a sentence.
    package let rule: String

    package init(kind: String, text: String, rule: String) {
        self.kind = kind
        self.text = text
        self.rule = rule
    }

    package var description: String { "\(kind) \(text): \(rule)" }
}

/// A database name: 3–50 characters, a lower-case letter first, then lower-case letters, digits, `_`, `-`; no `_` or
/// `-` at the end or twice in a row.
package struct DatabaseName: Hashable, Sendable, CustomStringConvertible {
    package let text: String
    package var description: String { text }

    package init(_ text: String) throws(NameError) {
        let bytes = Array(text.utf8)
        let special: (UInt8) -> Bool = { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
        let wellFormed =
            (3...50).contains(bytes.count) && bytes.first.map(isLowercaseLetter) == true
            && bytes.allSatisfy { isLowercaseLetter($0) || isDigit($0) || special($0) }
            && bytes.last.map(special) == false
            && !zip(bytes, bytes.dropFirst()).contains { special($0) && special($1) }
        guard wellFormed else {
            throw NameError(
                kind: "database name", text: text,
                rule: "3 to 50 characters; a lower-case letter first, then lower-case letters, "
                    + "digits, _ and -; no _ or - at the end or twice in a row")
        }
        self.text = text
    }
}

/// A class id: a letter, then letters, digits, `_`, `:`, `-`; at most 100 characters.
package struct ClassID: Hashable, Sendable, CustomStringConvertible, Comparable {
    package let text: String
    package var description: String { text }

    package init(_ text: String) throws(NameError) {
        let bytes = Array(text.utf8)
        let allowed: (UInt8) -> Bool = { isLetter($0) || isDigit($0) || "_:-".utf8.contains($0) }
        guard (1...100).contains(bytes.count), isLetter(bytes[0]), bytes.allSatisfy(allowed) else {
            throw NameError(
                kind: "class id", text: text,
                rule: "a letter, then letters, digits, _ : and -; at most 100 characters")
        }
        self.text = text
    }

    package static func < (left: ClassID, right: ClassID) -> Bool { left.text < right.text }
}

/// A branch name: letters, digits, `_`, `/`, `-`; at most 100; not refs, objects, info, hooks, head in any case.
package struct BranchName: Hashable, Sendable, CustomStringConvertible {
    package let text: String
    package var description: String { text }

    package static let reserved: Set<String> = ["refs", "objects", "info", "hooks", "head"]

    package init(_ text: String) throws(NameError) {
        let bytes = Array(text.utf8)
        let allowed: (UInt8) -> Bool = { isLetter($0) || isDigit($0) || "_/-".utf8.contains($0) }
        guard (1...100).contains(bytes.count), bytes.allSatisfy(allowed),
            !BranchName.reserved.contains(text.lowercased())
        else {
            throw NameError(
                kind: "branch name", text: text,
                rule: "letters, digits, _ / and -; at most 100 characters; not one of "
                    + BranchName.reserved.sorted().joined(separator: ", "))
        }
        self.text = text
    }
}

/// A property name or link predicate: any text without control characters, 1–255 bytes.
package enum PropertyName {
    /// The text itself when it is a good name.
    package static func checked(_ text: String) throws(NameError) -> String {
        guard (1...255).contains(text.utf8.count), !containsControlCharacters(text) else {
            throw NameError(
                kind: "property name", text: text,
                rule: "1 to 255 bytes without control characters")
        }
        return text
    }
}

/// C0, DEL and C1.
func containsControlCharacters(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
}

private func isLowercaseLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
}

private func isLetter(_ byte: UInt8) -> Bool { isLowercaseLetter(byte | 0x20) && byte < 0x80 }

private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
