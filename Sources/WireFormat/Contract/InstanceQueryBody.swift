// POST …/query: conditions on the instances of a class.

package import JSONText

package struct InstanceQueryBody: Decodable, Hashable, Sendable {
    package struct Filter: Decodable, Hashable, Sendable {
        package var field: String
        package var comparison: String?
        package var value: JSON?

        enum CodingKeys: String, CodingKey {
            case field
            case comparison = "operator"
            case value
        }
    }

    package var classID: String?
    package var classLabel: String?
    package var filters: [Filter]?
    package var select: [String]?
    package var limit: Int?
    package var offset: Int?
    package var orderBy: String?
    package var orderDirection: String?

    enum CodingKeys: String, CodingKey {
        case classID = "class_id"
        case classLabel = "class_label"
        case filters
        case select
        case limit
        case offset
        case orderBy = "order_by"
        case orderDirection = "order_direction"
    }

    /// What does not hold: the member and the rule; nil when all is well.
    package var problem: (path: [String], text: String)? {
        if let limit, limit < 0 { return (["limit"], "must be at least 0") }
        if let offset, offset < 0 { return (["offset"], "must be at least 0") }
        if let orderDirection, !["asc", "desc"].contains(orderDirection) {
            return (["order_direction"], "must be asc or desc")
        }
        return nil
    }

    package static let schema = Schema.object([
        "class_id?": Schema.text, "class_label?": Schema.text,
        "filters?": Schema.list(
            of: Schema.object([
                "field": Schema.text, "operator?": Schema.text, "value?": Schema.any,
            ])),
        "select?": Schema.list(of: Schema.text), "limit?": Schema.integer,
        "offset?": Schema.integer, "order_by?": Schema.text,
        "order_direction?": ["type": "string", "enum": ["asc", "desc"]],
    ])
}
