// What is written into the full-text tables and how they are asked. Pure. What people type never
// reaches FTS5 as a query: each word stands in quotes, where FTS5 knows no operators, and each
// token consists of letters that its tokenizer takes whole. Tokens are cut and folded, so they only
// find candidates: `matches` has the last word.

import JSONText
import Ontology

enum SearchTerms {
    /// Longer values share a token with others that begin alike.
    static let maximumTokenBytes = 64

    /// Every text and number of a document at any depth, one a line.
    static func words(of data: JSONObject) -> String {
        var text = ""
        append(.object(data), to: &text)
        return text
    }

    private static func append(_ value: JSON, to text: inout String) {
        switch value {
        case .null: break
        case .array(let items): for item in items { append(item, to: &text) }
        case .object(let object): for member in object.members { append(member.value, to: &text) }
        default:
            text += withoutControls(value.plainText)
            text += "\n"
        }
    }

    /// The tokens of all properties, separated by spaces.
    static func tokens(of data: JSONObject) -> String {
        data.members.map { token($0.name, $0.value.plainText) }.joined(separator: " ")
    }

    /// `property=value`, folded, with `_` for what the tokenizer would split at, cut between
    /// characters.
    static func token(_ property: String, _ value: String) -> String {
        if let token = plainToken(property, value) { return token }
        // Folding never shortens a text, so no more characters than bytes of a token can matter.
        let start = value.unicodeScalars.prefix(maximumTokenBytes)
        let folded = "\(property)=\(String(String.UnicodeScalarView(start)))".lowercased()
        var token: [UInt8] = []
        for character in folded.unicodeScalars {
            let bytes = Array(String(character).utf8)
            guard token.count + bytes.count <= maximumTokenBytes else { break }
            token.append(contentsOf: bytes.count > 1 ? bytes : [taken(bytes[0])])
        }
        return String(decoding: token, as: UTF8.self)
    }

    /// The token when it is ASCII, as nearly all are: byte by byte.
    private static func plainToken(_ property: String, _ value: String) -> String? {
        var token: [UInt8] = []
        token.reserveCapacity(maximumTokenBytes)
        for part in [property.utf8, "=".utf8, value.utf8] {
            for byte in part {
                guard byte < 0x80 else { return nil }
                guard token.count < maximumTokenBytes else {
                    return String(decoding: token, as: UTF8.self)
                }
                token.append(taken(byte))
            }
        }
        return String(decoding: token, as: UTF8.self)
    }

    /// An ASCII byte as it stands in a token.
    private static func taken(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "."),
            UInt8(ascii: ","), UInt8(ascii: "_"), UInt8(ascii: ":"):
            byte
        default: UInt8(ascii: "_")
        }
    }

    /// The query for words that must all occur; nil when there are none. A word without a letter or
    /// digit occurs nowhere.
    static func query(words: [String]) -> Query? {
        let given = words.map(withoutControls).filter { !$0.allSatisfy(\.isWhitespace) }
        guard !given.isEmpty else { return nil }
        guard given.allSatisfy(hasTokens) else { return .nothing }
        let quoted = given.map { "\"\($0.replacing("\"", with: "\"\""))\"" }
        return .match(quoted.joined(separator: " AND "))
    }

    /// The query for candidates of equality; nil when there are no conditions.
    static func query(equals: [String: String]) -> Query? {
        guard !equals.isEmpty else { return nil }
        let tokens = equals.map { "\"\(token($0.key, $0.value))\"" }
        return .match(tokens.sorted().joined(separator: " AND "))
    }

    enum Query: Equatable {
        case match(String)
        /// Nothing can match.
        case nothing
    }

    /// Whether the plain text of each property equals the text, without regard to case.
    static func matches(_ data: JSONObject, _ equals: [String: String]) -> Bool {
        equals.allSatisfy { name, text in
            guard let value = data[name]?.plainText else { return false }
            return value.lowercased().utf8.elementsEqual(text.lowercased().utf8)
        }
    }

    private static func hasTokens(_ word: String) -> Bool {
        word.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter,
                .otherLetter, .decimalNumber, .letterNumber, .otherNumber, .privateUse:
                true
            default: false
            }
        }
    }

    /// SQLite ends a text at a NUL; no other control character is part of a word either.
    private static func withoutControls(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
        let scalars = text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }
        return String(String.UnicodeScalarView(scalars))
    }
}
