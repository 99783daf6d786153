// OMS: history, differences, merges.

internal import Engine
internal import JSONText
internal import WireFormat

extension OMS {
    static func versionRoutes() -> [Route] {
        let base = "/api/v1/version/{db}"
        let group = "versions"
        let shown = Schema.envelope(Schema.object)
        func endpoint(
            _ method: Endpoint.Method, _ path: String, _ name: String, _ summary: String,
            query: [Endpoint.Parameter] = [], body: JSON? = nil, answer: JSON? = nil,
            failures: [Int] = [400, 404]
        ) -> Endpoint {
            let endpoint = Endpoint(
                method, base + path, name, group: group, summary, query: query, body: body,
                answer: answer ?? shown, failures: failures)
            return method == .get ? endpoint : endpoint.doing(.writes)
        }
        let reference: (String, Bool) -> Endpoint.Parameter = { name, isRequired in
            Endpoint.Parameter(
                name, Schema.text, isRequired: isRequired,
                "a branch, the id of a commit, a position of the log, HEAD")
        }
        return [
            route(
                endpoint(
                    .get, "/history", "history", "What happened, newest first.",
                    query: [QueryParameter.branch, QueryParameter.limit, QueryParameter.offset],
                    answer: Schema.commitList), history),
            route(
                endpoint(
                    .get, "/diff", "diff", "What differs between two states.",
                    query: [
                        reference("from_ref", true), reference("to_ref", false),
                        QueryParameter.branch,
                    ], answer: Schema.difference, failures: [400, 404, 409]), diff),
            route(
                endpoint(
                    .post, "/commit", "commitVersion", "A named point.",
                    body: Schema.object(["message": Schema.text, "author?": Schema.text]),
                    failures: [400, 404, 409]), commitVersion),
            route(
                endpoint(
                    .post, "/merge", "merge", "Brings the changes of one branch to another.",
                    body: Schema.object([
                        "source_branch": Schema.text, "target_branch?": Schema.text,
                        "strategy?": Schema.text, "message?": Schema.text,
                    ]), failures: [400, 404, 409]), merge),
            route(
                endpoint(
                    .post, "/rollback", "rollback", "A branch is as it was, by commands.",
                    query: [QueryParameter.branch], body: Schema.object(["target": Schema.text]),
                    failures: [400, 404, 409]), rollback),
            route(
                endpoint(
                    .post, "/rebase", "rebase", "Brings the changes of another branch in.",
                    query: [
                        reference("onto", true), QueryParameter.branch,
                    ], failures: [400, 404, 409]), rebase),
            route(
                endpoint(
                    .get, "/common-ancestor", "commonAncestor", "What two branches share.",
                    query: [reference("branch1", true), reference("branch2", true)]),
                commonAncestor),
        ]
    }

    static func commits(_ request: RouteRequest, limit: Int, offset: Int) async throws(WireError)
        -> (branch: String, commits: [CommitView])
    {
        let branch = try request.branch() ?? "main"
        let page = try await request.run(
            BranchHistory(
                database: try request.database(), branch: branch, limit: limit, offset: offset))
        return (branch, page.items)
    }

    private static func history(_ request: RouteRequest) async throws(WireError) -> Reply {
        let limit = try request.integer("limit", in: 1...1000) ?? 10
        let offset = try request.integer("offset", in: 0...Int.max) ?? 0
        let (branch, commits) = try await commits(request, limit: limit, offset: offset)
        return Reply(
            Envelope.success(
                "\(commits.count) commits",
                [
                    "branch": .string(branch),
                    "commits": .array(commits.map(BranchAnswers.commit)),
                    "total": .integer(commits.count), "limit": .integer(limit),
                    "offset": .integer(offset),
                ]))
    }

