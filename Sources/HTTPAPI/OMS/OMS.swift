// The OMS service: writes are commands (202), reads of the ontology and of instances.

internal import Engine
internal import JSONText
internal import WireFormat

package enum OMS {
    package static func routes() -> [Route] {
        serviceRoutes() + databaseRoutes() + ontologyRoutes() + instanceWriteRoutes()
            + instanceReadRoutes() + commandRoutes() + branchRoutes() + versionRoutes()
            + pullRequestRoutes()
            + CommandRoutes.routes(style: .text)
            + MonitoringRoutes.routes(service: "oms", style: .text)
    }

    static func route(
        _ endpoint: Endpoint,
        _ handle: @escaping @Sendable (RouteRequest) async throws(WireError) -> Reply
    ) -> Route {
        Route(endpoint, style: .text, handle: handle)
    }

    private static func serviceRoutes() -> [Route] {
        [
            route(
                Endpoint(
                    .get, "/health", "health", group: "service", "Whether the service works.",
                    answer: Schema.envelope(Schema.object)
                ).open, health),
            route(
                Endpoint(.get, "/", "root", group: "service", "What this is.").open,
                { (_) throws(WireError) in
                    Reply([
                        "message": "SPICE HARVESTER OMS", "service": "OMS", "version": "1.0.0",
                        "description": "accepts commands, shows ontologies and instances",
                        "features": [
                            "event sourcing", "optimistic concurrency", "branches and merges",
                            "bulk writes with an answer for each row", "waiting for the outcome",
                        ],
                        "environment": "production", "modernized": true,
                    ])
                }),
        ]
    }

    /// The contract: 200 also when it does not work; the body says so.
    private static func health(_ request: RouteRequest) async throws(WireError) -> Reply {
        var data = JSONObject([("service", "OMS"), ("version", "1.0.0")])
        let rest: (Bool) -> [(String, JSON)] = { works in
            [
                ("status", works ? "healthy" : "unhealthy"), ("terminus_connected", .bool(works)),
                ("environment", "production"), ("modernized", true),
            ]
        }
        do throws(WireError) {
            let engine = try await request.run(DescribeEngine())
            data = data.overlaid(by: JSONObject(rest(true)))
            data["description"] = "Ontology Management Service"
            data["engine_version"] = .string(engine.version)
            data["mode"] = .string(engine.mode)
            return Reply(Envelope.success("OMS works", .object(data)))
        } catch {
            data = data.overlaid(by: JSONObject(rest(false)))
            var body = Envelope.make("error", error.message, .object(data)).object ?? JSONObject()
            body["errors"] = [.string(error.message)]
            return Reply(.object(body))
        }
    }

    private static func commandRoutes() -> [Route] {
        let status: (String, String) -> Route = { path, name in
            route(
                Endpoint(
                    .get, path, name, group: "commands", "What became of a command.",
                    answer: Schema.commandResult, failures: [400, 404]), commandStatus)
        }
        return [
            status("/api/v1/commands/{command}/status", "commandStatus"),
            status(
                "/api/v1/instances/{db}/async/command/{command}/status", "instanceCommandStatus"),
        ]
    }

    /// 400 when it is no UUID, 404 when there is no such command.
    @Sendable static func commandStatus(_ request: RouteRequest) async throws(WireError) -> Reply {
        let id = request.path("command")
        guard UUIDText.isUUID(id) else {
            throw request.style.error(
                in: "path", path: ["command_id"], problem: "must be a UUID", type: "uuid_parsing",
                input: .string(id))
        }
        let command = try await request.run(GetCommand(id: id))
        return Reply(CommandAnswers.status(command)).tagged(command.sequence)
    }
}

/// 8-4-4-4-12 hexadecimal digits.
enum UUIDText {
    static func isUUID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isHexDigit } }
    }
}
