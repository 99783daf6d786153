// POST /graph-query/{db} as the contract writes it. `limit` and `offset` are clamped, the other
// bounds are checked; `direction` of a hop is ours.

package import Engine
package import JSONText

package struct GraphQueryBody: Decodable, Sendable {
    package struct Hop: Codable, Sendable {
        package var predicate: String
        package var targetClass: String
        package var direction: String?
        package var optional: Bool?
        package var min: Int?
        package var max: Int?
        package var filters: [String: JSON]?

        enum CodingKeys: String, CodingKey {
            case predicate
            case targetClass = "target_class"
            case direction
            case optional
            case min
            case max
            case filters
        }
    }

    package var startClass: String
    package var hops: [Hop]
    package var filters: [String: JSON]?
    package var limit: Int?
    package var offset: Int?
    package var maxNodes: Int?
    package var maxEdges: Int?
    package var includePaths: Bool?
    package var maxPaths: Int?
    package var noCycles: Bool?
    package var includeProvenance: Bool?
    package var includeDocuments: Bool?
    package var includeAudit: Bool?
    package var fields: [String]?
    package var cursor: String?
    /// A time, or a position of the log as text or number.
    package var asOf: JSON?

    enum CodingKeys: String, CodingKey {
        case startClass = "start_class"
        case hops
        case filters
        case limit
        case offset
        case maxNodes = "max_nodes"
        case maxEdges = "max_edges"
        case includePaths = "include_paths"
        case maxPaths = "max_paths"
        case noCycles = "no_cycles"
        case includeProvenance = "include_provenance"
        case includeDocuments = "include_documents"
        case includeAudit = "include_audit"
        case fields
        case cursor
        case asOf = "as_of"
    }

    /// What does not hold: the member and the rule; nil when all is well.
    package var problem: (path: [String], text: String)? {
        let tooSmall = "must be at least 1"
        if let maxNodes, maxNodes < 1 { return (["max_nodes"], tooSmall) }
        if let maxEdges, maxEdges < 1 { return (["max_edges"], tooSmall) }
        for (index, hop) in hops.enumerated() {
            if let direction = hop.direction, direction != "in", direction != "out" {
                return (["hops", "[\(index)]", "direction"], "must be in or out")
            }
        }
        return nil
    }

    package func useCase(database: String, branch: String?) -> GraphQuery {
        GraphQuery(
            database: database, branch: branch, startClass: startClass,
            hops: hops.map {
                GraphQuery.Hop(
                    predicate: $0.predicate, targetClass: $0.targetClass, direction: $0.direction,
                    optional: $0.optional, min: $0.min, max: $0.max, filters: $0.filters)
            },
            filters: filters ?? [:],
            limit: min(max(limit ?? 100, 1), GraphQuery.maximumLimit), offset: max(offset ?? 0, 0),
            maxNodes: maxNodes ?? 500, maxEdges: maxEdges ?? 2000,
            includePaths: includePaths ?? false, maxPaths: min(max(maxPaths ?? 100, 0), 2000),
            noCycles: noCycles ?? false, includeProvenance: includeProvenance ?? false,
            includeDocuments: includeDocuments ?? true, fields: fields, cursor: cursor,
            asOf: asOf.flatMap { $0.isNull ? nil : $0.plainText })
    }

    private static func object(_ members: [String: JSON]) -> JSON {
        .object(JSONObject(members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
    }

    /// The query as it was asked, with the defaults filled in.
    package var echo: JSON {
        let hops = hops.map { hop -> JSON in
            var object = JSONObject([
                ("predicate", .string(hop.predicate)), ("target_class", .string(hop.targetClass)),
            ])
            object["direction"] = hop.direction.map(JSON.string)
            object["optional"] = hop.optional.map(JSON.bool)
            object["min"] = hop.min.map(JSON.integer)
            object["max"] = hop.max.map(JSON.integer)
            object["filters"] = hop.filters.map(GraphQueryBody.object)
            return .object(object)
        }
        let filters = filters.map(GraphQueryBody.object)
        let echo: JSON = [
            "start_class": .string(startClass), "hops": .array(hops), "filters": filters ?? .null,
            "limit": .integer(limit ?? 100), "offset": .integer(offset ?? 0),
            "max_nodes": .integer(maxNodes ?? 500), "max_edges": .integer(maxEdges ?? 2000),
            "include_paths": .bool(includePaths ?? false),
            "max_paths": .integer(maxPaths ?? 100), "no_cycles": .bool(noCycles ?? false),
            "include_provenance": .bool(includeProvenance ?? false),
            "include_documents": .bool(includeDocuments ?? true),
            "include_audit": .bool(includeAudit ?? false),
        ]
        guard let asOf, var object = echo.object else { return echo }
        object["as_of"] = asOf
        return .object(object)
    }

    package static let schema = Schema.object([
        "start_class": Schema.text,
        "hops": Schema.list(
            of: Schema.object([
                "predicate": Schema.text, "target_class": Schema.text,
                "direction?": ["type": "string", "enum": ["out", "in"]],
                "optional?": Schema.flag, "min?": Schema.integer, "max?": Schema.integer,
                "filters?": Schema.object,
            ])),
        "filters?": Schema.object, "limit?": Schema.integer, "offset?": Schema.integer,
        "max_nodes?": Schema.integer, "max_edges?": Schema.integer, "include_paths?": Schema.flag,
        "max_paths?": Schema.integer, "no_cycles?": Schema.flag,
        "include_provenance?": Schema.flag, "include_documents?": Schema.flag,
        "include_audit?": Schema.flag, "fields?": Schema.list(of: Schema.text),
        "cursor?": Schema.text, "as_of?": Schema.text,
    ])
}