    private static func diff(_ request: RouteRequest) async throws(WireError) -> Reply {
        let from = try request.required("from_ref")
        let to = request.query["to_ref"].flatMap { $0.isEmpty ? nil : $0 } ?? "HEAD"
        guard from.count <= 100, to.count <= 100 else {
            throw WireError(EngineError(.invalidRequest, "a reference has at most 100 characters"))
        }
        let changes = try await request.run(
            DiffBranches(
                database: try request.database(), from: from, to: to,
                branch: try request.branch())
        ).items
        return Reply(
            Envelope.success(
                "\(changes.count) changes",
                [
                    "from": .string(from), "to": .string(to),
                    "changes": .array(changes.map(BranchAnswers.change)),
                    "summary": BranchAnswers.summary(changes),
                ]))
    }

    private static func commitVersion(_ request: RouteRequest) async throws(WireError) -> Reply {
        let commit = try await note(try request.object(), request)
        return Reply(
            Envelope.make(
                "created", "noted",
                [
                    "commit_id": .string(commit.id), "author": JSON(commit.author),
                    "commit_message": .string(commit.message),
                ]))
    }

    private static func merge(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try request.object()
        let source = try checkedBranch(try text("source_branch", of: body, request))
        let target = try checkedBranch(body["target_branch"]?.string ?? "main")
        let strategy = body["strategy"]?.string ?? "auto"
        guard ["auto", "ours", "theirs"].contains(strategy) else {
            throw WireError(EngineError(.invalidRequest, "strategy is auto, ours or theirs"))
        }
        let report = try await merged(
            source, target, preference: strategy, message: body["message"]?.string, request)
        return Reply(
            Envelope.success(
                "\(report.commands) changes are brought over",
                [
                    "source_branch": .string(source), "target_branch": .string(target),
                    "strategy": .string(strategy), "conflicts": [],
                    "merged": .bool(report.isMerged), "commands": .integer(report.commands),
                ]))
    }

    /// Throws 409 with the conflicts. `ours` keeps what stands on the target.
    static func merged(
        _ source: String, _ target: String, preference: String, message: String?,
        resolutions: [MergeBranches.Resolution] = [], _ request: RouteRequest
    ) async throws(WireError) -> MergeReport {
        let side: MergeBranches.Preference =
            switch preference {
            case "ours": .target
            case "theirs": .source
            default: .none
            }
        let report = try await request.run(
            MergeBranches(
                database: try request.database(), source: source, target: target,
                preference: side, resolutions: resolutions, message: message))
        guard report.isMerged else {
            throw WireError(
                EngineError(
                    .conflict,
                    "\(report.conflicts.count) things changed on both branches: nothing was merged",
                    details: JSONObject([
                        (
                            "conflicts",
                            BranchAnswers.conflicts(report, source: source, target: target)
                        )
                    ])))
        }
        return report
    }

    private static func rollback(_ request: RouteRequest) async throws(WireError) -> Reply {
        let target = try text("target", of: try request.object(), request)
        let branch = try request.branch() ?? "main"
        let report = try await request.run(
            RollBackBranch(database: try request.database(), branch: branch, target: target))
        return Reply(
            Envelope.success(
                "\(report.commands) commands bring it back",
                [
                    "target": .string(target), "current_branch": .string(branch),
                    "commands": .integer(report.commands),
                ]))
    }

    private static func rebase(_ request: RouteRequest) async throws(WireError) -> Reply {
        let onto = try checkedBranch(try request.required("onto"))
        let branch = try request.branch() ?? "main"
        let report = try await merged(
            onto, branch, preference: "auto", message: "rebase onto \(onto)", request)
        return Reply(
            Envelope.success(
                "\(report.commands) changes are brought in",
                ["branch": .string(branch), "onto": .string(onto), "success": true]))
    }

    private static func commonAncestor(_ request: RouteRequest) async throws(WireError) -> Reply {
        let view = try await request.run(
            FindAncestor(
                database: try request.database(),
                first: try checkedBranch(try request.required("branch1")),
                second: try checkedBranch(try request.required("branch2"))))
        return Reply(
            Envelope.success(
                "the common state",
                ["common_ancestor": JSON(view.position), "branch": JSON(view.branch)]))
    }
}
