// The contract's monitoring routes, of OMS and BFF: each tells what the engine itself says.

internal import Engine
internal import EventSourcing
internal import JSONText
internal import WireFormat

enum MonitoringRoutes {
    static func routes(service: String, style: ShapeStyle) -> [Route] {
        let base = "/api/v1/monitoring"
        func get(
            _ path: String, _ name: String, _ summary: String, failures: [Int] = [],
            _ handle: @escaping @Sendable (RouteRequest) async throws(WireError) -> Reply
        ) -> Route {
            Route(
                Endpoint(.get, path, name, group: "monitoring", summary, failures: failures),
                style: style, handle: handle)
        }
        return [
            get(base + "/health", "monitoringHealth", "In short.") { (request) throws(WireError) in
                Reply([
                    "status": "ok", "timestamp": .string(request.now.description),
                    "service": .string(service),
                ])
            },
            get(base + "/health/detailed", "monitoringDetailed", "Each dependency.", detailed),
            get(
                base + "/health/readiness", "monitoringReadiness", "503 when it cannot work.",
                failures: [503], readiness),
            get(base + "/health/liveness", "monitoringLiveness", "It answers.") {
                (request) throws(WireError) in
                Reply(["alive": true, "timestamp": .string(request.now.description)])
            },
            get(base + "/metrics", "monitoringMetrics", "Figures as JSON.", figures),
            get(base + "/status", "monitoringStatus", "The pipeline.", figures),
            get(base + "/config", "monitoringConfig", "What engine this is.", configuration),
            get(base + "/dependencies", "monitoringDependencies", "Each dependency.", detailed),
            get(
                base + "/background-tasks/metrics", "monitoringTaskMetrics", "Counts of tasks."
            ) { (request) throws(WireError) in
                let jobs = try await request.run(ListJobs(limit: 1000)).items
                return Reply(TaskAnswers.metrics(jobs, now: request.now))
            },
            get(base + "/background-tasks/active", "monitoringActiveTasks", "Tasks that run.") {
                (request) throws(WireError) in
                let jobs = try await request.run(ListJobs(state: "PROCESSING", limit: 1000)).items
                return Reply([
                    "tasks": .array(jobs.map(TaskAnswers.task)), "total": .integer(jobs.count),
                ])
            },
            get(base + "/background-tasks/health", "monitoringTaskHealth", "Failed tasks.") {
                (request) throws(WireError) in
                let jobs = try await request.run(ListJobs(state: "FAILED", limit: 1000)).items
                return Reply([
                    "status": jobs.isEmpty ? "healthy" : "degraded",
                    "failed_tasks": .integer(jobs.count),
                ])
            },
            restartRoute(base, style),
            get("/health/container", "containerHealth", "Each dependency.") {
                (request) throws(WireError) in try await container(service, request)
            },
        ]
    }

    private static func restartRoute(_ base: String, _ style: ShapeStyle) -> Route {
        var endpoint = Endpoint(
            .post, base + "/services/{name}/restart", "restartService", group: "monitoring",
            "A worker is paused and goes on: it begins anew where it was.", failures: [404, 503]
        ).doing(.writes)
        endpoint.isAdministrative = true
        return Route(endpoint, style: style, handle: restart)
    }

    private static let looksUntilPaused = 100

    @Sendable private static func restart(_ request: RouteRequest) async throws(WireError) -> Reply
    {
        let name = request.path("name")
        _ = try await request.run(SetWorkerState(worker: name, isPaused: true))
        let rest: Result<Void, WireError>
        do throws(WireError) {
            rest = .success(try await untilPaused(name, request))
        } catch {
            rest = .failure(error)
        }
        // Whatever happened meanwhile, and also when nobody waits for the answer any more: it must go on.
        let going = Task { await Self.resume(name, request) }
        if let failure = await going.value { throw failure }
        try rest.get()
        return Reply([
            "status": "success", "message": .string("the \(name) worker goes on"),
            "service": .string(name), "timestamp": .string(request.now.description),
        ])
    }

    private static func untilPaused(_ name: String, _ request: RouteRequest)
        async throws(WireError)
    {
        for _ in 0..<looksUntilPaused {
            let workers = try await request.run(PipelineStatus()).workers
            let states = workers.filter { $0.name == name }.map(\.state)
            if states.allSatisfy({ ["paused", "stopped"].contains($0) }) { return }
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    private static func resume(_ name: String, _ request: RouteRequest) async -> WireError? {
        do throws(WireError) {
            _ = try await request.run(SetWorkerState(worker: name, isPaused: false))
            return nil
        } catch {
            return error
        }
    }

    private static func parts(_ view: ReadinessView) -> JSON {
        .object(
            JSONObject(
                view.parts.map { part in
                    let state = part.isReady ? "healthy" : "unhealthy"
                    let shown: JSON = [
                        "status": .string(state), "detail": .string(part.detail),
                    ]
                    return (part.name, shown)
                }))
    }

    @Sendable private static func detailed(_ request: RouteRequest) async throws(WireError)
        -> Reply
    {
        let view = try await request.run(CheckReadiness())
        return Reply([
            "status": view.isReady ? "healthy" : "degraded",
            "timestamp": .string(request.now.description), "dependencies": parts(view),
            "lag": .integer(view.lag),
        ])
    }

    @Sendable private static func readiness(_ request: RouteRequest) async throws(WireError)
        -> Reply
    {
        let view = try await request.run(CheckReadiness())
        return Reply(
            status: view.isReady ? 200 : 503,
            ["ready": .bool(view.isReady), "dependencies": parts(view)])
    }

    @Sendable private static func figures(_ request: RouteRequest) async throws(WireError)
        -> Reply
    {
        Reply([
            "status": "success", "timestamp": .string(request.now.description),
            "data": PipelineObject.json(try await request.run(PipelineStatus())),
        ])
    }

    @Sendable private static func configuration(_ request: RouteRequest) async throws(WireError)
        -> Reply
    {
        let engine = try await request.run(DescribeEngine())
        return Reply([
            "version": .string(engine.version), "mode": .string(engine.mode),
            "started_at": .string(engine.startedAt),
        ])
    }

    /// The contract's names for what a service holds, and the parts of ours that do it.
    private static let holdings: [String: [(String, part: String)]] = [
        "oms": [
            ("terminus_service", "graph"), ("jsonld_converter", "graph"),
            ("label_mapper", "log"), ("redis_service", "operations"),
            ("command_status_service", "log"), ("elasticsearch_service", "documents"),
        ],
        "bff": [("oms_client", "log"), ("label_mapper", "log")],
    ]

    private static func container(_ service: String, _ request: RouteRequest)
        async throws(WireError) -> Reply
    {
        let view = try await request.run(CheckReadiness())
        let flags = view.parts.map { ($0.name, JSON.bool($0.isReady)) }
        let held = (holdings[service] ?? []).map { name, part in
            let works = view.parts.first { $0.name == part }?.isReady ?? false
            return (name, JSON.string(works ? "available" : "not_available"))
        }
        return Reply([
            "status": view.isReady ? "healthy" : "unhealthy",
            "message": .string("the largest lag is \(view.lag) events"),
            "container_health": .object(JSONObject(flags)),
            service + "_services": .object(JSONObject(held)),
            "settings_environment": "production",
            "settings_debug": false,
        ])
    }
}
