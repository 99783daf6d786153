// What the reader takes, what it refuses, and where it says the fault is.

import JSONText
import Testing

@Suite("Reading JSON")
struct ReaderTests {
    @Test(
        arguments: [
            ("null", JSON.null), ("true", true), (" false\n", false), ("0", 0), ("-12", -12),
            ("9223372036854775807", 9_223_372_036_854_775_807), ("\"\"", ""), ("\"é漢🙂\"", "é漢🙂"),
            ("[]", []), ("{}", JSON.object(JSONObject())),
            ("[1,[2],{\"a\":null}]", [1, [2], ["a": .null]]),
            (#""\"\\\/\b\f\n\r\t\u0041""#, "\"\\/\u{8}\u{C}\n\r\tA"),
            (#""\ud83d\ude42""#, "🙂"), (#""\u0000""#, "\u{0}"), (" [ 1 , 2 ] ", [1, 2]),
        ] as [(String, JSON)])
    func aValueIsRead(_ text: String, _ value: JSON) throws {
        #expect(try JSON(parsing: text) == value)
    }

    @Test(arguments: [
        "1.50", "-0", "1e9", "1E+9", "0.1e-7", "9223372036854775808", "-9223372036854775809",
        "123456789012345678901234567890.123456789",
    ])
    func aNumberKeepsEveryDigit(_ text: String) throws {
        #expect(try JSON(parsing: text) == .number(text))
        #expect(try JSON(parsing: text).text == text)
    }

    @Test(
        arguments: [
            ("", JSONError.Reason.unexpectedEnd, 0), ("  ", .unexpectedEnd, 2),
            ("[1", .unexpectedEnd, 2),
            ("[1,]", .unexpectedByte, 3), ("{\"a\":1,}", .unexpectedByte, 7),
            ("{a:1}", .unexpectedByte, 1),
            ("01", .invalidNumber, 0), ("-", .invalidNumber, 0), ("1.", .invalidNumber, 0),
            ("1e", .invalidNumber, 0), (".5", .unexpectedByte, 0), ("+1", .unexpectedByte, 0),
            ("NaN", .unexpectedByte, 0), ("nul", .unexpectedEnd, 3), ("nulL", .unexpectedByte, 3),
            ("\"a", .unexpectedEnd, 2), ("\"\u{1}\"", .controlCharacter, 1),
            (#""\x""#, .invalidEscape, 1),
            (#""\ud800""#, .loneSurrogate, 1), (#""\ude42""#, .loneSurrogate, 1),
            (#""\ud800\u0041""#, .loneSurrogate, 1), (#""\u12g4""#, .invalidEscape, 5),
            ("1 2", .trailingContent, 2), ("[1] x", .trailingContent, 4),
            ("// c\n1", .unexpectedByte, 0),
            ("{\"a\":1,\"a\":2}", .duplicateName, 7), ("[1 2]", .unexpectedByte, 3),
            ("{\"a\" 1}", .unexpectedByte, 5), ("\u{FEFF}1", .unexpectedByte, 0),
        ] as [(String, JSONError.Reason, Int)])
    func aFaultIsRefusedWithItsPlace(
        _ text: String, _ reason: JSONError.Reason, _ offset: Int
    ) {
        #expect(throws: JSONError(reason, at: offset)) { try JSON(parsing: text) }
    }

    @Test(
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xE2, 0x82, 0x22], [0x22, 0x5C, 0x6E, 0xF5, 0x22],
        ] as [[UInt8]])
    func bytesThatAreNoUTF8AreRefused(_ bytes: [UInt8]) {
        #expect(throws: JSONError(.invalidUTF8, at: 1)) { try JSON(parsing: bytes) }
    }

    @Test func nestingEndsAtTheLimit() throws {
        func nested(_ levels: Int, _ inner: String) -> String {
            String(repeating: "[", count: levels) + inner + String(repeating: "]", count: levels)
        }
        for inner in ["", "1", "\"x\""] { _ = try JSON(parsing: nested(64, inner)) }
        for inner in ["", "1"] {
            #expect(throws: JSONError(.tooDeep, at: 64)) { try JSON(parsing: nested(65, inner)) }
        }
        let objects =
            String(repeating: "{\"a\":", count: 65) + "1" + String(repeating: "}", count: 65)
        #expect(throws: JSONError(.tooDeep, at: 320)) { try JSON(parsing: objects) }
        #expect(throws: JSONError.self) {
            try JSON(parsing: String(repeating: "[", count: 1_000_000))
        }
    }

    @Test func namesAreComparedByTheirBytes() throws {
        let value = try JSON(parsing: "{\"caf\u{E9}\":1,\"cafe\u{301}\":2}")
        #expect(value["caf\u{E9}"] == 1)
        #expect(value["cafe\u{301}"] == 2)
        let many = (0..<40).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        #expect(throws: JSONError.self) { try JSON(parsing: "{\(many),\"k7\":0}") }
        let two = try JSON(parsing: "{\(many),\"\u{E9}\":1,\"e\u{301}\":2}")
        #expect(two.object?.count == 42)
    }

    @Test func membersKeepTheirOrder() throws {
        let text = #"{"z":1,"a":{"y":2,"b":3}}"#
        let value = try JSON(parsing: text)
        #expect(value.text == text)
        #expect(value.canonicalText == #"{"a":{"b":3,"y":2},"z":1}"#)
        #expect(value.object?.names == ["z", "a"])
    }
}
