// BFF: databases and what lies directly under them.

internal import Engine
internal import JSONText
internal import Ontology
internal import WireFormat

extension BFF {
    static func databaseRoutes() -> [Route] {
        let base = "/api/v1/databases"
        let group = "databases"
        let shown = Schema.envelope(Schema.object)
        return [
            route(
                Endpoint(
                    .get, base, "listDatabases", group: group, "All databases.",
                    answer: Schema.databaseList),
                listDatabases),
            route(
                Endpoint(
                    .post, base, "createDatabase", group: group, "Asks for a new database.",
                    body: Schema.databaseBody, answer: shown, failures: [400, 409, 422]),
                createDatabase),
            route(
                Endpoint(
                    .get, base + "/{db}", "getDatabase", group: group,
                    "Whether a database is there.", failures: [400]), getDatabase),
            route(
                Endpoint(
                    .delete, base + "/{db}", "deleteDatabase", group: group,
                    "Asks to delete a database.", query: [QueryParameter.expectedSequence],
                    failures: [400, 404, 409, 422]), deleteDatabase
            ).ofWholeDatabase,
            route(
                Endpoint(
                    .get, base + "/{db}/classes", "listClasses", group: group, "Its classes.",
                    answer: Schema.object([
                        "classes": Schema.list(of: Schema.ontologyClass),
                        "count": Schema.integer,
                    ]), failures: [400, 404]), listClasses),
            route(
                Endpoint(
                    .post, base + "/{db}/classes", "createClass", group: group,
                    "Asks for a new class, named by @id.", query: [QueryParameter.branch],
                    body: Schema.object, failures: [400, 404, 409, 422]), createClass),
            route(
                Endpoint(
                    .get, base + "/{db}/classes/{class}", "getClass", group: group,
                    "One class, by id or label.", answer: Schema.envelope(Schema.ontologyClass),
                    failures: [400, 404]), getClass),
        ]
    }

    private static func listDatabases(_ request: RouteRequest) async throws(WireError) -> Reply {
        let databases = try await request.run(ListDatabases()).items
        return Reply(
            Envelope.success(
                "\(databases.count) databases",
                [
                    "databases": .array(databases.map(ContractObjects.database)),
                    "count": .integer(databases.count),
                ]))
    }

    private static func createDatabase(_ request: RouteRequest) async throws(WireError) -> Reply {
        let accepted = try await OMS.acceptDatabase(request)
        let result = CommandAnswers.accepted(
            accepted, naming: ["database_name": accepted.database])
        return Reply(
            Envelope.make(
                "created", "asked for the database \(accepted.database)",
                ["name": .string(accepted.database), "result": result])
        ).about(accepted)
    }

    private static func getDatabase(_ request: RouteRequest) async throws(WireError) -> Reply {
        let exists = try await OMS.isLive(try request.database(), request)
        let inner = Envelope.success(
            exists ? "it is there" : "it is not there", ["exists": .bool(exists)])
        return Reply(["status": "success", "data": inner])
    }

    private static func deleteDatabase(_ request: RouteRequest) async throws(WireError) -> Reply {
        let name = try request.database()
        let seen = try request.expectedSequence()
        let accepted: AcceptedCommand
        do throws(WireError) {
            accepted = try await request.submit(
                .deleteDatabase, database: name, expectedSequence: seen)
        } catch {
            // Nothing was ever written of it.
            guard error.status == 409, error.details["actual_seq"] == 0 else { throw error }
            throw WireError(EngineError(.databaseNotFound, "there is no database \(name)"))
        }
        return Reply([
            "status": "success", "message": .string("asked to delete \(accepted.database)"),
            "database": .string(accepted.database), "command_id": .string(accepted.commandID),
            "sequence_number": .integer(accepted.sequence),
        ]).about(accepted)
    }

    private static func listClasses(_ request: RouteRequest) async throws(WireError) -> Reply {
        let classes = try await request.run(
            ListClasses(database: try request.database(), branch: try request.branch())
        ).items
        return Reply([
            "classes": .array(classes.map(ContractObjects.ontologyClass)),
            "count": .integer(classes.count),
        ])
    }

    private static func getClass(_ request: RouteRequest) async throws(WireError) -> Reply {
        let view = try await resolvedClass(request)
        return Reply(
            Envelope.success("class \(view.id)", ContractObjects.ontologyClass(view))
        ).tagged(view.sequence)
    }

    private static func createClass(_ request: RouteRequest) async throws(WireError) -> Reply {
        var body = try request.object()
        guard let id = body["@id"]?.string ?? body["id"]?.string, !id.isEmpty else {
            throw WireError(EngineError(.invalidRequest, "@id is missing"))
        }
        body["@id"] = nil
        body["id"] = .string(id)
        body = ClassBody.rewritten(body)
        let accepted = try await submitClass(.createClass, id, body, request)
        return Reply([
            "status": "success", "@id": .string(id),
            "data": CommandAnswers.accepted(
                accepted, naming: ["ontology_id": id, "database": accepted.database]),
        ]).about(accepted)
    }
}
