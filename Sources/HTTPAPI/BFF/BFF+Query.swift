// BFF: instances of a class by conditions. Class and fields are named by id or by label.

internal import Engine
internal import JSONText
internal import Ontology
internal import WireFormat

extension BFF {
    static func queryRoutes() -> [Route] {
        let base = "/api/v1/database/{db}/query"
        let group = "query"
        return [
            route(
                Endpoint(
                    .post, base, "queryInstances", group: group,
                    "Instances of a class that satisfy conditions, sorted and cut to a page.",
                    query: [QueryParameter.branch, QueryParameter.asOf],
                    body: InstanceQueryBody.schema,
                    answer: Schema.queryRows, failures: [400, 404, 422]
                ).doing(.reads), query),
            route(
                Endpoint(
                    .post, base + "/raw", "rawQuery", group: group,
                    "The same with a type: select, count or exists.",
                    query: [QueryParameter.branch, QueryParameter.asOf], body: Schema.object,
                    failures: [400, 403, 404, 422]
                ).doing(.reads), raw),
            route(
                Endpoint(
                    .get, base + "/builder", "queryBuilder", group: group,
                    "What a query may say, with examples."), builder),
        ]
    }

    private static func query(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try request.decoded(InstanceQueryBody.self)
        let (rows, select) = try await rows(body, request)
        let answer: JSON = [
            "results": .array(rows.items.map { row($0, select) }), "total": .integer(rows.total),
            "query": try request.json(), "is_total_exact": .bool(!rows.isCut),
        ]
        return Reply(answer.dated(rows.asOf))
    }

    /// The rows, and for each selected property the name that the client gave it.
    static func rows(_ body: InstanceQueryBody, _ request: RouteRequest) async throws(WireError)
        -> (InstanceRows, names: [(name: String, shown: String)]?)
    {
        let view = try await queriedClass(body, request)
        if let problem = body.problem {
            throw request.style.error(in: "body", path: problem.path, problem: problem.text)
        }
        var conditions: [Condition] = []
        for (index, filter) in (body.filters ?? []).enumerated() {
            guard let comparison = Condition.Comparison(wire: filter.comparison ?? "eq") else {
                throw request.style.error(
                    in: "body", path: ["filters", "[\(index)]", "operator"],
                    problem: "is one of "
                        + Condition.Comparison.allCases.map(\.rawValue).joined(separator: ", "))
            }
            conditions.append(
                Condition(
                    try property(filter.field, view, request), comparison, filter.value ?? .null))
        }
        var names: [(name: String, shown: String)]?
        for shown in body.select ?? [] {
            names = (names ?? []) + [(try property(shown, view, request), shown)]
        }
        let order = try body.orderBy.map { (name) throws(WireError) in
            QueryInstances.Order.property(try property(name, view, request))
        }
        let rows = try await request.run(
            QueryInstances(
                database: try request.database(), branch: try request.branch(),
                className: view.id, conditions: conditions, select: names?.map(\.name),
                order: order ?? .key, isDescending: body.orderDirection == "desc",
                limit: min(body.limit ?? 100, QueryInstances.maximumLimit),
                offset: body.offset ?? 0, asOf: request.asOf))
        return (rows, names)
    }

    private static func queriedClass(_ body: InstanceQueryBody, _ request: RouteRequest)
        async throws(WireError) -> ClassView
    {
        guard let name = body.classID ?? body.classLabel, !name.isEmpty else {
            throw request.style.error(
                in: "body", path: ["class_id"], problem: "is missing, and so is class_label",
                type: "missing")
        }
        return try await resolvedClass(named: name, request)
    }

    /// A property by its name, else by its label.
    private static func property(_ text: String, _ view: ClassView, _ request: RouteRequest)
        throws(WireError) -> String
    {
        let members =
            view.properties.map { ($0.name, $0.label) }
            + view.links.map { ($0.predicate, $0.label) }
        if members.contains(where: { $0.0 == text }) { return text }
        let labelled = members.filter { $0.1 == text }
        guard labelled.count == 1 else {
            throw WireError(
                EngineError(
                    .invalidRequest,
                    "\(view.id) has no property, or several, called \(text); it has "
                        + members.map(\.0).joined(separator: ", ")))
        }
        return labelled[0].0
    }

    private static func row(_ view: InstanceView, _ names: [(name: String, shown: String)]?)
        -> JSON
    {
        var object = JSONObject([
            ("instance_id", .string(view.key)), ("class_id", .string(view.className)),
        ])
        guard let names else {
            return .object(object.overlaid(by: view.data.object ?? JSONObject()))
        }
        for (name, shown) in names { object[shown] = view.data[name] ?? .null }
        return .object(object)
    }

    private static func raw(_ request: RouteRequest) async throws(WireError) -> Reply {
        let kind = try request.object()["type"]?.string ?? "select"
        guard ["select", "count", "exists"].contains(kind) else {
            throw WireError(
                status: 403, code: "forbidden",
                message: "a raw query is of the type select, count or exists")
        }
        let body = try request.decoded(InstanceQueryBody.self)
        let (rows, names) = try await rows(body, request)
        let data: JSON =
            switch kind {
            case "count": ["count": .integer(rows.total)]
            case "exists": ["exists": .bool(rows.total > 0)]
            default:
                [
                    "results": .array(rows.items.map { row($0, names) }),
                    "total": .integer(rows.total),
                ]
            }
        return Reply(Envelope.success("\(rows.total) instances", data).dated(rows.asOf))
    }

    private static func builder(_ request: RouteRequest) async throws(WireError) -> Reply {
        _ = try request.database()
        return Reply([
            "operators": [
                "comparison": ["eq", "ne", "gt", "ge", "lt", "le"], "string": ["like"],
                "array": ["in", "not_in"], "null": ["is_null", "is_not_null"],
            ],
            "order_directions": ["asc", "desc"], "special_fields": [],
            "examples": [
                [
                    "class_id": "Product",
                    "filters": [["field": "price", "operator": "ge", "value": 10]],
                    "select": ["product_id", "price"], "order_by": "price",
                    "order_direction": "desc", "limit": 10,
                ]
            ],
        ])
    }
}
