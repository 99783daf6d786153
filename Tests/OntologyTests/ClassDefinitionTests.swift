// Classes as JSON, links among properties, keys by default.

import JSONText
import Ontology
import Testing

@Suite("Class definitions")
struct ClassDefinitionTests {
    static let order = #"""
        {"id":"Order","label":"Bestellung","description":"what was ordered","parent_class":"Thing",
         "abstract":false,"primary_key":["order_id"],"metadata":{"source":"é.csv"},
         "properties":[
          {"name":"order_id","type":"xsd:integer","required":true,"constraints":{"minimum":1}},
          {"name":"note","type":"string","default":"none","label":"Notiz","description":"free"},
          {"name":"customer","type":"link","target":"Customer"},
          {"name":"items","type":"array","items":{"type":"link","linkTarget":"Item"}},
          {"name":"city id","type":"integer"}],
         "relationships":[
          {"predicate":"ships_to","target":"City","cardinality":"n:1","source_properties":["city id"],
           "target_properties":["id"],"inverse_predicate":"receives","inverse_label":"receives"},
          {"predicate":"tags","target":"Tag","cardinality":"n:n"}]}
        """#

    func read(_ text: String) throws -> ClassDefinition {
        try ClassDefinition(json: JSON(parsing: text))
    }

    @Test func aClassGoesThroughJSONUnchanged() throws {
        let first = try read(ClassDefinitionTests.order)
        let second = try ClassDefinition(json: first.json)
        #expect(second == first)
        #expect(second.json.bytes == first.json.bytes)
        #expect(first.properties.map(\.name) == ["order_id", "note", "city id"])
        #expect(first.links.map(\.predicate) == ["customer", "items", "ships_to", "tags"])
        #expect(first.parent?.text == "Thing")
        #expect(first.property("note")?.defaultValue == "none")
        #expect(first.property("order_id")?.type.base == .integer)
    }

    @Test func aReferenceAmongThePropertiesIsALink() throws {
        let order = try read(ClassDefinitionTests.order)
        #expect(order.link("customer")?.cardinality == .manyToOne)
        #expect(order.link("customer")?.target.text == "Customer")
        #expect(order.link("items")?.cardinality == .oneToMany)
        #expect(order.link("tags")?.cardinality == .manyToMany)
        for entry in [
            #"{"name":"a","type":"string","target":"B"}"#,
            #"{"name":"a","type":"string","linkTarget":"B"}"#,
            #"{"name":"a","type":"LINK","target":"B"}"#,
            #"{"name":"a","type":"string","isRelationship":true,"target":"B"}"#,
        ] {
            let definition = try read(#"{"id":"A","properties":["# + entry + "]}")
            #expect(definition.links.map(\.target.text) == ["B"])
            #expect(definition.properties.isEmpty)
        }
    }

    @Test func labelsDefaultToNames() throws {
        let definition = try read(
            #"{"id":"A","properties":[{"name":"p","type":"string"}],"#
                + #""relationships":[{"predicate":"l","target":"B"}]}"#)
        #expect(definition.label == "A")
        #expect(definition.property("p")?.label == "p")
        #expect(definition.link("l")?.label == "l")
        #expect(definition.link("l")?.cardinality == .oneToMany)
    }

    @Test(arguments: [
        ("[]", SchemaError.Code.wrongShape, ""), ("{}", .missingField, "id"),
        (#"{"id":7}"#, .wrongShape, "id"), (#"{"id":"1x"}"#, .invalidName, "id"),
        (#"{"id":"A","properties":{}}"#, .wrongShape, "properties"),
        (#"{"id":"A","properties":[7]}"#, .wrongShape, "properties[0]"),
        (#"{"id":"A","properties":[{"type":"string"}]}"#, .missingField, "properties[0].name"),
        (#"{"id":"A","properties":[{"name":"a"}]}"#, .missingField, "properties[0].type"),
        (
            #"{"id":"A","properties":[{"name":"a\n","type":"string"}]}"#, .invalidName,
            "properties[0].name"
        ),
        (#"{"id":"A","properties":[{"name":"a","type":"link"}]}"#, .invalidLink, "properties[0]"),
        (
            #"{"id":"A","properties":[{"name":"a","type":"x"},{"name":"a","type":"x"}]}"#,
            .duplicateName, "properties"
        ),
        (#"{"id":"A","primary_key":["k"]}"#, .unknownProperty, "primary_key"),
        (
            #"{"id":"A","relationships":[{"predicate":"p"}]}"#, .missingField,
            "relationships[0].target"
        ),
        (
            #"{"id":"A","relationships":[{"predicate":"p","target":"B","cardinality":"2:3"}]}"#,
            .wrongShape, "relationships[0].cardinality"
        ),
        (
            #"{"id":"A","relationships":[{"predicate":"p","target":"B","source_properties":["q"]}]}"#,
            .unknownProperty, "relationships.p"
        ),
    ])
    func aBrokenClassIsRefusedWithItsPlace(
        _ text: String, _ code: SchemaError.Code, _ path: String
    ) throws {
        let error = try #require(throws: SchemaError.self) { try read(text) }
        #expect(error.code == code)
        #expect(error.path == path)
    }

    @Test func aClassHasAtMostAThousandMembers() throws {
        func definition(_ count: Int) -> String {
            let properties = (0..<count).map { #"{"name":"p\#($0)","type":"string"}"# }
            return #"{"id":"A","properties":["# + properties.joined(separator: ",") + "]}"
        }
        _ = try read(definition(1000))
        let error = try #require(throws: SchemaError.self) { try read(definition(1001)) }
        #expect(error.code == .tooLarge)
    }

    @Test(arguments: [
        (#"[{"name":"a_id","type":"string"},{"name":"b_id","type":"string"}]"#, ["a_id"]),
        (#"[{"name":"b_id","type":"string"}]"#, ["b_id"]),
        (#"[{"name":"b_id","type":"string"},{"name":"c_id","type":"string"}]"#, []),
        (#"[{"name":"A_ID","type":"string"}]"#, ["A_ID"]),
        (
            #"[{"name":"b_id","type":"string"},{"name":"c_id","type":"link","target":"C"}]"#,
            ["b_id"]
        ),
        (#"[{"name":"id","type":"string"}]"#, []),
    ])
    func theKeyIsFoundByDefault(_ properties: String, _ key: [String]) throws {
        #expect(try read(#"{"id":"A","properties":"# + properties + "}").keyProperties == key)
    }

    @Test(arguments: [
        ("xsd:string", DataType.Base.text), ("STRING", .text), ("xsd:dateTime", .dateTime),
        ("email", .text), ("xsd:decimal", .number), ("money", .number), ("Integer", .integer),
        ("bool", .boolean), ("date", .date), ("time", .time), ("list", .array), ("object", .object),
        ("something else", .any),
    ])
    func aTypeNameIsKeptAndUnderstood(_ name: String, _ base: DataType.Base) {
        #expect(DataType(name).base == base)
        #expect(DataType(name).name == name)
    }
}
