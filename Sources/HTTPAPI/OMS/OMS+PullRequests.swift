// OMS: proposals to merge a branch.

internal import Engine
internal import JSONText
internal import WireFormat

extension OMS {
    static func pullRequestRoutes() -> [Route] {
        let base = "/api/v1/database/{db}/pull-requests"
        let group = "pull requests"
        func endpoint(
            _ method: Endpoint.Method, _ path: String, _ name: String, _ summary: String,
            query: [Endpoint.Parameter] = [], body: JSON? = nil, success: Int = 200,
            failures: [Int] = [400, 404]
        ) -> Endpoint {
            let endpoint = Endpoint(
                method, base + path, name, group: group, summary, query: query, body: body,
                success: success, answer: Schema.envelope(Schema.object), failures: failures)
            return method == .get ? endpoint : endpoint.doing(.writes)
        }
        return [
            route(
                endpoint(
                    .post, "", "openPullRequest", "Proposes to merge a branch.",
                    body: Schema.object([
                        "source_branch": Schema.text, "target_branch": Schema.text,
                        "title": Schema.text, "description?": Schema.text, "author?": Schema.text,
                    ]), success: 201, failures: [400, 404, 409]), openPullRequest),
            route(
                endpoint(
                    .get, "", "listPullRequests", "Proposals, newest first.",
                    query: [
                        Endpoint.Parameter("status", Schema.text, "open, merged, closed"),
                        QueryParameter.limit,
                    ]), listPullRequests),
            route(endpoint(.get, "/{request}", "getPullRequest", "One proposal."), getPullRequest),
            route(
                endpoint(
                    .get, "/{request}/diff", "pullRequestDiff", "What it would bring.",
                    failures: [400, 404, 409]), pullRequestDiff),
            route(
                endpoint(
                    .post, "/{request}/merge", "mergePullRequest", "Merges it.",
                    body: Schema.object(["merge_message?": Schema.text, "author?": Schema.text]),
                    failures: [400, 404, 409]
                ).orEmpty, mergePullRequest),
            route(
                endpoint(
                    .post, "/{request}/close", "closePullRequest", "Closes it without a merge.",
                    body: Schema.object(["reason?": Schema.text])
                ).orEmpty, closePullRequest),
        ]
    }

    private static func shown(_ view: PullRequestView) -> JSONObject {
        JSONObject([
            ("id", .string(view.id)), ("db_name", .string(view.database)),
            ("source_branch", .string(view.source)), ("target_branch", .string(view.target)),
            ("title", .string(view.title)), ("description", .string(view.description)),
            ("author", .string(view.author)), ("status", .string(view.state.rawValue)),
            ("created_at", .string(view.createdAt)),
            ("merged_at", view.state == .merged ? JSON(view.endedAt) : .null),
            ("merged_by", view.state == .merged ? JSON(view.endedBy) : .null),
            ("closed_at", view.state == .closed ? JSON(view.endedAt) : .null),
            ("reason", JSON(view.note)),
        ])
    }

    private static func preview(_ view: PullRequestView, _ request: RouteRequest)
        async throws(WireError) -> MergeReport
    {
        try await request.run(
            MergeBranches(
                database: view.database, source: view.source, target: view.target,
                isDryRun: true))
    }

    private static func found(_ request: RouteRequest) async throws(WireError) -> PullRequestView {
        let id = request.path("request")
        let all = try await request.run(ListPullRequests(database: try request.database())).items
        guard let view = all.first(where: { $0.id == id }) else {
            throw WireError(EngineError(.notFound, "there is no such pull request"))
        }
        return view
    }

    private static func openPullRequest(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try request.object()
        let view = try await request.run(
            OpenPullRequest(
                database: try request.database(),
                source: try checkedBranch(try text("source_branch", of: body, request)),
                target: try checkedBranch(try text("target_branch", of: body, request)),
                title: try text("title", of: body, request),
                description: body["description"]?.string ?? "", author: body["author"]?.string))
        var data = shown(view)
        data["diff"] = []
        data["conflicts"] = []
        data["has_conflicts"] = false
        do throws(WireError) {
            let report = try await preview(view, request)
            data["diff"] = .array(report.changes.map(BranchAnswers.change))
            data["conflicts"] = BranchAnswers.conflicts(
                report, source: view.source, target: view.target)
            data["has_conflicts"] = .bool(!report.conflicts.isEmpty)
        } catch {
            // Of a request that comes again its branch may be gone.
            guard error.status == 404 else { throw error }
        }
        return Reply(status: 201, Envelope.make("created", "the proposal is open", .object(data)))
    }

    private static func listPullRequests(_ request: RouteRequest) async throws(WireError) -> Reply {
        let status = request.query["status"].flatMap { $0.isEmpty ? nil : $0 }
        let limit = try request.integer("limit", in: 1...1000) ?? 100
        let views = try await request.run(
            ListPullRequests(database: try request.database())
        ).items.filter { status == nil || $0.state.rawValue == status }
        return Reply(
            Envelope.success(
                "\(views.count) proposals",
                [
                    "pull_requests": .array(views.prefix(limit).map { .object(shown($0)) }),
                    "total": .integer(views.count), "filters": ["status": JSON(status)],
                ]))
    }

    private static func getPullRequest(_ request: RouteRequest) async throws(WireError) -> Reply {
        Reply(Envelope.success("the proposal", .object(shown(try await found(request)))))
    }

    private static func pullRequestDiff(_ request: RouteRequest) async throws(WireError) -> Reply {
        let view = try await found(request)
        let report = try await preview(view, request)
        let summary = BranchAnswers.summary(report.changes)
        return Reply(
            Envelope.success(
                "\(report.changes.count) changes",
                [
                    "pr_id": .string(view.id), "source_branch": .string(view.source),
                    "target_branch": .string(view.target),
                    "diff": [
                        "changes": .array(report.changes.map(BranchAnswers.change)),
                        "additions": summary["added"] ?? 0, "deletions": summary["deleted"] ?? 0,
                        "modifications": summary["modified"] ?? 0,
                    ],
                    "conflicts": BranchAnswers.conflicts(
                        report, source: view.source, target: view.target),
                    "from_cache": false,
                ]))
    }

    private static func mergePullRequest(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try request.objectOrEmpty()
        let ended = try await request.run(
            EndPullRequest(
                database: try request.database(), id: request.path("request"), merges: true,
                note: body["merge_message"]?.string))
        guard ended.view.state == .merged, let report = ended.report else {
            let conflicts = ended.report.map {
                BranchAnswers.conflicts($0, source: ended.view.source, target: ended.view.target)
            }
            throw WireError(
                EngineError(
                    .conflict, "both branches changed the same things: nothing was merged",
                    details: JSONObject([("conflicts", conflicts ?? [])])))
        }
        var data = shown(ended.view)
        data["merge_commit"] = .string(ended.view.id)
        data["commands"] = .integer(report.commands)
        return Reply(Envelope.success("merged", .object(data)))
    }

    private static func closePullRequest(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try request.objectOrEmpty()
        let ended = try await request.run(
            EndPullRequest(
                database: try request.database(), id: request.path("request"), merges: false,
                note: body["reason"]?.string))
        return Reply(Envelope.success("closed", .object(shown(ended.view))))
    }
}
