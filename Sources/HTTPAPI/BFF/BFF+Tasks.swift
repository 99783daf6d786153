// BFF: long work (tasks) and what operators ask for.

internal import Engine
internal import EventSourcing
internal import JSONText
internal import WireFormat

extension BFF {
    static func taskRoutes() -> [Route] {
        let base = "/api/v1/tasks"
        let group = "tasks"
        func endpoint(
            _ method: Endpoint.Method, _ path: String, _ name: String, _ summary: String,
            query: [Endpoint.Parameter] = [], failures: [Int] = [404]
        ) -> Endpoint {
            Endpoint(
                method, base + path, name, group: group, summary, query: query, failures: failures)
        }
        return [
            route(
                endpoint(
                    .get, "/metrics/summary", "taskMetrics", "How many tasks there are.",
                    failures: []), metrics),
            route(
                endpoint(
                    .get, "", "listTasks", "Tasks, newest first.",
                    query: [
                        Endpoint.Parameter("status", Schema.text, "PROCESSING, COMPLETED, …"),
                        Endpoint.Parameter("task_type", Schema.text, "import, bulk, replay"),
                        QueryParameter.limit,
                    ], failures: [422]), listTasks),
            route(endpoint(.get, "/{task}", "getTask", "One task."), getTask),
            route(
                endpoint(.delete, "/{task}", "cancelTask", "Asks a task to stop.").doing(.writes),
                cancelTask),
            route(
                endpoint(
                    .post, "/{task}/retry", "retryTask", "Says how to repeat a failed task.",
                    failures: [400, 404]
                ).doing(.writes), retryTask),
            route(
                endpoint(
                    .get, "/{task}/result", "taskResult", "What a task came to.",
                    failures: [400, 404]), taskResult),
        ]
    }

    private static func listTasks(_ request: RouteRequest) async throws(WireError) -> Reply {
        let limit = try request.integer("limit", in: 1...1000) ?? 100
        let jobs = try await request.run(
            ListJobs(
                state: request.query["status"]?.uppercased(), kind: request.query["task_type"],
                limit: limit)
        ).items
        return Reply([
            "tasks": .array(jobs.map(TaskAnswers.task)), "total": .integer(jobs.count),
        ])
    }

    private static func job(_ request: RouteRequest) async throws(WireError) -> JobView {
        let wait = try request.number("wait", in: 0...60)
        return try await request.run(GetJob(id: request.path("task"), waitSeconds: wait))
    }

    private static func getTask(_ request: RouteRequest) async throws(WireError) -> Reply {
        Reply(TaskAnswers.task(try await job(request)))
    }

    private static func cancelTask(_ request: RouteRequest) async throws(WireError) -> Reply {
        let wasRunning = try await request.run(CancelJob(id: request.path("task")))
        return Reply([
            "message": wasRunning ? "it is asked to stop" : "it has ended already",
            "cancelled": .bool(wasRunning),
        ])
    }

    private static func retryTask(_ request: RouteRequest) async throws(WireError) -> Reply {
        let job = try await job(request)
        guard job.state == .failed else {
            throw WireError(
                EngineError(.invalidRequest, "only a failed task is repeated; it is \(job.state)"))
        }
        return Reply([
            "message": "send the request again", "original_task_id": .string(job.id),
            "note": "a repeated import or bulk changes nothing that is there already",
        ])
    }

    private static func taskResult(_ request: RouteRequest) async throws(WireError) -> Reply {
        let job = try await job(request)
        guard job.state != .processing else {
            throw WireError(EngineError(.invalidRequest, "the task has not ended yet"))
        }
        return Reply(TaskAnswers.result(job))
    }

    private static func metrics(_ request: RouteRequest) async throws(WireError) -> Reply {
        let jobs = try await request.run(ListJobs(limit: 1000)).items
        return Reply(TaskAnswers.metrics(jobs, now: request.now))
    }

