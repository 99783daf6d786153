// OMS: many at once, changes of a part, and bringing back.

internal import Engine
internal import JSONText
internal import Ontology
internal import WireFormat

extension OMS {
    static func bulkRoutes() -> [Route] {
        let base = "/api/v1/instances/{db}/async/{class}"
        let query = [QueryParameter.user, QueryParameter.branch]
        let row = Schema.object([
            "instance_id": Schema.text, "data?": Schema.object, "expected_seq?": Schema.integer,
            "command_id?": Schema.text,
        ])
        let body = Schema.object(["instances": Schema.list(of: row), "metadata?": Schema.object])
        func endpoint(
            _ method: Endpoint.Method, _ path: String, _ name: String, _ summary: String,
            body: JSON?, success: Int = 202, answer: JSON = Schema.bulkResult
        ) -> Endpoint {
            Endpoint(
                method, base + path, name, group: "instances", summary, query: query, body: body,
                success: success, answer: answer, failures: [400, 404, 409])
        }
        return [
            route(
                endpoint(
                    .post, "/bulk-update", "updateInstances",
                    "Asks to change many; each row is accepted or refused by itself.", body: body
                ).doing(.writes),
                { (request) throws(WireError) in try await change(.update, request) }),
            route(
                endpoint(
                    .post, "/bulk-delete", "deleteInstances",
                    "Asks to delete many; each row is accepted or refused by itself.", body: body
                ).doing(.writes),
                { (request) throws(WireError) in try await change(.delete, request) }),
            route(
                endpoint(
                    .post, "/bulk-create-tracked", "createInstancesTracked",
                    "Many new instances as a task that can be followed.", body: Schema.bulkBody,
                    success: 200, answer: Schema.trackedBulk
                ).doing(.writes), createTracked),
            route(
                endpoint(
                    .patch, "/{instance}", "patchInstance",
                    "Changes members at any depth (RFC 7396): null takes a member away.",
                    body: Schema.object,
                    answer: Schema.commandResult
                ).doing(.writes), patch),
            route(
                endpoint(
                    .post, "/{instance}/restore", "restoreInstance",
                    "A deleted instance is there again as it was.", body: nil,
                    answer: Schema.commandResult
                ).doing(.writes), restore),
            rowStreamRoute,
        ]
    }

    /// Refused as a whole only when no row of several is accepted; else the answer lists the
    /// refused rows.
    static func acceptBulk(
        _ rows: [JSON], _ metadata: JSON?, _ className: String, _ request: RouteRequest,
        status: Int
    ) async throws(WireError) -> Reply {
        try await submit(
            rows.map { SubmitRows.Row(.create, data: $0) }, metadata, className, request,
            status: status)
    }

    private static func submit(
        _ rows: [SubmitRows.Row], _ metadata: JSON?, _ className: String, _ request: RouteRequest,
        status: Int
    ) async throws(WireError) -> Reply {
        let database = try request.database()
        let receipt = try await request.run(
            SubmitRows(
                database: database, branch: try request.branch(), className: className,
                rows: rows, metadata: metadata, idempotencyKey: request.header("Idempotency-Key")))
        let answer = CommandAnswers.rows(receipt, database: database, className: className)
        guard receipt.accepted == 0, let first = receipt.rows.first(where: { $0.code != nil })
        else {
            var reply = Reply(status: status, answer)
            reply.commandID = answer["command_id"]?.string
            return reply
        }
        throw WireError(
            EngineError(
                EngineError.Code(rawValue: first.code ?? "") ?? .invalidData,
                "no row was accepted; row \(first.row): \(first.message ?? "")",
                details: JSONObject([("refused", answer["result"]?["refused"] ?? .null)])))
    }

    private static func change(_ operation: SubmitRows.Operation, _ request: RouteRequest)
        async throws(WireError) -> Reply
    {
        let body = try request.decoded(BulkBody.self)
        let rows = body.instances.map { row in
            // A sequence that is none matches none.
            let sequence = row["expected_seq"].flatMap { $0.isNull ? nil : $0.integer ?? -1 }
            return SubmitRows.Row(
                operation, key: row["instance_id"]?.string,
                data: row.object == nil ? row : row["data"] ?? .object(JSONObject()),
                expectedSequence: sequence, commandID: row["command_id"].map(\.plainText))
        }
        return try await submit(
            rows, body.metadata, try request.className(), request, status: 202)
    }

    private static func createTracked(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try request.decoded(BulkBody.self)
        let job = try await request.run(
            StartBulk(
                SubmitBulk(
                    database: try request.database(), branch: try request.branch(),
                    className: try request.className(),
                    rows: body.instances.map {
                        SubmitBulk.Row(data: $0, metadata: body.metadata)
                    })))
        return Reply([
            "task_id": .string(job.id), "status": "accepted",
            "message": .string("\(body.instances.count) rows are on their way"),
            "status_url": .string("/api/v1/tasks/\(job.id)"),
            "instance_count": .integer(body.instances.count),
        ])
    }

    private static func patch(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try request.object()
        // With `data` beside nothing but what belongs to it, it is the body of an update.
        let isWrapped =
            body["data"]?.object != nil
            && body.names.allSatisfy { ["data", "metadata", "command_id"].contains($0) }
        let accepted = try await request.run(
            PatchInstance(
                database: try request.database(), branch: try request.branch(),
                className: try request.className(), key: try request.key(),
                patch: isWrapped ? body["data"] ?? .null : .object(body),
                expectedSequence: try request.seenSequence(),
                commandID: isWrapped ? body["command_id"]?.string : nil,
                metadata: isWrapped ? body["metadata"] : nil))
        return Reply(status: 202, CommandAnswers.result(accepted, message: "patch accepted"))
            .about(accepted)
    }

    private static func restore(_ request: RouteRequest) async throws(WireError) -> Reply {
        let accepted = try await request.run(
            RestoreInstance(
                database: try request.database(), branch: try request.branch(),
                className: try request.className(), key: try request.key(),
                expectedSequence: try request.seenSequence()))
        return Reply(status: 202, CommandAnswers.result(accepted, message: "restore accepted"))
            .about(accepted)
    }
}
