// The terms of TerminusDB's query language that the graph uses, as JSON.

internal import JSONText

enum WOQL {
    static func and(_ terms: [JSON]) -> JSON { ["@type": "And", "and": .array(terms)] }

    static func not(_ query: JSON) -> JSON { ["@type": "Not", "query": query] }

    static func select(_ names: [String], _ query: JSON) -> JSON {
        ["@type": "Select", "variables": .array(names.map(JSON.string)), "query": query]
    }

    static func distinct(_ names: [String], _ query: JSON) -> JSON {
        ["@type": "Distinct", "variables": .array(names.map(JSON.string)), "query": query]
    }

    static func limit(_ count: Int, _ query: JSON) -> JSON {
        ["@type": "Limit", "limit": .integer(count), "query": query]
    }

    static func ordered(by name: String, _ query: JSON) -> JSON {
        let ordering: JSON = [
            "@type": "OrderTemplate", "variable": .string(name), "order": "asc",
        ]
        return ["@type": "OrderBy", "ordering": [ordering], "query": query]
    }

    static func triple(_ subject: JSON, _ predicate: String, _ object: JSON) -> JSON {
        [
            "@type": "Triple", "subject": subject,
            "predicate": ["@type": "NodeValue", "node": .string(predicate)], "object": object,
        ]
    }

    static func greater(_ variable: String, than text: String) -> JSON {
        [
            "@type": "Greater",
            "left": ["@type": "DataValue", "variable": .string(variable)],
            "right": ["@type": "DataValue", "data": string(text)],
        ]
    }

    /// Binds the variable to each of the values in turn.
    static func member(_ variable: String, of values: [JSON]) -> JSON {
        [
            "@type": "Member", "member": value(variable: variable),
            "list": ["@type": "Value", "list": .array(values)],
        ]
    }

    static func node(_ id: String) -> JSON { ["@type": "NodeValue", "node": .string(id)] }

    static func node(variable: String) -> JSON {
        ["@type": "NodeValue", "variable": .string(variable)]
    }

    static func value(node id: String) -> JSON { ["@type": "Value", "node": .string(id)] }

    static func value(variable: String) -> JSON {
        ["@type": "Value", "variable": .string(variable)]
    }

    static func value(_ data: JSON) -> JSON { ["@type": "Value", "data": data] }

    static func string(_ text: String) -> JSON { ["@type": "xsd:string", "@value": .string(text)] }

    static func integer(_ number: Int) -> JSON {
        ["@type": "xsd:integer", "@value": .integer(number)]
    }

    static func insert(_ document: [(String, JSON)], as variable: String) -> JSON {
        [
            "@type": "InsertDocument", "document": dictionary(document),
            "identifier": node(variable: variable),
        ]
    }

    static func update(_ id: String, _ document: [(String, JSON)]) -> JSON {
        [
            "@type": "UpdateDocument", "document": dictionary(document), "identifier": node(id),
        ]
    }

    /// A document as a term: a plain object is no term.
    private static func dictionary(_ fields: [(String, JSON)]) -> JSON {
        let pairs = fields.map { name, value -> JSON in
            ["@type": "FieldValuePair", "field": .string(name), "value": value]
        }
        let template: JSON = ["@type": "DictionaryTemplate", "data": .array(pairs)]
        return ["@type": "Value", "dictionary": template]
    }

    /// The text of a literal in a binding.
    static func text(_ binding: JSON?) -> String? { binding?["@value"]?.string }
}
