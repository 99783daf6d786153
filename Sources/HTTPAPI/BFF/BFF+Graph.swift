// BFF: graph queries.

internal import Engine
internal import JSONText
internal import WireFormat

extension BFF {
    static func graphRoutes() -> [Route] {
        let base = "/api/v1/graph-query"
        let group = "graph"
        let simpleBody = Schema.object([
            "class_name": Schema.text, "filters?": Schema.object, "limit?": Schema.integer,
        ])
        return [
            route(
                Endpoint(
                    .get, base + "/health", "graphHealth", group: group,
                    "Whether graph and documents can be asked."), health),
            route(
                Endpoint(
                    .post, base + "/{db}", "graphQuery", group: group,
                    "A query over several hops, joined with the documents.",
                    query: [QueryParameter.branch], body: GraphQueryBody.schema,
                    answer: Schema.graph, failures: [400, 404, 422]
                ).doing(.reads), query),
            route(
                Endpoint(
                    .post, base + "/{db}/simple", "graphQuerySimple", group: group,
                    "Instances of one class with their documents.", query: [QueryParameter.branch],
                    body: simpleBody, answer: Schema.simpleGraph, failures: [400, 404, 422]
                ).doing(.reads), simple),
        ]
    }

    /// The answer; that it is without documents, since their index does not answer, stands in the log as well.
    static func asked(_ query: GraphQuery, _ request: RouteRequest) async throws(WireError)
        -> GraphAnswer
    {
        let answer = try await request.run(query)
        if let badge = answer.nodes.first(where: { $0.badge.reason == "index_down" })?.badge {
            request.warn("index_down: " + (badge.detail ?? "the documents do not answer"))
        }
        return answer
    }

    private static func query(_ request: RouteRequest) async throws(WireError) -> Reply {
        let database = try request.database()
        let branch = try request.branch()
        let body = try request.decoded(GraphQueryBody.self)
        if let problem = body.problem {
            throw request.style.error(in: "body", path: problem.path, problem: problem.text)
        }
        let answer = try await asked(body.useCase(database: database, branch: branch), request)
        let object = GraphAnswerObject(
            answer, database: database, branch: branch, now: request.now)
        return Reply(object.json(echo: body.echo))
    }

    private struct SimpleBody: Decodable {
        var className: String
        var filters: [String: JSON]?
        var limit: Int?

        enum CodingKeys: String, CodingKey {
            case className = "class_name"
            case filters
            case limit
        }
    }

    private static func simple(_ request: RouteRequest) async throws(WireError) -> Reply {
        let database = try request.database()
        let branch = try request.branch()
        let body = try request.decoded(SimpleBody.self)
        let limit = min(max(body.limit ?? 100, 1), GraphQuery.maximumLimit)
        let answer = try await asked(
            GraphQuery(
                database: database, branch: branch, startClass: body.className, hops: [],
                filters: body.filters ?? [:], limit: limit, maxNodes: limit), request)
        let object = GraphAnswerObject(
            answer, database: database, branch: branch, now: request.now)
        return Reply(object.simple(className: body.className))
    }

    /// Always 200; the body says which store works.
    private static func health(_ request: RouteRequest) async throws(WireError) -> Reply {
        do throws(WireError) {
            let pipeline = try await request.run(PipelineStatus())
            let state: (String) -> String = { name in
                let workers = pipeline.workers.filter { $0.name == name }
                return workers.contains { ["failing", "stopped"].contains($0.state) }
                    ? "unhealthy" : "healthy"
            }
            let services = [("terminusdb", state("graph")), ("elasticsearch", state("documents"))]
            let works = services.allSatisfy { $0.1 == "healthy" }
            return Reply([
                "status": works ? "healthy" : "degraded",
                "services": .object(JSONObject(services.map { ($0.0, JSON.string($0.1)) })),
                "message": .string("the largest lag is \(pipeline.lag) events"),
                "lag": .integer(pipeline.lag),
            ])
        } catch {
            return Reply(["status": "unhealthy", "error": .string(error.message)])
        }
    }
}
