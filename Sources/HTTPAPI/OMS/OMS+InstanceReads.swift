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
                    "How many instances a class has.", query: [QueryParameter.branch],
                    answer: Schema.object([
                        "status": Schema.text, "class_id": Schema.text, "count": Schema.integer,
                    ]), failures: [400, 404]), countInstances),
            route(
                Endpoint(
                    .get, base + "/class/{class}/instances", "listInstances", group: group,
                    "Instances by key.",
                    query: [
                        QueryParameter.limit, QueryParameter.offset, QueryParameter.search,
                        QueryParameter.branch,
                    ], failures: [400, 404]), listInstances),
            route(
                Endpoint(
                    .get, base + "/instance/{instance}", "getInstance", group: group,
                    "One instance.",
                    query: [
                        Endpoint.Parameter("class_id", Schema.text, isRequired: true, "its class"),
                        QueryParameter.branch,
                    ], failures: [400, 404]), getInstance),
        ]
    }

    private static func countInstances(_ request: RouteRequest) async throws(WireError) -> Reply {
        let className = try request.className()
        let count = try await request.run(
            CountInstances(
                database: try request.database(), className: className,
                branch: try request.branch()))
        return Reply([
            "status": "success", "class_id": .string(className), "count": .integer(count),
        ])
    }

    /// {class_id, total, limit, offset, search, instances}; the BFF's list is the same.
    static func instancePage(_ className: String, _ request: RouteRequest)
        async throws(WireError) -> JSONObject
    {
        let database = try request.database()
        let branch = try request.branch()
        let limit = try request.integer("limit", in: 1...1000) ?? 100
        let offset = try request.integer("offset", in: 0...Int.max / 2) ?? 0
        let search = request.query["search"].flatMap { $0.isEmpty ? nil : $0 }
        guard (search ?? "").count <= 100 else {
            throw WireError(
                EngineError(.invalidRequest, "search has at most 100 characters"))
        }
        let (items, hasMore) = try await request.instances(
            database, className, search: search, limit: limit, offset: offset)
        // With words to search for, the whole number is not known: at least what was seen, and one
        // more.
        let total =
            search == nil
            ? try await request.run(
                CountInstances(database: database, className: className, branch: branch))
            : offset + items.count + (hasMore ? 1 : 0)
        let documents = items.map {
            ContractObjects.document($0, database: database, branch: branch)
        }
        return JSONObject([
            ("class_id", .string(className)), ("total", .integer(total)),
            ("limit", .integer(limit)), ("offset", .integer(offset)), ("search", JSON(search)),
            ("instances", .array(documents)),
        ])
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
                database: database, className: className, key: try request.key(), branch: branch))
        return Reply([
            "status": "success",
            "data": ContractObjects.document(view, database: database, branch: branch),
        ]).tagged(view.sequence)
    }
}
