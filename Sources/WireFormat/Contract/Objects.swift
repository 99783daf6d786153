// The contract's objects for what is there: databases, classes, instances.

package import Engine
package import JSONText

package enum ContractObjects {
    /// The class object, with our `sequence_number`, `state` and `primary_key` beside the
    /// contract's members.
    package static func ontologyClass(_ view: ClassView) -> JSON {
        var object = JSONObject([("version", 1), ("id", .string(view.id))])
        object = object.overlaid(by: view.definition.object ?? JSONObject())
        object["properties"] = .array((object["properties"]?.array ?? []).map(property))
        object["created_at"] = JSON(view.createdAt)
        object["updated_at"] = JSON(view.updatedAt)
        object["label"] = .string(view.label)
        object["description"] = JSON(view.description)
        object["metadata"] = view.metadata.isNull ? .object(JSONObject()) : view.metadata
        object["sequence_number"] = .integer(view.sequence)
        object["state"] = .string(view.state)
        object["instances"] = .integer(view.instances)
        return .object(object)
    }

    /// A property with every member of the contract's model. Links are relationships, so nothing is linked here.
    package static func property(_ property: JSON) -> JSON {
        .object(
            JSONObject([
                ("name", .null), ("type", .null), ("label", property["name"] ?? .null),
                ("required", false), ("default", .null), ("description", .null),
                ("constraints", .object(JSONObject())), ("target", .null), ("linkTarget", .null),
                ("isRelationship", false), ("cardinality", .null), ("items", .null),
            ]).overlaid(by: property.object ?? JSONObject()))
    }

    package static func database(_ view: DatabaseView) -> JSON {
        [
            "name": .string(view.name), "label": .string(view.name),
            "description": .string(view.description), "comment": .string(view.description),
            "created": .string(view.createdAt), "path": .string(view.name),
            "state": .string(view.state), "classes": .integer(view.classes),
            "instances": .integer(view.instances), "sequence_number": .integer(view.sequence),
        ]
    }

    /// The index that documents of a database stand in: its name as index names allow.
    package static func indexName(_ database: String) -> String { database + "_instances" }

    /// An instance as the contract's search document: the user's members one level down, in `data`.
    package static func document(_ view: InstanceView, database: String, branch: String?) -> JSON {
        var object = DocumentFields(
            className: view.className, key: view.key, data: view.data, sequence: view.sequence,
            database: database, branch: branch, event: view.eventID
        ).object
        object["created_at"] = JSON(view.createdAt)
        object["updated_at"] = JSON(view.updatedAt)
        object["event_timestamp"] = JSON(view.updatedAt)
        object["data_status"] = .string(view.badge.status.rawValue)
        object["reason"] = JSON(view.badge.reason)
        return .object(object)
    }
}

/// The members that every search document has.
struct DocumentFields {
    var className: String
    var key: String
    var data: JSON
    var sequence: Int?
    var database: String
    var branch: String?
    var event: String?

    var object: JSONObject {
        let properties = (data.object?.members ?? []).map { member -> JSON in
            [
                "name": .string(member.name), "value": .string(member.value.plainText),
                "type": .string(DocumentFields.type(of: member.value)),
            ]
        }
        return JSONObject([
            ("instance_id", .string(key)), ("class_id", .string(className)),
            ("class_label", .string(className)), ("properties", .array(properties)),
            ("data", data), ("event_id", JSON(event)), ("event_sequence", JSON(sequence)),
            ("version", JSON(sequence)),
            ("db_name", .string(database)), ("branch", .string(branch ?? "main")),
        ])
    }

    private static func type(of value: JSON) -> String {
        switch value {
        case .bool: "xsd:boolean"
        case .integer: "xsd:integer"
        case .number: "xsd:decimal"
        case .array: "array"
        case .object: "object"
        case .string, .null: "xsd:string"
        }
    }
}
