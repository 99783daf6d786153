// BFF: the audit chain.

internal import Engine
internal import JSONText
internal import WireFormat

extension BFF {
    static func auditRoutes() -> [Route] {
        let base = "/api/v1/audit"
        let partition = Endpoint.Parameter(
            "partition_key", Schema.text, isRequired: true, "db:<name>; one chain covers all")
        return [
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
        let report = try await request.run(VerifyAudit())
        return Reply(
            Envelope.success(
                report.detail,
                [
                    "partition_key": .string(partition), "head_audit_id": .null,
                    "head_hash": .string(report.headHash), "updated_at": .null,
                ]))
    }
}
