// BFF: branches, versions, and merges that are looked at before they are done.

internal import Engine
internal import EventSourcing
internal import JSONText
internal import WireFormat

extension BFF {
    static func branchRoutes() -> [Route] {
        let base = "/api/v1/databases/{db}"
        let merge = "/api/v1/database/{db}/merge"
        let group = "branches"
        let sides = Schema.object([
            "source_branch": Schema.text, "target_branch": Schema.text, "message?": Schema.text,
            "strategy?": Schema.text,
        ])
        return [
            route(
                Endpoint(
                    .get, base + "/branches", "listBranches", group: group, "Its branches.",
                    answer: Schema.object([
                        "branches": Schema.list(of: Schema.branch), "count": Schema.integer,
                    ]), failures: [400, 404]), listBranches),
            route(
                Endpoint(
                    .post, base + "/branches", "createBranch", group: group,
                    "Forks a branch at the present end of the log.",
                    body: Schema.object(["name": Schema.text, "from_branch?": Schema.text]),
                    failures: [400, 404, 409]
                ).doing(.writes), createBranch),
            route(
                Endpoint(
                    .get, base + "/branches/{branch...}", "branchInfo", group: group,
                    "One branch.", failures: [400, 404]), branchInfo),
            route(
                Endpoint(
                    .delete, base + "/branches/{branch...}", "deleteBranch", group: group,
                    "Deletes a branch and what is on it.",
                    query: [Endpoint.Parameter("force", Schema.flag, "also a protected one")],
                    failures: [400, 403, 404]
                ).doing(.writes), OMS.deleteBranch),
            route(
                Endpoint(
                    .get, base + "/versions", "listVersions", group: group,
                    "What happened, newest first.",
                    query: [QueryParameter.branch, QueryParameter.limit, QueryParameter.offset],
                    answer: Schema.versionList, failures: [400, 404]), listVersions),
            route(
                Endpoint(
                    .post, merge + "/simulate", "simulateMerge", group: group,
                    "What a merge would bring, and its conflicts.", body: sides,
                    failures: [400, 404, 409, 422]
                ).doing(.reads), simulate),
            route(
                Endpoint(
                    .post, merge + "/resolve", "resolveMerge", group: group,
                    "Merges with a value for each conflict.",
                    body: Schema.object([
                        "source_branch": Schema.text, "target_branch": Schema.text,
                        "resolutions": Schema.list(
                            of: Schema.object([
                                "path": Schema.text, "resolution_type?": Schema.text,
                                "resolved_value?": Schema.any,
                            ])),
                    ]), failures: [400, 404, 409, 422]
                ).doing(.writes), resolve),
        ]
    }

    private static func listBranches(_ request: RouteRequest) async throws(WireError) -> Reply {
        let branches = try await OMS.branches(request)
        return Reply([
            "branches": .array(branches.map(BranchAnswers.branch)),
            "count": .integer(branches.count),
        ])
    }

    private static func createBranch(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try request.object()
        guard let name = body["name"]?.string, !name.isEmpty else {
            throw WireError(EngineError(.invalidRequest, "name is missing"))
        }
        let view = try await request.run(
            CreateBranch(
                database: try request.database(), name: try OMS.checkedBranch(name),
                from: try OMS.checkedBranch(body["from_branch"]?.string ?? "main")))
        return Reply([
            "status": "success", "name": .string(view.name), "data": BranchAnswers.branch(view),
        ])
    }

    private static func branchInfo(_ request: RouteRequest) async throws(WireError) -> Reply {
        try await OMS.branch(try OMS.branchName(request), request)
    }

    private static func listVersions(_ request: RouteRequest) async throws(WireError) -> Reply {
        let (_, commits) = try await OMS.commits(
            request, limit: try request.integer("limit", in: 1...1000) ?? 100,
            offset: try request.integer("offset", in: 0...Int.max) ?? 0)
        return Reply([
            "versions": .array(commits.map(BranchAnswers.commit)),
            "count": .integer(commits.count),
        ])
    }

    private static func sides(_ request: RouteRequest) throws(WireError) -> (String, String) {
        let body = try request.object()
        return (
            try OMS.checkedBranch(try OMS.text("source_branch", of: body, request)),
            try OMS.checkedBranch(try OMS.text("target_branch", of: body, request))
        )
    }

    private static func simulate(_ request: RouteRequest) async throws(WireError) -> Reply {
        let (source, target) = try sides(request)
        let strategy = try request.object()["strategy"]?.string ?? "merge"
        let report = try await request.run(
            MergeBranches(
                database: try request.database(), source: source, target: target, isDryRun: true))
        let preview: JSON = [
            "source_branch": .string(source), "target_branch": .string(target),
            "strategy": .string(strategy),
            "conflicts": BranchAnswers.conflicts(
                report, source: source, target: target,
                context: JSONObject([
                    ("database", .string(try request.database())),
                    ("created_at", .string(request.now.description)),
                ])),
            "changes": .array(report.changes.map(BranchAnswers.change)),
            "statistics": [
                "changes_to_apply": .integer(report.changes.count),
                "conflicts_detected": .integer(report.conflicts.count),
                "mergeable": .bool(report.conflicts.isEmpty),
                "requires_manual_resolution": .bool(!report.conflicts.isEmpty),
            ],
        ]
        var body =
            Envelope.success(
                "\(report.changes.count) changes, \(report.conflicts.count) conflicts",
                ["merge_preview": preview]
            ).object ?? JSONObject()
        body["errors"] = .null
        return Reply(.object(body))
    }

    private static func resolve(_ request: RouteRequest) async throws(WireError) -> Reply {
        let (source, target) = try sides(request)
        let body = try request.object()
        let items = body["resolutions"]?.array ?? []
        guard !items.isEmpty else {
            throw WireError(EngineError(.invalidRequest, "resolutions are missing"))
        }
        let resolutions = try items.map { (item) throws(WireError) in
            guard let path = item["path"]?.string else {
                throw WireError(EngineError(.invalidRequest, "a resolution has a path"))
            }
            let value = item["resolved_value"].flatMap { $0.isNull ? nil : $0 }
            return MergeBranches.Resolution(path: path, value: value)
        }
        let report = try await OMS.merged(
            source, target, preference: "auto", message: body["message"]?.string,
            resolutions: resolutions, request)
        return Reply(
            Envelope.success(
                "merged",
                [
                    "merge_result": [
                        "merged": .bool(report.isMerged), "commands": .integer(report.commands),
                        "source_branch": .string(source), "target_branch": .string(target),
                    ],
                    "resolved_conflicts": .integer(resolutions.count),
                ]))
    }
}
