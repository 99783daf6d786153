// OMS: databases.

internal import Engine
internal import JSONText
internal import Ontology
internal import WireFormat

extension OMS {
    static func databaseRoutes() -> [Route] {
        let group = "databases"
        return [
            route(
                Endpoint(
                    .post, "/api/v1/database/create", "createDatabase", group: group,
                    "Asks for a new database.", body: Schema.databaseBody, success: 202,
                    answer: Schema.acceptedDatabase, failures: [400, 409]), createDatabase),
            route(
                Endpoint(
                    .get, "/api/v1/database/list", "listDatabases", group: group,
                    "All databases.", answer: Schema.databaseList), listDatabases),
            route(
                Endpoint(
                    .get, "/api/v1/database/exists/{db}", "databaseExists", group: group,
                    "Whether a database is there.", answer: Schema.exists,
                    failures: [400]), databaseExists),
            route(
                Endpoint(
                    .delete, "/api/v1/database/{db}", "deleteDatabase", group: group,
                    "Asks to delete a database.", query: [QueryParameter.expectedSequence],
                    success: 202, answer: Schema.acceptedDatabase, failures: [400, 404, 409]),
                deleteDatabase
            ).ofWholeDatabase,
        ]
    }

    /// Accepts a database; also behind the BFF's POST /databases.
    static func acceptDatabase(_ request: RouteRequest) async throws(WireError) -> AcceptedCommand {
        let body = try request.decoded(DatabaseBody.self)
        guard (body.description ?? "").count <= 500 else {
            throw request.style.error(
                in: "body", path: ["description"], problem: "has at most 500 characters",
                type: "string_too_long")
        }
        let description = JSONObject([("description", .string(body.description ?? ""))])
        return try await request.submit(
            .createDatabase, database: body.name, payload: .object(description),
            commandID: body.commandID)
    }

    private static func createDatabase(_ request: RouteRequest) async throws(WireError) -> Reply {
        let accepted = try await acceptDatabase(request)
        return Reply(
            status: 202,
            CommandAnswers.accepted(accepted, naming: ["database_name": accepted.database])
        ).about(accepted)
    }

    private static func deleteDatabase(_ request: RouteRequest) async throws(WireError) -> Reply {
        let accepted = try await request.submit(
            .deleteDatabase, database: try request.database(),
            expectedSequence: try request.expectedSequence())
        return Reply(
            status: 202,
            CommandAnswers.accepted(accepted, naming: ["database_name": accepted.database])
        ).about(accepted)
    }

    private static func databaseExists(_ request: RouteRequest) async throws(WireError) -> Reply {
        let exists = try await isLive(try request.database(), request)
        return Reply(
            Envelope.success(exists ? "it is there" : "it is not there", ["exists": .bool(exists)]))
    }

    static func isLive(_ name: String, _ request: RouteRequest) async throws(WireError) -> Bool {
        try await request.run(ListDatabases()).items.contains {
            $0.name == name && $0.state == "live"
        }
    }

    private static func listDatabases(_ request: RouteRequest) async throws(WireError) -> Reply {
        let databases = try await request.run(ListDatabases()).items
        return Reply(
            Envelope.success(
                "\(databases.count) databases",
                ["databases": .array(databases.map(ContractObjects.database))]))
    }
}
