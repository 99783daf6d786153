/// Why a text is not the JSON that was expected, and at which byte (from 0).
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: String, Hashable, Sendable {
        case unexpectedEnd = "the text ends too early"
        case unexpectedByte = "unexpected character"
        case invalidNumber = "not a number that JSON knows"
        case invalidEscape = "not an escape that JSON knows"
        case controlCharacter = "a control character must be escaped"
        case invalidUTF8 = "not valid UTF-8"
        case loneSurrogate = "half of a surrogate pair"
        case tooDeep = "nested more than 64 levels"
        case duplicateName = "the same member name twice in one object"
        case trailingContent = "content after the value"
    }

    package let reason: Reason
    package let offset: Int

    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    package var description: String { "\(reason.rawValue) at byte \(offset)" }
}
