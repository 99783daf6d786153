// The spellings that front ends use for a class, as the engine has them.

package import JSONText

package enum ClassBody {
    private static let types = [
        "STRING": "xsd:string", "INTEGER": "xsd:integer", "DECIMAL": "xsd:decimal",
        "BOOLEAN": "xsd:boolean", "DATETIME": "xsd:dateTime",
    ]

    /// Types in capitals become XSD's; the target of a link is its `linkTarget`, also of the items of an array.
    package static func rewritten(_ body: JSONObject) -> JSONObject {
        guard let properties = body["properties"]?.array else { return body }
        var rewritten = body
        rewritten["properties"] = .array(properties.map(property))
        return rewritten
    }

    private static func property(_ property: JSON) -> JSON {
        guard var object = property.object else { return property }
        if let type = object["type"]?.string, let own = types[type] {
            object["type"] = .string(own)
        }
        if object["type"] == "link", object["linkTarget"] == nil || object["linkTarget"] == .null {
            object["linkTarget"] = object["target"]
        }
        if let items = object["items"], items.object != nil {
            object["items"] = self.property(items)
        }
        return .object(object)
    }
}
