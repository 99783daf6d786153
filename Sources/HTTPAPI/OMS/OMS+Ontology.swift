// OMS: classes.

internal import Engine
internal import JSONText
internal import Ontology
internal import WireFormat

extension OMS {
    static func ontologyRoutes() -> [Route] {
        let base = "/api/v1/database/{db}/ontology"
        let group = "ontology"
        return [
            route(
                Endpoint(
                    .post, base, "createClass", group: group, "Asks for a new class.",
                    query: [QueryParameter.branch], body: Schema.classBody, success: 202,
                    answer: Schema.acceptedClass, failures: [400, 404, 409]), createClass),
            route(
                Endpoint(
                    .get, base, "listClasses", group: group, "Classes by id.",
                    query: [
                        QueryParameter.limit, QueryParameter.offset, QueryParameter.classType,
                        QueryParameter.branch,
                    ],
                    answer: Schema.classList, failures: [400, 404]), listClasses),
            route(
                Endpoint(
                    .get, base + "/{class}", "getClass", group: group, "One class.",
                    query: [QueryParameter.branch], answer: Schema.envelope(Schema.ontologyClass),
                    failures: [400, 404]), getClass),
            route(
                Endpoint(
                    .put, base + "/{class}", "updateClass", group: group,
                    "Asks to replace some members of a class.",
                    query: [QueryParameter.expectedSequence, QueryParameter.branch],
                    body: Schema.classBody, success: 202, answer: Schema.acceptedClass,
                    failures: [400, 404, 409]), updateClass),
            route(
                Endpoint(
                    .delete, base + "/{class}", "deleteClass", group: group,
                    "Asks to delete a class; with instances only when cascade is true.",
                    query: [
                        QueryParameter.expectedSequence,
                        Endpoint.Parameter("cascade", Schema.flag, "delete its instances too"),
                        QueryParameter.branch,
                    ], success: 202, answer: Schema.acceptedClass, failures: [400, 404, 409]
                ).doing(.writes),
                deleteClass),
        ]
    }

    private static func accepted(_ command: AcceptedCommand) -> Reply {
        Reply(
            status: 202,
            CommandAnswers.accepted(
                command,
                naming: ["ontology_id": command.className ?? "", "database": command.database])
        ).about(command)
    }

    private static func createClass(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try request.object()
        guard let id = body["id"]?.string, !id.isEmpty else {
            throw request.style.error(in: "body", path: ["id"], problem: "is missing")
        }
        guard body["label"]?.string != "" else {
            throw request.style.error(in: "body", path: ["label"], problem: "is empty")
        }
        return accepted(
            try await request.submit(
                .createClass, database: try request.database(), className: id,
                payload: .object(body), commandID: body["command_id"]?.string))
    }

    /// The members given in the body replace those of the class; also behind the BFF's PUT.
    static func acceptClassUpdate(
        _ className: String, _ request: RouteRequest, rewriting: Bool = false
    ) async throws(WireError) -> (AcceptedCommand, updated: [String]) {
        var updates = try request.object()
        if rewriting { updates = ClassBody.rewritten(updates) }
        let commandID = updates["command_id"]?.string
        updates["command_id"] = nil
        let accepted = try await request.submit(
            .updateClass, database: try request.database(), className: className,
            payload: .object(updates),
            expectedSequence: try request.expectedSequence(), commandID: commandID)
        return (accepted, updates.names)
    }

    static func acceptClassDelete(_ className: String, _ request: RouteRequest)
        async throws(WireError) -> AcceptedCommand
    {
        guard try request.flag("cascade") else {
            return try await request.submit(
                .deleteClass, database: try request.database(), className: className,
                expectedSequence: try request.expectedSequence())
        }
        let deletion = try await request.run(
            DeleteClass(
                database: try request.database(), branch: try request.branch(),
                className: className, cascade: true,
                expectedSequence: try request.expectedSequence()))
        guard let accepted = deletion.accepted else {
            throw WireError(EngineError(.internal, "the deletion has no receipt"))
        }
        return accepted
    }

    private static func updateClass(_ request: RouteRequest) async throws(WireError) -> Reply {
        accepted(try await acceptClassUpdate(try request.className(), request).0)
    }

    private static func deleteClass(_ request: RouteRequest) async throws(WireError) -> Reply {
        accepted(try await acceptClassDelete(try request.className(), request))
    }

    private static func getClass(_ request: RouteRequest) async throws(WireError) -> Reply {
        let view = try await request.run(
            GetClass(
                database: try request.database(), className: try request.className(),
                branch: try request.branch()))
        return Reply(Envelope.success("class \(view.id)", ContractObjects.ontologyClass(view)))
            .tagged(view.sequence)
    }

    /// Checked and shown: every class is of each of them.
    static func classType(_ request: RouteRequest) throws(WireError) -> String {
        let kinds = ["sys:Class", "owl:Class", "rdfs:Class"]
        let kind = request.query["class_type"] ?? kinds[0]
        guard kinds.contains(kind) else {
            throw WireError(
                EngineError(
                    .invalidRequest,
                    "class_type is one of " + kinds.joined(separator: ", ")))
        }
        return kind
    }

    /// Classes by id, cut to the page that the query asks for.
    static func classPage(_ request: RouteRequest) async throws(WireError)
        -> (all: Int, page: [JSON], limit: Int, offset: Int)
    {
        let limit = try request.integer("limit", in: 1...1000) ?? 100
        let offset = try request.integer("offset", in: 0...Int.max) ?? 0
        let classes = try await request.run(
            ListClasses(database: try request.database(), branch: try request.branch())
        ).items
        let page = classes.dropFirst(offset).prefix(limit).map(ContractObjects.ontologyClass)
        return (classes.count, Array(page), limit, offset)
    }

    private static func listClasses(_ request: RouteRequest) async throws(WireError) -> Reply {
        let kind = try classType(request)
        let (_, page, limit, offset) = try await classPage(request)
        return Reply(
            Envelope.success(
                "\(page.count) classes",
                [
                    "ontologies": .array(page), "count": .integer(page.count),
                    "limit": .integer(limit), "offset": .integer(offset),
                    "class_type": .string(kind),
                ]))
    }
}
