// BFF: the audit chain.

internal import Engine
internal import JSONText
internal import WireFormat

extension BFF {
    static func auditRoutes() -> [Route] {
        let base = "/api/v1/audit"
        let partition = Endpoint.Parameter(
            "partition_key", Schema.text, isRequired: true, "db:<name>; one chain covers all")
        let filters = [
            "partition_key", "action", "status", "resource_type", "resource_id", "event_id",
            "command_id", "actor", "since", "until",
        ].map { Endpoint.Parameter($0, Schema.text, "only these") }
        return [
            route(
                Endpoint(
                    .get, base + "/logs", "auditLogs", group: "audit",
                    "Entries of the audit, newest first, with their hashes.",
                    query: filters + [QueryParameter.limit, QueryParameter.offset],
                    answer: Schema.auditList, failures: [400, 422]), logs),
            route(
                Endpoint(
                    .get, base + "/verify", "verifyAudit", group: "audit",
                    "Recomputes the chain over the log.",
                    answer: Schema.envelope(Schema.object)), verify),
            route(
                Endpoint(
                    .get, base + "/chain-head", "auditChainHead", group: "audit",
                    "The hash that the chain ends in.", query: [partition],
                    answer: Schema.envelope(Schema.object), failures: [422]), chainHead),
        ]
    }

    private static func logs(_ request: RouteRequest) async throws(WireError) -> Reply {
        let given: (String) -> String? = { name in
            request.query[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        let page = try await request.run(
            ReadAudit(
                partition: given("partition_key"), action: given("action"),
                status: given("status"), resourceType: given("resource_type"),
                resourceID: given("resource_id"), eventID: given("event_id"),
                commandID: given("command_id"), actor: given("actor"), since: given("since"),
                until: given("until"), limit: try request.integer("limit", in: 1...1000) ?? 100,
                offset: try request.integer("offset", in: 0...Int.max) ?? 0))
        return Reply(
            Envelope.success(
                "\(page.items.count) entries",
                [
                    "items": .array(page.items.map(AuditAnswers.entry)),
                    "count": .integer(page.items.count), "is_cut": .bool(page.isCut),
                ]))
    }

    private static func verify(_ request: RouteRequest) async throws(WireError) -> Reply {
        let report = try await request.run(VerifyAudit())
        return Reply(
            Envelope.make(
                report.isIntact ? "success" : "error", report.detail,
                [
                    "is_intact": .bool(report.isIntact), "events": .integer(report.events),
                    "head_hash": .string(report.headHash), "detail": .string(report.detail),
                ]))
    }

    private static func chainHead(_ request: RouteRequest) async throws(WireError) -> Reply {
        guard let partition = request.query["partition_key"], !partition.isEmpty else {
            throw request.style.error(
                in: "query", path: ["partition_key"], problem: "is missing", type: "missing")
        }
        // One chain covers all partitions; a partition's head is its newest entry.
        let newest = try await request.run(ReadAudit(partition: partition, limit: 1)).items.first
        let ofAll =
            request.principal.databases == nil
            ? try await request.run(ReadAudit(limit: 1)).items.first : nil
        return Reply(
            Envelope.success(
                newest == nil ? "nothing stands there" : "the newest entry",
                [
                    "partition_key": .string(partition), "head_audit_id": JSON(newest?.eventID),
                    "head_hash": newest.map { .string($0.hash) } ?? .null,
                    "updated_at": JSON(newest?.occurredAt),
                    "chain_hash": JSON(ofAll?.hash),
                ]))
    }
}
