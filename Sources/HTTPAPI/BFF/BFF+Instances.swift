// BFF: instances. Writes name class and properties by label or by id.

internal import Engine
internal import JSONText
internal import Ontology
internal import WireFormat

extension BFF {
    static func instanceReadRoutes() -> [Route] {
        let base = "/api/v1/database/{db}/class/{class}"
        let group = "instances"
        return [
            route(
                Endpoint(
                    .get, base + "/instances", "listInstances", group: group,
                    "Instances, the last changed first.",
                    query: [
                        QueryParameter.limit, QueryParameter.offset, QueryParameter.search,
                        QueryParameter.filter, QueryParameter.sort, QueryParameter.cursor,
                        QueryParameter.branch, QueryParameter.asOf,
                    ], answer: Schema.instanceList, failures: [400, 404, 422]),
                { (request) throws(WireError) in
                    Reply(
                        .object(
                            try await OMS.instancePage(
                                try request.className(), request, newestFirst: true)))
                }),
            route(
                Endpoint(
                    .get, base + "/instance/{instance}", "getInstance", group: group,
                    "One instance.", query: [QueryParameter.branch, QueryParameter.asOf],
                    answer: Schema.instance,
                    failures: [400, 404]),
                getInstance),
            route(
                Endpoint(
                    .get, base + "/sample-values", "sampleValues", group: group,
                    "Values that properties have.",
                    query: [
                        Endpoint.Parameter("property_name", Schema.text, "only this property"),
                        Endpoint.Parameter("limit", Schema.integer, "1 to 500; 200 when absent"),
                        QueryParameter.branch, QueryParameter.asOf,
                    ], failures: [400, 404, 422]), sampleValues),
        ]
    }

    /// The contract's detail of a 404 here says it in Korean.
    private static func getInstance(_ request: RouteRequest) async throws(WireError) -> Reply {
        do throws(WireError) {
            return try await OMS.instance(try request.className(), request)
        } catch {
            var refusal = error
            if error.code == EngineError.Code.instanceNotFound.rawValue {
                refusal.detail = .string("인스턴스를 찾을 수 없습니다: " + error.message)
            }
            throw refusal
        }
    }

    private static func sampleValues(_ request: RouteRequest) async throws(WireError) -> Reply {
        let className = try request.className()
        let limit = try request.integer("limit", in: 1...500) ?? 200
        let (items, _, asOf) = try await request.instances(
            try request.database(), className, search: nil, limit: limit, offset: 0)
        var values = JSONObject()
        for member in items.flatMap({ $0.data.object?.members ?? [] }) {
            var seen = values[member.name]?.array ?? []
            if !seen.contains(member.value) { seen.append(member.value) }
            values[member.name] = .array(seen)
        }
        var answer = JSONObject([("class_id", .string(className))])
        if let property = request.query["property_name"] {
            answer["property"] = .string(property)
            answer["total"] = .integer(values[property]?.array?.count ?? 0)
            answer["values"] = values[property] ?? []
        } else {
            answer["total"] = .integer(items.count)
            answer["property_values"] = .object(values)
        }
        return Reply(JSON.object(answer).dated(asOf))
    }

    static func instanceWriteRoutes() -> [Route] {
        let base = "/api/v1/database/{db}/instances"
        let group = "instances"
        let query = [QueryParameter.user, QueryParameter.branch]
        let sequenced = [QueryParameter.expectedSequence] + query
        func endpoint(
            _ method: Endpoint.Method, _ path: String, _ name: String, _ summary: String,
            query: [Endpoint.Parameter], body: JSON?, answer: JSON = Schema.commandResult
        ) -> Endpoint {
            Endpoint(
                method, base + path, name, group: group, summary, query: query, body: body,
                answer: answer, failures: [400, 404, 409, 422])
        }
        return [
            route(
                endpoint(
                    .post, "/{class}/create", "createInstance", "Asks for a new instance.",
                    query: query, body: Schema.instanceBody), createInstance),
            route(
                endpoint(
                    .put, "/{class}/{instance}/update", "updateInstance",
                    "Asks to replace members of an instance.", query: sequenced,
                    body: Schema.instanceBody), updateInstance),
            route(
                endpoint(
                    .delete, "/{class}/{instance}/delete", "deleteInstance",
                    "Asks to delete an instance.", query: sequenced, body: nil), deleteInstance),
            route(
                endpoint(
                    .post, "/{class}/bulk-create", "createInstances",
                    "Asks for many new instances.", query: query, body: Schema.bulkBody,
                    answer: Schema.bulkResult
                ).doing(.writes), createInstances),
            route(
                endpoint(
                    .get, "/command/{command}/status", "commandStatus",
                    "What became of a command.", query: [], body: nil), OMS.commandStatus),
        ]
    }

    private static func createInstance(_ request: RouteRequest) async throws(WireError) -> Reply {
        let view = try await resolvedClass(request)
        let body = try request.decoded(InstanceBody.self)
        let accepted = try await request.submit(
            .createInstance, database: try request.database(), className: view.id,
            payload: .object(named(body.data.object, view)), commandID: body.commandID,
            metadata: body.metadata)
        return Reply(CommandAnswers.result(accepted, message: "create accepted")).about(accepted)
    }

    private static func updateInstance(_ request: RouteRequest) async throws(WireError) -> Reply {
        let view = try await resolvedClass(request)
        let body = try request.decoded(InstanceBody.self)
        let accepted = try await request.submit(
            .updateInstance, database: try request.database(), className: view.id,
            key: try request.key(), payload: .object(named(body.data.object, view)),
            expectedSequence: try request.expectedSequence(), commandID: body.commandID,
            metadata: body.metadata)
        return Reply(CommandAnswers.result(accepted, message: "update accepted")).about(accepted)
    }

    private static func deleteInstance(_ request: RouteRequest) async throws(WireError) -> Reply {
        let view = try await resolvedClass(request)
        let accepted = try await request.submit(
            .deleteInstance, database: try request.database(), className: view.id,
            key: try request.key(), expectedSequence: try request.expectedSequence())
        return Reply(CommandAnswers.result(accepted, message: "delete accepted")).about(accepted)
    }

    private static func createInstances(_ request: RouteRequest) async throws(WireError) -> Reply {
        let view = try await resolvedClass(request)
        let body = try request.decoded(BulkBody.self)
        return try await OMS.acceptBulk(
            body.instances.map { row in row.object.map { .object(named($0, view)) } ?? row },
            body.metadata, view.id, request,
            status: 200)
    }

    /// Labels become names; what is a name already, or is no label of one property only, stays.
    private static func named(_ data: JSONObject, _ view: ClassView) -> JSONObject {
        let members =
            view.properties.map { ($0.name, $0.label) }
            + view.links.map { ($0.predicate, $0.label) }
        let names = Set(members.map(\.0))
        let byLabel = Dictionary(members.map { ($0.1, [$0.0]) }, uniquingKeysWith: +)
        return JSONObject(
            data.members.map { member in
                guard !names.contains(member.name), let found = byLabel[member.name],
                    found.count == 1
                else { return (member.name, member.value) }
                return (found[0], member.value)
            })
    }
}
