// OMS: reads of instances.

internal import Engine
internal import JSONText
internal import WireFormat

extension OMS {
    static func instanceReadRoutes() -> [Route] {
        let base = "/api/v1/instance/{db}"
        let group = "instances"
        return [
            route(
                Endpoint(
                    .get, base + "/class/{class}/count", "countInstances", group: group,
                    "How many instances a class has.",
                    query: [QueryParameter.branch, QueryParameter.asOf],
                    answer: Schema.object([
                        "status": Schema.text, "class_id": Schema.text, "count": Schema.integer,
                    ]), failures: [400, 404]), countInstances),
            route(
                Endpoint(
                    .get, base + "/class/{class}/instances", "listInstances", group: group,
                    "Instances by key.",
                    query: [
                        QueryParameter.limit, QueryParameter.offset, QueryParameter.search,
                        QueryParameter.filter, QueryParameter.sort, QueryParameter.cursor,
                        QueryParameter.branch, QueryParameter.asOf,
                    ], answer: Schema.instanceList, failures: [400, 404]), listInstances),
            route(
                Endpoint(
                    .get, base + "/instance/{instance}", "getInstance", group: group,
                    "One instance.",
                    query: [
                        Endpoint.Parameter("class_id", Schema.text, isRequired: true, "its class"),
                        QueryParameter.branch, QueryParameter.asOf,
                    ], answer: Schema.instance, failures: [400, 404]), getInstance),
        ]
    }

    private static func countInstances(_ request: RouteRequest) async throws(WireError) -> Reply {
        let className = try request.className()
        let count = try await request.run(
            CountInstances(
                database: try request.database(), className: className,
                branch: try request.branch(), asOf: request.asOf))
        return Reply([
            "status": "success", "class_id": .string(className), "count": .integer(count),
        ])
    }

    /// {class_id, total, limit, offset, search, instances}; the BFF's list is the same.
    static func instancePage(
        _ className: String, _ request: RouteRequest, newestFirst: Bool = false
    ) async throws(WireError) -> JSONObject {
        let database = try request.database()
        let branch = try request.branch()
        let limit = try request.integer("limit", in: 1...1000) ?? 100
        let offset = try request.integer("offset", in: 0...Int.max / 2) ?? 0
        let search = request.query["search"].flatMap { $0.isEmpty ? nil : $0 }
        guard (search ?? "").count <= 100 else {
            throw WireError(
                EngineError(.invalidRequest, "search has at most 100 characters"))
        }
        if let cursor = request.query["cursor"] {
            return try await cursorPage(
                className, search: search, limit: limit, after: cursor, request)
        }
        if let rows = try await sortedRows(
            className, search: search, limit: limit, offset: offset, newestFirst, request)
        {
            return page(
                rows.items, rows.total, className, request, limit, offset, search, rows.asOf)
        }
        let (items, hasMore, asOf) = try await request.instances(
            database, className, search: search, limit: limit, offset: offset)
        // With words to search for, the whole number is not known: at least what was seen, and one
        // more.
        let total =
            search == nil
            ? try await request.run(
                CountInstances(
                    database: database, className: className, branch: branch, asOf: request.asOf))
            : offset + items.count + (hasMore ? 1 : 0)
        return page(items, total, className, request, limit, offset, search, asOf)
    }

    static func page(
        _ items: [InstanceView], _ total: Int, _ className: String, _ request: RouteRequest,
        _ limit: Int, _ offset: Int, _ search: String?, _ asOf: AsOfView?
    ) -> JSONObject {
        let branch = request.query["branch"]
        let documents = items.map {
            ContractObjects.document($0, database: request.path("db"), branch: branch)
        }
        let page = JSONObject([
            ("class_id", .string(className)), ("total", .integer(total)),
            ("limit", .integer(limit)), ("offset", .integer(offset)), ("search", JSON(search)),
            ("instances", .array(documents)),
        ])
        return JSON.object(page).dated(asOf).object ?? page
    }

    /// Classes with more instances than this are listed by key, unless an order is asked for.
    private static let mostSorted = 50_000

    /// Sorted by `sort` (`name`, `-price`, `key`) or newest first, and only what `filter` lets
    /// through; nil when neither is wanted and the order is that of keys.
    private static func sortedRows(
        _ className: String, search: String?, limit: Int, offset: Int, _ newestFirst: Bool,
        _ request: RouteRequest
    ) async throws(WireError) -> InstanceRows? {
        let conditions = try conditions(request)
        var order = QueryInstances.Order.key
        var isDescending = false
        if let sort = request.query["sort"], !sort.isEmpty {
            isDescending = sort.hasPrefix("-")
            let name = isDescending ? String(sort.dropFirst()) : sort
            order = name == "key" ? .key : name == "updated_at" ? .changed : .property(name)
        } else if newestFirst {
            let count = try await request.run(
                CountInstances(
                    database: try request.database(), className: className,
                    branch: try request.branch(), asOf: request.asOf))
            if count <= mostSorted { (order, isDescending) = (.changed, true) }
        }
        guard order != .key || isDescending || !conditions.isEmpty else { return nil }
        return try await request.run(
            QueryInstances(
                database: try request.database(), branch: try request.branch(),
                className: className, conditions: conditions, search: search, order: order,
                isDescending: isDescending, limit: limit, offset: offset, asOf: request.asOf))
    }

    /// `filter`: `[{"field":"price","operator":"ge","value":5}]`.
    static func conditions(_ request: RouteRequest) throws(WireError) -> [Condition] {
        guard let text = request.query["filter"], !text.isEmpty else { return [] }
        guard let items = (try? JSON(parsing: text))?.array else {
            throw request.style.error(
                in: "query", path: ["filter"], problem: "is a JSON list of conditions")
        }
        return try items.map { (item) throws(WireError) in
            let word = item["operator"]?.string ?? "eq"
            guard let field = item["field"]?.string,
                let comparison = Condition.Comparison(wire: word)
            else {
                throw request.style.error(
                    in: "query", path: ["filter"],
                    problem: "has conditions of field, operator and value")
            }
            return Condition(field, comparison, item["value"] ?? .null)
        }
    }

    private static func listInstances(_ request: RouteRequest) async throws(WireError) -> Reply {
        let page = try await instancePage(try request.className(), request)
        return Reply(.object(JSONObject([("status", "success")]).overlaid(by: page)))
    }

    private static func getInstance(_ request: RouteRequest) async throws(WireError) -> Reply {
        guard let className = request.query["class_id"], !className.isEmpty else {
            throw request.style.error(in: "query", path: ["class_id"], problem: "is missing")
        }
        return try await instance(className, request)
    }

    /// One instance in envelope form; the BFF's read is the same.
    static func instance(_ className: String, _ request: RouteRequest) async throws(WireError)
        -> Reply
    {
        let database = try request.database()
        let branch = try request.branch()
        let view = try await request.run(
            GetInstance(
                database: database, className: className, key: try request.key(), branch: branch,
                asOf: request.asOf))
        let answer: JSON = [
            "status": "success",
            "data": ContractObjects.document(view, database: database, branch: branch),
        ]
        return Reply(answer.dated(view.asOf)).tagged(view.sequence)
    }
}