    static func replayRoutes() -> [Route] {
        let base = "/api/v1/admin"
        return [
            route(
                Endpoint(
                    .post, base + "/replay-instance-state", "replayInstance", group: "admin",
                    "Folds an instance anew from its stream.",
                    body: Schema.object([
                        "db_name": Schema.text, "class_id": Schema.text,
                        "instance_id": Schema.text, "branch?": Schema.text,
                        "store_result?": Schema.flag,
                        "result_ttl?": Schema.integer,
                    ]), failures: [400, 404, 422]
                ).doing(.writes), replay),
            route(
                Endpoint(
                    .get, base + "/replay-instance-state/{task}/result", "replayResult",
                    group: "admin", "The state that came out.", failures: [400, 404]),
                replayResult),
            route(
                Endpoint(
                    .post, base + "/cleanup-old-replays", "cleanupReplays", group: "admin",
                    "Replays stand in the log and are kept: nothing to clean.",
                    query: [Endpoint.Parameter("older_than_hours", Schema.integer, "1 to 168")],
                    failures: [422]
                ).doing(.writes), cleanup),
            route(
                Endpoint(
                    .get, base + "/system-health", "systemHealth", group: "admin",
                    "What does not work."), systemHealth),
        ]
    }

    private static func replay(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try request.object()
        var names: [String] = []
        for name in ["db_name", "class_id", "instance_id"] {
            guard let text = body[name]?.string, !text.isEmpty else {
                throw request.style.error(
                    in: "body", path: [name], problem: "is missing", type: "missing")
            }
            names.append(text)
        }
        let branch = try request.branch()
        let job = try await request.run(
            StartReplay(
                database: names[0], branch: body["branch"]?.string ?? branch, className: names[1],
                key: names[2]))
        return Reply([
            "task_id": .string(job.id), "status": "accepted",
            "message": .string("replaying \(names[1])/\(names[2])"),
            "status_url": .string("/api/v1/tasks/\(job.id)"),
        ])
    }

    private static func replayResult(_ request: RouteRequest) async throws(WireError) -> Reply {
        let job = try await request.run(
            GetJob(
                id: request.path("task"), waitSeconds: try request.number("wait", in: 0...60)))
        guard job.state != .processing else {
            throw WireError(EngineError(.invalidRequest, "the replay has not ended yet"))
        }
        guard let result = job.result?.object else {
            throw WireError(EngineError(.notFound, job.error ?? "there is no result"))
        }
        var answer = JSONObject([
            ("task_id", .string(job.id)), ("status", .string(job.state.rawValue)),
        ])
        answer = answer.overlaid(by: result)
        answer["replayed_at"] = JSON(job.endedAt)
        return Reply(.object(answer))
    }

    private static func cleanup(_ request: RouteRequest) async throws(WireError) -> Reply {
        _ = try request.integer("older_than_hours", in: 1...168)
        return Reply(["message": "replays stand in the log", "scanned_keys": 0, "deleted_keys": 0])
    }

    private static func systemHealth(_ request: RouteRequest) async throws(WireError) -> Reply {
        let view = try await request.run(CheckReadiness())
        let jobs = try await request.run(ListJobs(limit: 1000)).items
        var issues = view.parts.filter { !$0.isReady }.map { "\($0.name): \($0.detail)" }
        let lost = request.meter.lostAccesses
        if lost > 0 { issues.append("audit: \(lost) accesses could not be written down") }
        let parts = view.parts.map { part in
            (
                part.name,
                JSON.object(
                    JSONObject([("status", .string(part.isReady ? "healthy" : "unhealthy"))]))
            )
        }
        var components = JSONObject(parts)
        components["audit"] = [
            "status": .string(lost == 0 ? "healthy" : "unhealthy"),
            "lost_accesses": .integer(lost),
        ]
        components["background_tasks"] = [
            "status": "healthy",
            "metrics": TaskAnswers.metrics(jobs, now: request.now)["metrics"] ?? .null,
        ]
        return Reply([
            "status": issues.isEmpty ? "healthy" : "degraded",
            "timestamp": .string(request.now.description),
            "issues": .array(issues.map(JSON.string)),
            "components": .object(components),
        ])
    }
}
