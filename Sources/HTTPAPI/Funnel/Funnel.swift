// The Funnel service: what data look like, without any effect on a database.

internal import Engine
internal import JSONText
internal import WireFormat

package enum Funnel {
    package static func routes() -> [Route] {
        let base = "/api/v1/funnel"
        let group = "inference"
        let className = Endpoint.Parameter("class_name", Schema.text, "what to call the class")
        return [
            route(
                Endpoint(
                    .get, "/health", "health", group: "service", "Whether the service works.",
                    answer: Schema.envelope(Schema.object), failures: [503]
                ).open, health),
            route(
                Endpoint(.get, base + "/health", "funnelHealth", group: "service", "In short.")
                    .open,
                { (_) throws(WireError) in
                    Reply(["status": "healthy", "service": "funnel", "version": "0.1.0"])
                }),
            route(
                Endpoint(.get, "/", "root", group: "service", "What this is.").open,
                { (_) throws(WireError) in
                    Reply([
                        "service": "funnel", "version": "0.1.0",
                        "endpoints": ["/api/v1/funnel/analyze", "/api/v1/funnel/suggest-schema"],
                    ])
                }),
            route(
                Endpoint(
                    .post, base + "/analyze", "analyze", group: group,
                    "Types of the columns of a grid.", body: FunnelBody.schema,
                    failures: [400, 422]
                ).doing(.reads), analyze),
            route(
                Endpoint(
                    .post, base + "/suggest-schema", "suggestSchema", group: group,
                    "A class from the answer of analyze.", query: [className],
                    body: Schema.object(["columns": Schema.list(of: Schema.object)]),
                    failures: [400, 422]
                ).doing(.reads), suggestSchema),
        ] + structureRoutes()
    }

    private static func route(
        _ endpoint: Endpoint,
        _ handle: @escaping @Sendable (RouteRequest) async throws(WireError) -> Reply
    ) -> Route {
        Route(endpoint, style: .list, handle: handle)
    }

    private static func health(_ request: RouteRequest) async throws(WireError) -> Reply {
        _ = try await request.run(DescribeEngine())
        return Reply(
            Envelope.success(
                "Funnel works",
                [
                    "service": "funnel", "version": "0.1.0", "status": "healthy",
                    "description": "type inference and schema proposals",
                ]))
    }

    /// Also behind the BFF's suggestion.
    static func analysis(_ body: FunnelBody, _ request: RouteRequest) async throws(WireError)
        -> JSON
    {
        guard !body.columns.isEmpty else {
            throw request.style.error(
                in: "body", path: ["columns"], problem: "must name at least one column",
                type: "too_short")
        }
        let view = try await request.run(body.useCase)
        return FunnelAnswers.analysis(view, body, now: request.now)
    }

    private static func analyze(_ request: RouteRequest) async throws(WireError) -> Reply {
        Reply(try await analysis(try request.decoded(FunnelBody.self), request))
    }

    private static func suggestSchema(_ request: RouteRequest) async throws(WireError) -> Reply {
        let analysis = JSON.object(try request.object())
        guard let columns = analysis["columns"]?.array else {
            throw request.style.error(
                in: "body", path: ["columns"], problem: "is missing", type: "missing")
        }
        for (index, column) in columns.enumerated() where column["column_name"]?.string == nil {
            throw request.style.error(
                in: "body", path: ["columns", "[\(index)]", "column_name"], problem: "is missing",
                type: "missing")
        }
        return Reply(
            FunnelAnswers.schema(
                of: analysis, className: request.query["class_name"], now: request.now))
    }
}
