import JSONText
import Testing

private struct Point: Codable, Equatable {
    var name: String
    var x: Int
    var y: Double?
    var tags: [String]
    var extra: JSON
    var inner: [String: JSON]?
}

private enum Shape: Codable, Equatable {
    case circle(radius: Int)
    case none
}

private class Base: Codable { var a = 1 }

@Suite struct JSONCodingTests {
    @Test func membersKeepTheirOrderAndNilIsLeftOut() throws {
        let point = Point(
            name: "p", x: 3, y: nil, tags: ["a", "b"], extra: ["z": 1, "a": .number("12.50")],
            inner: nil)
        let json = try JSONEncoding.encode(point)
        #expect(
            json.text == #"{"name":"p","x":3,"tags":["a","b"],"extra":{"z":1,"a":12.50}}"#)
        #expect(try JSONDecoding.decode(Point.self, from: json) == point)
    }

    @Test(arguments: ["12.50", "0.10", "1e400", "123456789012345678901234567890", "-0", "null"])
    func aJSONMemberKeepsEveryDigit(text: String) throws {
        let json = try JSON(parsing: #"{"name":"","x":1,"tags":[],"extra":\#(text)}"#)
        let point = try JSONDecoding.decode(Point.self, from: json)
        #expect(try JSONEncoding.encode(point).text == json.text)
    }

    @Test(arguments: [
        (#"{"x":1,"tags":[],"extra":0}"#, "name is missing"),
        (#"{"name":null,"x":1,"tags":[],"extra":0}"#, "name must be a text, not null"),
        (#"{"name":"","x":"1","tags":[],"extra":0}"#, "x must be an integer, not a text"),
        (#"{"name":"","x":1.5,"tags":[],"extra":0}"#, "x must be an integer, not a number"),
        (#"{"name":"","x":1,"tags":["a",7],"extra":0}"#, "tags[1] must be a text, not a number"),
        (#"{"name":"","x":1,"tags":{},"extra":0}"#, "tags must be an array, not an object"),
        (#"[]"#, "the value must be an object, not an array"),
        (#"{"name":"","x":1,"tags":[]}"#, "extra is missing"),
    ])
    func whatDoesNotFitIsNamedWithItsPath(text: String, message: String) throws {
        let json = try JSON(parsing: text)
        let error = #expect(throws: JSONShapeError.self) {
            try JSONDecoding.decode(Point.self, from: json)
        }
        #expect(error?.description == message)
    }

    @Test func anIntegerTooLargeForItsTypeIsRefused() {
        #expect(throws: JSONShapeError.self) { try JSONDecoding.decode(Int8.self, from: 128) }
        #expect(throws: JSONShapeError.self) {
            try JSONDecoding.decode(Int.self, from: .number("9223372036854775808"))
        }
        #expect(throws: JSONShapeError.self) { try JSONDecoding.decode(UInt.self, from: -1) }
    }

    @Test func theLargestUnsignedNumberGoesThere_andBack() throws {
        let json = try JSONEncoding.encode(UInt64.max)
        #expect(json == .number("18446744073709551615"))
        #expect(try JSONDecoding.decode(UInt64.self, from: json) == UInt64.max)
    }

    @Test func `the members of a dictionary stand by name`() throws {
        let counts = Dictionary(uniqueKeysWithValues: (0..<40).map { ("k\(100 + $0)", $0) })
        let names = try #require(
            try JSONEncoding.encode(["counts": counts]).object?["counts"]?.object
        )
        .names
        #expect(names == counts.keys.sorted())
    }

    @Test(arguments: [0.0, 1.0, -0.5, 0.1, 1e300, .leastNonzeroMagnitude, 123456.789])
    func doublesGoThereAndBackThroughText(value: Double) throws {
        let text = try JSONEncoding.encode(value).text
        let read = try JSONDecoding.decode(Double.self, from: JSON(parsing: text))
        #expect(read == value)
    }

    @Test func whatIsNotANumberIsRefusedWithItsPath() {
        let error = #expect(throws: JSONShapeError.self) {
            try JSONEncoding.encode(["a": [1.0, Double.nan]])
        }
        #expect(error?.path == ["a", "[1]"])
    }

    @Test func enumsWithValuesOptionalsAndDictionariesGoThereAndBack() throws {
        let shapes: [Shape?] = [.circle(radius: 2), nil, Shape.none]
        let json = try JSONEncoding.encode(shapes)
        #expect(json.text == #"[{"circle":{"radius":2}},null,{"none":{}}]"#)
        #expect(try JSONDecoding.decode([Shape?].self, from: json) == shapes)
        let large = Dictionary(uniqueKeysWithValues: (0..<500).map { ("k\($0)", $0) })
        let wire = try JSONEncoding.encode(large)
        #expect(try JSONDecoding.decode([String: Int].self, from: wire) == large)
    }

    @Test func classesAreWrittenAsObjects() throws {
        #expect(try JSONEncoding.encode(Base()).text == #"{"a":1}"#)
    }
}
