// What the writer writes, and values as such.

import JSONText
import Testing

@Suite("Writing JSON")
struct WriterTests {
    @Test func onlyWhatMustBeEscapedIs() {
        let text = "\"\\/\n\r\t\u{0}\u{1F}\u{7F}é漢🙂\u{2028}"
        #expect(JSON.string(text).text == #""\"\\/\n\r\t\u0000\u001f"# + "\u{7F}é漢🙂\u{2028}\"")
    }

    @Test func everyScalarSurvivesTheWayThroughText() throws {
        var scalars = String.UnicodeScalarView()
        for code in UInt32(0)...0x10FFFF where code < 0x3000 || code % 97 == 0 {
            if let scalar = Unicode.Scalar(code) { scalars.append(scalar) }
        }
        let text = String(scalars)
        let read = try JSON(parsing: JSON.string(text).bytes)
        #expect(read.string?.utf8.elementsEqual(text.utf8) == true)
    }

    @Test func canonicalTextSortsByBytesAtEveryDepth() {
        let value: JSON = ["b": ["ä": 1, "z": 2], "a": [["d": 1, "c": 2]], "B": .null]
        #expect(value.canonicalText == #"{"B":null,"a":[{"c":2,"d":1}],"b":{"z":2,"ä":1}}"#)
    }

    @Test func plainTextIsWhatAPersonWrites() {
        let cases: [(JSON, String)] = [
            (.null, ""), ("x \"y\"", "x \"y\""), (12, "12"), (.number("1.50"), "1.50"),
            (true, "true"),
            (false, "false"), ([1, "a"], #"[1,"a"]"#),
        ]
        for (value, text) in cases { #expect(value.plainText == text) }
    }

    @Test func settingAMemberReplacesAppendsOrRemoves() {
        var object = JSONObject([("a", 1), ("b", 2), ("a", 3)])
        #expect(object.names == ["a", "b"] && object["a"] == 3)
        object["c"] = 4
        object["a"] = nil
        object["nobody"] = nil
        #expect(JSON.object(object).text == #"{"b":2,"c":4}"#)
        let patched = object.overlaid(by: JSONObject([("b", .null), ("d", 5)]))
        #expect(JSON.object(patched).text == #"{"b":null,"c":4,"d":5}"#)
        #expect(patched.sameContent(as: JSONObject([("d", 5), ("c", 4), ("b", .null)])))
        #expect(!patched.sameContent(as: object))
    }

    @Test func aValueGoesThroughCodable() throws {
        let value: JSON = ["a": [1, .null, true, "x"], "b": .object(JSONObject()), "c": -7]
        let read = try JSONDecoding.decode(JSON.self, from: JSONEncoding.encode(value))
        #expect(read.canonicalText == value.canonicalText)
    }
}
