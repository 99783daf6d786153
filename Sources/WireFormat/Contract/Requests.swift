// Bodies of the contract's writes. Unknown members are ignored.

package import JSONText

/// POST …/database/create and POST /databases.
package struct DatabaseBody: Codable, Hashable, Sendable {
    package var name: String
    package var description: String?
    package var commandID: String?

    enum CodingKeys: String, CodingKey {
        case name
        case description
        case commandID = "command_id"
    }
}

/// Create and update of an instance.
package struct InstanceBody: Codable, Hashable, Sendable {
    package var data: JSONMembers
    package var metadata: JSON?
    package var commandID: String?

    enum CodingKeys: String, CodingKey {
        case data
        case metadata
        case commandID = "command_id"
    }
}

/// Create of many. What is no object is a row that is refused, beside the others.
package struct BulkBody: Codable, Hashable, Sendable {
    package var instances: [JSON]
    package var metadata: JSON?
}

/// A member that must be a JSON object.
package struct JSONMembers: Codable, Hashable, Sendable {
    package var object: JSONObject

    package init(_ object: JSONObject) { self.object = object }

    package init(from decoder: any Decoder) throws {
        guard let object = try JSON(from: decoder).object else {
            throw DecodingError.typeMismatch(
                JSONObject.self,
                DecodingError.Context(
                    codingPath: decoder.codingPath, debugDescription: "must be an object"))
        }
        self.object = object
    }

    package func encode(to encoder: any Encoder) throws {
        try JSON.object(object).encode(to: encoder)
    }
}

/// JSON schemas of these bodies, for the OpenAPI document.
extension Schema {
    package static let databaseBody = object([
        "name": text, "description?": text, "command_id?": text,
    ])
    package static let instanceBody = object([
        "data": object, "metadata?": object, "command_id?": text,
    ])
    package static let bulkBody = object(["instances": list(of: object), "metadata?": object])
    package static let classBody = object([
        "id?": text, "label?": text, "description?": text, "parent_class?": text,
        "abstract?": flag, "primary_key?": list(of: text),
        "properties?": list(
            of: object([
                "name": text, "type": text, "label?": text, "required?": flag,
                "description?": text, "constraints?": object,
            ])),
        "relationships?": list(
            of: object([
                "predicate": text, "target": text, "label?": text, "cardinality?": text,
            ])),
        "metadata?": object, "command_id?": text,
    ])
    package static let commandResult = object([
        "command_id": text, "status": text, "result": object, "error": any,
        "completed_at": any, "retry_count": integer,
    ])
    /// Of many rows: the last command, or none when there was no row.
    package static let bulkResult = object([
        "command_id": optional("string"), "status": text, "result": object, "error": any,
        "completed_at": any, "retry_count": integer,
    ])
    package static let trackedBulk = object([
        "task_id": text, "status": text, "message": text, "status_url": text,
        "instance_count": integer,
    ])
    package static let acceptedClass = envelope(
        object([
            "command_id": text, "ontology_id": text, "database": text, "status": text,
            "mode": text, "sequence_number": integer,
        ]))
    package static let acceptedDatabase = envelope(
        object([
            "command_id": text, "database_name": text, "status": text, "mode": text,
            "sequence_number": integer,
        ]))
}
