// What a link points to, as written: a class and the values of its key or of other properties that are unique there.
// Whether such a node exists is the graph's to find out, in either order of arrival.

package import JSONText

/// Names the target of a link.
package struct LinkTarget: Hashable, Sendable {
    package var target: ClassID
    /// Empty: `values` holds the one key. Else the properties of the target, in the order of `values`.
    package var properties: [String]
    /// The escaped key, or the plain texts of the property values.
    package var values: [String]

    package init(target: ClassID, properties: [String] = [], values: [String]) {
        self.target = target
        self.properties = properties
        self.values = values
    }

    package init(target: ClassID, key: InstanceKey) {
        self.init(target: target, values: [key.text])
    }

    /// `Class/key`, or `Class/name=value~…` for other properties. For people and for ids of absent nodes.
    package var text: String {
        guard !properties.isEmpty else { return "\(target)/\(values.joined(separator: "~"))" }
        let pairs = zip(properties, values).map { name, value in
            "\(InstanceKey.escaped(name))=\(InstanceKey.escaped(value))"
        }
        return "\(target)/" + pairs.joined(separator: "~")
    }

    package var json: JSON {
        var object = JSONObject([("class", .string(target.text))])
        object["properties"] = .array(properties.map(JSON.string))
        object["values"] = .array(values.map(JSON.string))
        return .object(object)
    }

    package init(json: JSON) throws(SchemaError) {
        let member = try Members(json, path: "link")
        self.init(
            target: try member.classID("class"), properties: try member.texts("properties"),
            values: try member.texts("values"))
    }
}

/// One link of an instance.
package struct LinkValue: Hashable, Sendable {
    package var predicate: String
    package var target: LinkTarget

    package init(predicate: String, target: LinkTarget) {
        self.predicate = predicate
        self.target = target
    }

    package var json: JSON {
        .object(JSONObject([("predicate", .string(predicate)), ("target", target.json)]))
    }

    package init(json: JSON) throws(SchemaError) {
        let member = try Members(json, path: "link")
        guard let predicate = try member.text("predicate") else {
            throw SchemaError(.missingField, at: "link.predicate", "predicate is missing")
        }
        self.init(
            predicate: predicate, target: try LinkTarget(json: member.object["target"] ?? .null))
    }
}
