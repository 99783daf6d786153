// BFF: classes, by id or label.

internal import Engine
internal import EventSourcing
internal import JSONText
internal import Ontology
internal import WireFormat

extension BFF {
    static func ontologyRoutes() -> [Route] {
        let base = "/api/v1/database/{db}/ontology"
        let group = "ontology"
        return [
            route(
                Endpoint(
                    .post, base, "createOntology", group: group,
                    "Asks for a new class; without an id it is made from the label.",
                    query: [QueryParameter.branch], body: Schema.classBody,
                    answer: Schema.ontologyClass, failures: [400, 404, 409, 422]), create),
            route(
                Endpoint(
                    .get, base + "/list", "listOntologies", group: group, "Classes by id.",
                    query: [QueryParameter.classType, QueryParameter.limit, QueryParameter.offset],
                    failures: [400, 404]), list),
            route(
                Endpoint(
                    .get, base + "/{class}", "getOntology", group: group,
                    "One class, by id or label.", answer: Schema.ontologyClass,
                    failures: [400, 404]), get),
            route(
                Endpoint(
                    .put, base + "/{class}", "updateOntology", group: group,
                    "Asks to replace some members of a class.",
                    query: [QueryParameter.expectedSequence], body: Schema.classBody,
                    failures: [400, 404, 409, 422]), update),
            route(
                Endpoint(
                    .delete, base + "/{class}", "deleteOntology", group: group,
                    "Asks to delete a class.",
                    query: [
                        QueryParameter.expectedSequence,
                        Endpoint.Parameter("cascade", Schema.flag, "delete its instances too"),
                    ], failures: [400, 404, 409, 422]
                ).doing(.writes), delete),
        ]
    }

    /// Answers the class as it was asked for; `metadata` names the command, so that it can be
    /// followed.
    static func create(_ request: RouteRequest) async throws(WireError) -> Reply {
        var body = try request.object()
        let label = body["label"]?.string ?? ""
        guard body["label"] == nil || body["label"]?.string?.isEmpty == false else {
            throw request.style.error(
                in: "body", path: ["label"], problem: "must be a text that is not empty",
                type: "string_type")
        }
        let given = body["id"]?.string ?? ""
        guard !given.isEmpty || !label.isEmpty else {
            throw request.style.error(
                in: "body", path: ["label"], problem: "is missing", type: "missing")
        }
        let id = given.isEmpty ? ClassNaming.id(fromLabel: label) : given
        body["id"] = .string(id)
        body = ClassBody.rewritten(body)
        let accepted = try await submitClass(.createClass, id, body, request)
        var answer = JSONObject([
            ("id", .string(id)), ("label", .string(label.isEmpty ? id : label)),
            ("description", .null), ("parent_class", .null), ("abstract", false),
            ("properties", .array([])), ("relationships", .array([])),
        ]).overlaid(by: body)
        answer["command_id"] = nil
        answer["properties"] = .array(
            (answer["properties"]?.array ?? []).map(ContractObjects.property))
        answer["version"] = 1
        answer["created_at"] = .string(request.now.description)
        answer["updated_at"] = .string(request.now.description)
        answer["metadata"] = [
            "created": true, "database": .string(accepted.database),
            "command_id": .string(accepted.commandID),
            "sequence_number": .integer(accepted.sequence),
        ]
        return Reply(.object(answer)).about(accepted)
    }

    /// A definition that does not hold is told as a wrong shape of the body.
    static func submitClass(
        _ type: CommandType, _ id: String, _ body: JSONObject, _ request: RouteRequest
    ) async throws(WireError) -> AcceptedCommand {
        do throws(WireError) {
            return try await request.submit(
                type, database: try request.database(), className: id, payload: .object(body),
                commandID: body["command_id"]?.string)
        } catch {
            throw shaped(error, request)
        }
    }

    static func shaped(_ error: WireError, _ request: RouteRequest) -> WireError {
        guard error.code == EngineError.Code.invalidData.rawValue,
            let path = error.details["path"]?.string
        else { return error }
        let steps = path.replacing("[", with: ".[").split(separator: ".").map(String.init)
        return request.style.error(in: "body", path: steps, problem: error.message)
    }

    private static func list(_ request: RouteRequest) async throws(WireError) -> Reply {
        _ = try OMS.classType(request)
        let (all, page, limit, offset) = try await OMS.classPage(request)
        return Reply([
            "total": .integer(all), "ontologies": .array(page), "offset": .integer(offset),
            "limit": .integer(limit),
        ])
    }

    private static func get(_ request: RouteRequest) async throws(WireError) -> Reply {
        let view = try await resolvedClass(request)
        return Reply(ContractObjects.ontologyClass(view)).tagged(view.sequence)
    }

    private static func update(_ request: RouteRequest) async throws(WireError) -> Reply {
        let id = try await resolvedClass(request).id
        let answer: (AcceptedCommand, updated: [String])
        do throws(WireError) {
            answer = try await OMS.acceptClassUpdate(id, request, rewriting: true)
        } catch {
            throw shaped(error, request)
        }
        let (accepted, updated) = answer
        return Reply([
            "message": "the update is accepted", "id": .string(id),
            "updated_fields": .array(updated.map(JSON.string)),
            "command_id": .string(accepted.commandID),
            "sequence_number": .integer(accepted.sequence),
        ]).about(accepted)
    }

    private static func delete(_ request: RouteRequest) async throws(WireError) -> Reply {
        let id = try await resolvedClass(request).id
        let accepted = try await OMS.acceptClassDelete(id, request)
        return Reply([
            "message": "the delete is accepted", "id": .string(id),
            "command_id": .string(accepted.commandID),
            "sequence_number": .integer(accepted.sequence),
        ]).about(accepted)
    }
}
