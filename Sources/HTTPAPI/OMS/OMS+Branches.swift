// OMS: branches of a database.

internal import Engine
internal import JSONText
internal import Ontology
internal import WireFormat

extension OMS {
    static func branchRoutes() -> [Route] {
        let base = "/api/v1/branch/{db}"
        let group = "branches"
        let shown = Schema.envelope(Schema.object)
        return [
            route(
                Endpoint(
                    .get, base + "/list", "listBranches", group: group, "Its branches.",
                    answer: Schema.branchList, failures: [400, 404]), listBranches),
            route(
                Endpoint(
                    .post, base + "/create", "createBranch", group: group,
                    "Forks a branch at the present end of the log.",
                    body: Schema.object([
                        "branch_name": Schema.text, "from_branch?": Schema.text,
                        "description?": Schema.text,
                    ]), answer: shown, failures: [400, 404, 409]
                ).doing(.writes), createBranch),
            route(
                Endpoint(
                    .post, base + "/checkout", "checkOut", group: group,
                    "Notes which branch is looked at; requests name theirs by branch.",
                    body: Schema.object(["target": Schema.text, "target_type?": Schema.text]),
                    answer: shown, failures: [400, 404, 409]
                ).doing(.writes), checkOut),
            route(
                Endpoint(
                    .post, base + "/commit", "commitBranch", group: group,
                    "A named point, to which a branch can be rolled back.",
                    body: Schema.object([
                        "message": Schema.text, "author?": Schema.text, "operation?": Schema.text,
                        "branch?": Schema.text,
                    ]), answer: shown, failures: [400, 404, 409]
                ).doing(.writes), commit),
            route(
                Endpoint(
                    .get, base + "/branch/{branch...}", "branchInfo", group: group,
                    "One branch, by its name and /info.", answer: Schema.envelope(Schema.branch),
                    failures: [400, 404]),
                branchInfo),
            route(
                Endpoint(
                    .delete, base + "/branch/{branch...}", "deleteBranch", group: group,
                    "Deletes a branch and what is on it.",
                    query: [Endpoint.Parameter("force", Schema.flag, "also a protected one")],
                    answer: shown, failures: [400, 403, 404]
                ).doing(.writes), deleteBranch),
        ]
    }

    /// `{branch...}` as a checked name.
    static func branchName(_ request: RouteRequest, dropping suffix: String = "")
        throws(WireError) -> String
    {
        var text = request.path("branch")
        if !suffix.isEmpty, text.hasSuffix(suffix) { text.removeLast(suffix.count) }
        return try checkedBranch(text)
    }

    static func checkedBranch(_ text: String) throws(WireError) -> String {
        do throws(NameError) {
            return try BranchName(text).text
        } catch {
            throw WireError(
                EngineError(.invalidName, "\(error.kind) \(error.text): it must be \(error.rule)"))
        }
    }

    /// A member of the body that must be a text.
    static func text(_ name: String, of body: JSONObject, _ request: RouteRequest)
        throws(WireError) -> String
    {
        guard let text = body[name]?.string, !text.isEmpty else {
            throw request.style.error(
                in: "body", path: [name], problem: "is missing", type: "missing")
        }
        return text
    }

    static func branches(_ request: RouteRequest) async throws(WireError) -> [BranchView] {
        try await request.run(ListBranches(database: try request.database())).items
    }

    private static func listBranches(_ request: RouteRequest) async throws(WireError) -> Reply {
        let branches = try await branches(request)
        let current = branches.first(where: \.isCurrent)?.name ?? "main"
        return Reply(
            Envelope.success(
                "\(branches.count) branches",
                [
                    "branches": .array(branches.map(BranchAnswers.branch)),
                    "current": .string(current), "total": .integer(branches.count),
                ]))
    }

    private static func createBranch(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try request.object()
        let name = try checkedBranch(try text("branch_name", of: body, request))
        let parent = try checkedBranch(body["from_branch"]?.string ?? "main")
        let view = try await request.run(
            CreateBranch(
                database: try request.database(), name: name, from: parent,
                description: body["description"]?.string))
        return Reply(
            Envelope.make(
                "created", "the branch \(name) is there",
                [
                    "branch": .string(name), "from_branch": .string(parent),
                    "position": .string(view.position),
                ]))
    }

    private static func branchInfo(_ request: RouteRequest) async throws(WireError) -> Reply {
        try await branch(try branchName(request, dropping: "/info"), request)
    }

    /// One branch in the envelope; the BFF shows the same.
    static func branch(_ name: String, _ request: RouteRequest) async throws(WireError) -> Reply {
        guard let view = try await branches(request).first(where: { $0.name == name }) else {
            throw WireError(EngineError(.notFound, "there is no branch \(name)"))
        }
        return Reply(Envelope.success("branch \(name)", BranchAnswers.branch(view)))
    }

    static func deleteBranch(_ request: RouteRequest) async throws(WireError) -> Reply {
        let name = try branchName(request)
        _ = try await request.run(
            DeleteBranch(
                database: try request.database(), name: name,
                isForced: try request.flag("force")))
        return Reply(Envelope.success("deleted", ["branch": .string(name)]))
    }

    private static func checkOut(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try request.object()
        let target = try text("target", of: body, request)
        let kind = body["target_type"]?.string ?? "branch"
        guard kind == "branch" else {
            throw WireError(
                EngineError(
                    .invalidRequest,
                    "a commit is not checked out: roll a branch back to it, or compare with it"))
        }
        let view = try await request.run(
            CheckOutBranch(
                database: try request.database(), name: try checkedBranch(target)))
        return Reply(
            Envelope.success(
                "\(view.name) is current",
                [
                    "target": .string(target), "target_type": .string(kind),
                    "current_branch": .string(view.name),
                ]))
    }

    private static func commit(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try request.object()
        let commit = try await note(body, request)
        return Reply(
            Envelope.success(
                "noted",
                [
                    "commit_id": .string(commit.id), "message": .string(commit.message),
                    "author": JSON(commit.author),
                    "operation": body["operation"] ?? "database_change",
                    "branch": .string(commit.branch),
                    "database": .string(try request.database()),
                    "position": .string(commit.position),
                ]))
    }

    static func note(_ body: JSONObject, _ request: RouteRequest) async throws(WireError)
        -> CommitView
    {
        try await request.run(
            NoteCommit(
                database: try request.database(),
                branch: try checkedBranch(
                    body["branch"]?.string ?? request.query["branch"] ?? "main"),
                message: try text("message", of: body, request),
                author: body["author"]?.string))
    }
}
