// The BFF service: what a front end needs, by labels where people use them.

internal import Engine
internal import JSONText
internal import WireFormat

package enum BFF {
    package static func routes() -> [Route] {
        serviceRoutes() + databaseRoutes() + ontologyRoutes() + instanceReadRoutes()
            + instanceWriteRoutes() + graphRoutes() + lineageRoutes() + auditRoutes()
            + suggestionRoutes() + queryRoutes() + labelRoutes() + networkRoutes()
            + projectionRoutes() + taskRoutes() + replayRoutes() + importRoutes()
            + mappingRoutes() + sheetRoutes() + tokenRoutes() + branchRoutes()
            + CommandRoutes.routes(style: .list) + SocketRoutes.routes(style: .list)
            + MonitoringRoutes.routes(service: "bff", style: .list)
    }

    static func route(
        _ endpoint: Endpoint,
        _ handle: @escaping @Sendable (RouteRequest) async throws(WireError) -> Reply
    ) -> Route {
        Route(endpoint, style: .list, handle: handle)
    }

    private static func serviceRoutes() -> [Route] {
        let health: (String, String) -> Route = { path, name in
            route(
                Endpoint(
                    .get, path, name, group: "service", "Whether the service works.",
                    answer: Schema.envelope(Schema.object), failures: [503]
                ).open, Self.health)
        }
        let root: (String, String) -> Route = { path, name in
            route(
                Endpoint(.get, path, name, group: "service", "What this is.").open,
                { (_) throws(WireError) in
                    Reply([
                        "service": "BFF", "version": "2.0.0",
                        "description": "the front end's side of SPICE HARVESTER",
                    ])
                })
        }
        return [
            health("/health", "health"), health("/api/v1/health", "healthUnderPrefix"),
            root("/", "root"), root("/api/v1", "rootUnderPrefix"),
        ]
    }

    private static func health(_ request: RouteRequest) async throws(WireError) -> Reply {
        var data = JSONObject([("service", "BFF"), ("version", "2.0.0")])
        do throws(WireError) {
            let engine = try await request.run(DescribeEngine())
            data["status"] = "healthy"
            data["description"] = "Backend for Frontend"
            data["oms_connected"] = true
            data["engine_version"] = .string(engine.version)
            return Reply(Envelope.success("BFF works", .object(data)))
        } catch {
            var unhealthy = error
            data["oms_connected"] = false
            data["status"] = "unhealthy"
            unhealthy.status = 503
            unhealthy.detail = [
                "status": "error", "message": .string(error.message),
                "errors": [.string(error.message)], "data": .object(data),
            ]
            throw unhealthy
        }
    }

    /// The class that `{class}` names: by id, else by the one label that reads so.
    static func resolvedClass(_ request: RouteRequest) async throws(WireError) -> ClassView {
        try await resolvedClass(named: request.path("class"), request)
    }

    static func resolvedClass(named name: String, _ request: RouteRequest)
        async throws(WireError) -> ClassView
    {
        let classes = try await request.run(
            ListClasses(database: try request.database(), branch: try request.branch())
        ).items
        if let view = classes.first(where: { $0.id == name }) { return view }
        let labelled = classes.filter { $0.label == name }
        guard labelled.count < 2 else {
            throw WireError(
                EngineError(
                    .invalidRequest,
                    "several classes are labelled \(name): name one of "
                        + labelled.map(\.id).joined(separator: ", ")))
        }
        guard let view = labelled.first else {
            throw WireError(
                EngineError(.classNotFound, "no class has the id or the label \(name)"))
        }
        return view
    }
}
