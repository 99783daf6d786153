// OMS: writes of instances. All answer 202 with a CommandResult.

internal import Engine
internal import JSONText
internal import Ontology
internal import WireFormat

extension OMS {
    static func instanceWriteRoutes() -> [Route] {
        let base = "/api/v1/instances/{db}/async/{class}"
        let query = [QueryParameter.user, QueryParameter.branch]
        func endpoint(
            _ method: Endpoint.Method, _ path: String, _ name: String, _ summary: String,
            query: [Endpoint.Parameter], body: JSON?, answer: JSON = Schema.commandResult
        ) -> Endpoint {
            Endpoint(
                method, base + path, name, group: "instances", summary, query: query, body: body,
                success: 202, answer: answer, failures: [400, 404, 409])
        }
        return [
            route(
                endpoint(
                    .post, "/create", "createInstance", "Asks for a new instance.", query: query,
                    body: Schema.instanceBody), createInstance),
            route(
                endpoint(
                    .put, "/{instance}/update", "updateInstance",
                    "Asks to replace members of an instance.",
                    query: [QueryParameter.expectedSequence] + query, body: Schema.instanceBody),
                updateInstance),
            route(
                endpoint(
                    .delete, "/{instance}/delete", "deleteInstance",
                    "Asks to delete an instance.",
                    query: [QueryParameter.expectedSequence] + query, body: nil),
                deleteInstance),
            route(
                endpoint(
                    .post, "/bulk-create", "createInstances",
                    "Asks for many new instances; each row is accepted or refused by itself.",
                    query: query, body: Schema.bulkBody, answer: Schema.bulkResult
                ).doing(.writes), createInstances),
        ] + bulkRoutes()
    }

    private static func reply(_ command: AcceptedCommand, _ what: String) -> Reply {
        Reply(status: 202, CommandAnswers.result(command, message: what + " accepted"))
            .about(command)
    }

    private static func createInstance(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try request.decoded(InstanceBody.self)
        return reply(
            try await request.submit(
                .createInstance, database: try request.database(),
                className: try request.className(), payload: .object(body.data.object),
                commandID: body.commandID, metadata: body.metadata), "create")
    }

    private static func updateInstance(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try request.decoded(InstanceBody.self)
        return reply(
            try await request.submit(
                .updateInstance, database: try request.database(),
                className: try request.className(), key: try request.key(),
                payload: .object(body.data.object),
                expectedSequence: try request.expectedSequence(), commandID: body.commandID,
                metadata: body.metadata), "update")
    }

    private static func deleteInstance(_ request: RouteRequest) async throws(WireError) -> Reply {
        reply(
            try await request.submit(
                .deleteInstance, database: try request.database(),
                className: try request.className(), key: try request.key(),
                expectedSequence: try request.expectedSequence()), "delete")
    }

    private static func createInstances(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try request.decoded(BulkBody.self)
        return try await acceptBulk(
            body.instances, body.metadata, try request.className(), request,
            status: 202)
    }
}
