// Whether data fits a class: types, constraints, defaults, links, keys.

import JSONText
import Ontology
import Testing

@Suite("Validation")
struct ValidationTests {
    private func definition(_ type: String, _ constraints: String = "{}") throws -> ClassDefinition
    {
        try ClassDefinition(
            json: JSON(
                parsing:
                    #"{"id":"A","properties":[{"name":"p","type":"\#(type)","constraints":\#(constraints)}]}"#
            ))
    }

    private func check(_ type: String, _ value: String, under constraints: String = "{}") throws {
        let data = JSONObject([("p", try JSON(parsing: value))])
        try definition(type, constraints).check(data, isComplete: true)
    }

    @Test(arguments: [
        ("string", #""x""#), ("string", "null"), ("integer", "7"),
        ("integer", "-12345678901234567890"),
        ("decimal", "7"), ("decimal", "7.25"), ("boolean", "true"), ("date", #""2024-02-29""#),
        ("datetime", #""2024-02-29T23:59:59.123+01:00""#), ("datetime", #""2024-02-29 23:59""#),
        ("datetime", #""2024-02-29T00:00Z""#), ("time", #""23:59""#), ("time", #""23:59:59.5""#),
        ("array", "[1]"), ("object", "{}"), ("whatever", "[{}]"),
    ])
    func aValueFits(_ type: String, _ value: String) throws {
        try check(type, value)
    }

    @Test(arguments: [
        ("string", "7"), ("integer", "7.0"), ("integer", #""7""#), ("integer", "1e3"),
        ("decimal", #""7""#),
        ("boolean", "1"), ("boolean", #""true""#), ("date", #""2023-02-29""#),
        ("date", #""2024-2-9""#),
        ("date", #""2024-02-29T00:00""#), ("datetime", #""2024-02-29""#),
        ("datetime", #""2024-02-30T00:00""#),
        ("datetime", #""2024-02-29T25:00""#), ("time", #""24:00""#), ("time", #""1:00""#),
        ("array", "{}"),
        ("object", "[]"), ("date", "20240229"),
    ])
    func aValueOfAnotherTypeDoesNot(_ type: String, _ value: String) throws {
        let error = try #require(throws: SchemaError.self) { try check(type, value) }
        #expect(error.code == .wrongType)
        #expect(error.path == "data.p")
    }

    @Test(arguments: [
        ("decimal", #"{"minimum":1.5}"#, "1.50", true),
        ("decimal", #"{"minimum":1.5}"#, "1.4999999999999999999", false),
        ("decimal", #"{"maximum":1e3}"#, "1000.0", true),
        ("decimal", #"{"maximum":1e3}"#, "1000.000000000000000000001", false),
        ("decimal", #"{"maximum":10}"#, "1e9999999", false),
        ("decimal", #"{"maximum":10}"#, "-1e99999999999999999999", true),
        ("decimal", #"{"minimum":1}"#, "1e-9223372036854775808", false),
        ("integer", #"{"exclusiveMinimum":0}"#, "0", false),
        ("integer", #"{"exclusiveMaximum":10}"#, "9", true),
        ("integer", #"{"min":-5,"max":5}"#, "-5", true),
        ("integer", #"{"min":-5,"max":5}"#, "-6", false),
        ("integer", #"{"maximum":9223372036854775807}"#, "9223372036854775808", false),
        ("string", #"{"minLength":2}"#, #""é""#, false),
        ("string", #"{"maxLength":2}"#, #""漢字""#, true),
        ("string", #"{"maxLength":1}"#, #""漢字""#, false),
        ("string", #"{"pattern":"^[a-z]+$"}"#, #""abc""#, true),
        ("string", #"{"pattern":"^[a-z]+$"}"#, #""abC""#, false),
        ("string", #"{"pattern":"("}"#, #""x""#, false),
        ("string", #"{"enum":["a","b"]}"#, #""b""#, true),
        ("string", #"{"enum":["a","b"]}"#, #""c""#, false),
        ("date", #"{"minimum":"2020-01-01"}"#, #""2019-12-31""#, false),
        ("string", #"{"unknown":1}"#, #""x""#, true),
    ])
    func aConstraintHolds(_ type: String, _ constraints: String, _ value: String, _ holds: Bool)
        throws
    {
        if holds { return try check(type, value, under: constraints) }
        let error = try #require(throws: SchemaError.self) {
            try check(type, value, under: constraints)
        }
        #expect(error.code == .constraintViolated)
    }

    @Test func requiredUnknownAndTooDeep() throws {
        let definition = try ClassDefinition(
            json: JSON(
                parsing: #"{"id":"A","properties":[{"name":"r","type":"string","required":true},"#
                    + #"{"name":"d","type":"string","required":true,"default":"x"},{"name":"o","type":"object"}]}"#
            ))
        func code(_ data: JSONObject, isComplete: Bool = true) -> SchemaError.Code? {
            do throws(SchemaError) {
                try definition.check(data, isComplete: isComplete)
                return nil
            } catch { return error.code }
        }
        #expect(code(JSONObject([("r", "x")])) == nil)
        #expect(code(JSONObject()) == .requiredProperty)
        #expect(code(JSONObject(), isComplete: false) == nil)
        #expect(code(JSONObject([("r", .null)]), isComplete: false) == .requiredProperty)
        #expect(code(JSONObject([("r", "x"), ("stranger", 1)])) == .unknownProperty)
        var deep = JSON.integer(1)
        for _ in 0..<70 { deep = .array([deep]) }
        #expect(
            code(JSONObject([("r", "x"), ("o", .object(JSONObject([("a", deep)])))])) == .tooDeep)
        #expect(
            definition.withDefaults(JSONObject([("r", "y")]))
                == JSONObject([("r", "y"), ("d", "x")]))
        let long = String(repeating: "x", count: 1 << 20)
        #expect(code(JSONObject([("r", .string(long))])) == nil)
        #expect(code(JSONObject([("r", .string(long + "x"))])) == .wrongType)
    }

    @Test func linksAreFoundInTheData() throws {
        let order = try ClassDefinition(json: JSON(parsing: ClassDefinitionTests.order))
        let text = #"""
            {"order_id":1,"customer":"Customer/c~1%2F","city id":8001,"items":["Item/a","b",7],
             "tags":{"properties":{"name":"é","n":1}}}
            """#
        let data = try #require(try JSON(parsing: text).object)
        let links = try order.links(of: data)
        #expect(
            links.map { "\($0.predicate) \($0.target.text)" } == [
                "customer Customer/c~1%2F", "items Item/a", "items Item/b", "items Item/7",
                "ships_to City/id=8001", "tags Tag/name=é~n=1",
            ])
        #expect(try order.links(of: JSONObject([("customer", .null), ("city id", .null)])).isEmpty)
        for link in links { #expect(try LinkValue(json: link.json) == link) }
    }

    @Test(arguments: [
        #"{"customer":"Order/1"}"#, #"{"customer":["a","b"]}"#, #"{"customer":true}"#,
        #"{"customer":"Customer/"}"#,
        #"{"customer":{"class":"Order","properties":{"a":1}}}"#, #"{"customer":{"properties":{}}}"#,
        #"{"customer":"Customer/a/b"}"#, #"{"customer":""}"#, #"{"items":[["a"]]}"#,
    ])
    func aBrokenLinkIsRefused(_ text: String) throws {
        let order = try ClassDefinition(json: JSON(parsing: ClassDefinitionTests.order))
        let data = try #require(try JSON(parsing: text).object)
        #expect(throws: SchemaError.self) { try order.links(of: data) }
    }

    @Test func theKeyComesFromTheData() throws {
        let order = try ClassDefinition(json: JSON(parsing: ClassDefinitionTests.order))
        #expect(try order.key(of: JSONObject([("order_id", 7)]))?.text == "7")
        #expect(throws: SchemaError.self) { try order.key(of: JSONObject()) }
        var generated = order
        generated.primaryKey = []
        #expect(generated.keyProperties == ["order_id"])
        #expect(try generated.key(of: JSONObject()) == nil)
    }

    @Test func decimalsAreComparedByTheirDigits() throws {
        let sorted = [
            "-1e3", "-1.01", "-1", "-0.5e-400", "0", "1e-7", "0.1", "1", "1.0000000000000000001",
            "9e99",
        ]
        let numbers = try sorted.map { try #require(DecimalText($0)) }
        for (left, a) in numbers.enumerated() {
            for (right, b) in numbers.enumerated() {
                #expect(a.compared(to: b) == (left == right ? 0 : left < right ? -1 : 1))
            }
        }
        #expect(
            try #require(DecimalText("-0.000")).compared(to: try #require(DecimalText("0e5"))) == 0)
        for text in ["", "-", ".", "1.2.3", "e5", "1e", "1e+", "0x1", "1 ", "１"] {
            #expect(DecimalText(text) == nil)
        }
    }
}
