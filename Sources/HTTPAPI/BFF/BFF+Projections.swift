// BFF: graph queries under a name, the older form of a multi-hop query, chains between classes.

internal import Engine
internal import JSONText
internal import WireFormat

extension BFF {
    static func projectionRoutes() -> [Route] {
        let saved = "/api/v1/projections/{db}"
        let group = "graph"
        return [
            route(
                Endpoint(
                    .post, "/api/v1/graph-query/{db}/multi-hop", "graphQueryMultiHop",
                    group: group, "The older form: hops are pairs of predicate and class.",
                    query: [QueryParameter.branch], body: Schema.object,
                    failures: [400, 404, 422]
                ).doing(.reads), multiHop),
            route(
                Endpoint(
                    .get, "/api/v1/graph-query/{db}/paths", "graphPaths", group: group,
                    "Chains of links from one class to another.",
                    query: [
                        Endpoint.Parameter("source_class", Schema.text, isRequired: true, "from"),
                        Endpoint.Parameter("target_class", Schema.text, isRequired: true, "to"),
                        Endpoint.Parameter("max_depth", Schema.integer, "1 to 10; 5 when absent"),
                        Endpoint.Parameter("inverse", Schema.flag, "also against the links"),
                        QueryParameter.branch,
                    ], failures: [400, 404, 422]), classPaths),
            route(
                Endpoint(
                    .post, saved + "/register", "registerProjection", group: group,
                    "Keeps a graph query under a name.", query: [QueryParameter.branch],
                    body: Schema.object([
                        "view_name": Schema.text, "start_class": Schema.text,
                        "hops": Schema.list(of: Schema.object), "filters?": Schema.object,
                        "refresh_interval?": Schema.integer,
                    ]), failures: [400, 404, 422]
                ).doing(.writes), register),
            route(
                Endpoint(
                    .post, saved + "/query", "queryProjection", group: group,
                    "Runs a kept query.",
                    body: Schema.object([
                        "view_name": Schema.text, "filters?": Schema.object,
                        "limit?": Schema.integer,
                    ]), failures: [400, 404, 422]
                ).doing(.reads), queryProjection),
            route(
                Endpoint(
                    .get, saved + "/list", "listProjections", group: group, "The kept queries.",
                    failures: [400, 404]), listProjections),
        ]
    }

    private static func multiHop(_ request: RouteRequest) async throws(WireError) -> Reply {
        let database = try request.database()
        let branch = try request.branch()
        var body = try request.object()
        guard body["start_class"]?.string?.isEmpty == false else {
            throw WireError(EngineError(.invalidRequest, "start_class is missing"))
        }
        body["hops"] = .array(
            (body["hops"]?.array ?? []).map { hop in
                guard let pair = hop.array, pair.count == 2 else { return hop }
                return ["predicate": pair[0], "target_class": pair[1]]
            })
        let query: GraphQueryBody
        do throws(JSONShapeError) {
            query = try JSONDecoding.decode(GraphQueryBody.self, from: .object(body))
        } catch {
            throw request.style.error(in: "body", error)
        }
        var useCase = query.useCase(database: database, branch: branch)
        useCase.includePaths = true
        let answer = try await asked(useCase, request)
        let object = GraphAnswerObject(
            answer, database: database, branch: branch, now: request.now)
        return Reply(
            Envelope.success("\(answer.nodes.count) nodes", object.older(echo: query.echo)))
    }

    private static func classPaths(_ request: RouteRequest) async throws(WireError) -> Reply {
        let source = try request.required("source_class")
        let target = try request.required("target_class")
        let depth = try request.integer("max_depth", in: 1...FindClassPaths.maximumDepth) ?? 5
        let found = try await request.run(
            FindClassPaths(
                database: try request.database(), branch: try request.branch(), from: source,
                to: target, maxDepth: depth, walksBackwards: try request.flag("inverse")))
        let paths = found.paths.map { path -> JSON in
            .array(
                path.map { step in
                    [
                        "from": .string(step.from), "predicate": .string(step.predicate),
                        "to": .string(step.to), "inverse": .bool(step.isInverse),
                    ]
                })
        }
        return Reply([
            "source_class": .string(source), "target_class": .string(target),
            "paths": .array(paths), "count": .integer(paths.count), "max_depth": .integer(depth),
            "is_cut": .bool(found.isCut),
        ])
    }

    private static func register(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try request.object()
        guard let name = body["view_name"]?.string, !name.isEmpty else {
            throw request.style.error(
                in: "body", path: ["view_name"], problem: "is missing", type: "missing")
        }
        let query = try request.decoded(GraphQueryBody.self)
        let interval = body["refresh_interval"]?.integer ?? 3600
        let saved = try await request.run(
            SaveQuery(
                name: name,
                query: query.useCase(
                    database: try request.database(), branch: try request.branch()),
                refreshSeconds: interval))
        return Reply([
            "status": "registered", "message": .string("\(name) can be asked"),
            "view_name": .string(name), "refresh_interval": .integer(interval),
            "registered_at": .string(saved.savedAt),
        ])
    }

    private static func queryProjection(_ request: RouteRequest) async throws(WireError) -> Reply {
        let database = try request.database()
        let body = try request.object()
        guard let name = body["view_name"]?.string, !name.isEmpty else {
            throw request.style.error(
                in: "body", path: ["view_name"], problem: "is missing", type: "missing")
        }
        let saved = try await request.run(ListSavedQueries(database: database)).items
        guard let view = saved.first(where: { $0.name == name }) else {
            throw WireError(EngineError(.notFound, "no query is kept under the name \(name)"))
        }
        var query = view.query
        for member in body["filters"]?.object?.members ?? [] {
            query.filters[member.name] = member.value
        }
        if let branch = try request.branch() { query.branch = branch }
        query.limit = min(max(body["limit"]?.integer ?? 100, 1), GraphQuery.maximumLimit)
        query.includePaths = true
        let answer = try await asked(query, request)
        let object = GraphAnswerObject(
            answer, database: database, branch: query.branch, now: request.now
        ).older(echo: .null)
        return Reply([
            "status": "success", "message": .string("\(answer.nodes.count) nodes"),
            "view_name": .string(name), "data": object["nodes"] ?? [],
            "edges": object["edges"] ?? [], "paths": object["paths"] ?? [],
            "count": .integer(answer.nodes.count),
            "warnings": .array(answer.warnings.map(JSON.string)),
        ])
    }

    private static func listProjections(_ request: RouteRequest) async throws(WireError) -> Reply {
        let saved = try await request.run(
            ListSavedQueries(database: try request.database())
        ).items
        let items = saved.map { view -> JSON in
            [
                "view_name": .string(view.name), "start_class": .string(view.query.startClass),
                "hops": .array(
                    view.query.hops.map { hop in
                        [
                            "predicate": .string(hop.predicate),
                            "target_class": .string(hop.targetClass),
                        ]
                    }),
                "filters": .object(
                    JSONObject(
                        view.query.filters.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })),
                "refresh_interval": .integer(view.refreshSeconds),
                "registered_at": .string(view.savedAt), "registered_by": JSON(view.savedBy),
            ]
        }
        return Reply(["projections": .array(items), "count": .integer(items.count)])
    }
}
