// BFF: lineage and audit.

internal import Engine
internal import EventSourcing
internal import JSONText
internal import WireFormat

extension BFF {
    static func lineageRoutes() -> [Route] {
        let base = "/api/v1/lineage"
        let parameters = [
            Endpoint.Parameter(
                "root", Schema.text, isRequired: true,
                "agg:…, artifact:…, event:…, or with db_name Class/key or artifact:file:…"),
            Endpoint.Parameter("db_name", Schema.text, "the database of a Class/key or a file"),
            Endpoint.Parameter("direction", Schema.text, "upstream, downstream, both"),
            Endpoint.Parameter("max_depth", Schema.integer, "0 to 50"),
            Endpoint.Parameter("max_nodes", Schema.integer, "1 to 20000"),
            Endpoint.Parameter("max_edges", Schema.integer, "1 to 50000"),
            QueryParameter.branch, QueryParameter.asOf,
        ]
        return [
            route(
                Endpoint(
                    .get, base + "/graph", "lineageGraph", group: "lineage",
                    "Events and artifacts around a root.", query: parameters,
                    answer: Schema.lineage, failures: [400, 404, 422]), lineageGraph),
            route(
                Endpoint(
                    .get, base + "/impact", "lineageImpact", group: "lineage",
                    "What was made of a root.",
                    query: parameters + [
                        Endpoint.Parameter("artifact_kind", Schema.text, "terminus, es or file")
                    ], failures: [400, 404, 422]), lineageImpact),
            route(
                Endpoint(
                    .get, base + "/metrics", "lineageMetrics", group: "lineage",
                    "How far lineage is behind the log.",
                    query: [
                        Endpoint.Parameter("db_name", Schema.text, "only of this database"),
                        Endpoint.Parameter(
                            "window_minutes", Schema.integer(in: 1...1440), "60 when absent"),
                    ], failures: [422]), lineageMetrics),
        ]
    }

    private struct Question {
        var root: String
        var direction: LineageGraph.Direction
        var reach: LineageGraph.Reach
        var asOf: AsOfView?
    }

    private static func ask(
        _ request: RouteRequest, _ fallback: LineageGraph.Direction, depth: Int, nodes: Int,
        edges: Int
    ) async throws(WireError) -> Question {
        guard let root = request.query["root"], !root.isEmpty else {
            throw WireError(EngineError(.invalidRequest, "give root: what to look at"))
        }
        let text = request.query["direction"] ?? fallback.rawValue
        guard let direction = LineageGraph.Direction(rawValue: text) else {
            throw request.style.error(
                in: "query", path: ["direction"], problem: "must be upstream, downstream or both",
                input: .string(text))
        }
        let depth = try request.integer("max_depth", in: 0...50) ?? depth
        let nodes = try request.integer("max_nodes", in: 1...20_000) ?? nodes
        let edges = try request.integer("max_edges", in: 1...50_000) ?? edges
        if case .file(let database, let hash) = LineageRoot(
            root, database: request.query["db_name"])
        {
            // An instance has at least four nodes of its own.
            let file = try await request.run(
                TraceFile(
                    database: database, branch: try request.branch(), hash: hash,
                    limit: min(nodes / 4 + 1, TraceFile.maximumInstances), asOf: request.asOf))
            var reach = LineageGraph(file, root: root, database: database).reach(
                from: root, direction, depth: depth, maxNodes: nodes, maxEdges: edges)
            if file.isCut, reach.warnings.isEmpty {
                reach.warnings.append("node_limit_reached(max_nodes=\(nodes))")
            }
            return Question(root: root, direction: direction, reach: reach, asOf: file.asOf)
        }
        let (graph, start, asOf) = try await graph(root, request)
        return Question(
            root: start, direction: direction,
            reach: graph.reach(
                from: start, direction, depth: depth, maxNodes: nodes, maxEdges: edges),
            asOf: asOf)
    }

    /// The graph of the instance that a root belongs to, and the root's id in it.
    private static func graph(_ text: String, _ request: RouteRequest) async throws(WireError)
        -> (LineageGraph, root: String, asOf: AsOfView?)
    {
        switch LineageRoot(text, database: request.query["db_name"]) {
        case .instance(let database, let className, let key):
            let (graph, asOf) = try await instanceGraph(database, className, key, request)
            let isID = text.hasPrefix("agg:") || text.hasPrefix("artifact:")
            return (graph, isID ? text : "agg:Instance:\(database):\(className):\(key)", asOf)
        case .event(let id):
            let root = "event:" + id
            do throws(EngineError) {
                let command = try await request.engine.run(
                    GetCommand(id: id), CallContext(request.caller))
                guard let cut = command.aggregate.lastIndex(of: "/") else { break }
                let key = String(command.aggregate[command.aggregate.index(after: cut)...])
                let className = String(command.aggregate[..<cut])
                let (graph, asOf) = try await lineage(
                    command.database, command.branch ?? request.query["branch"], className, key,
                    request)
                return (graph, root, asOf)
            } catch {
                guard error.code == .notFound || error.code == .invalidRequest else {
                    throw WireError(error)
                }
            }
            return (LineageGraph(unknown: root), root, nil)
        case .file, .other: break
        }
        return (LineageGraph(unknown: text), text, nil)
    }

    private static func lineage(
        _ database: String, _ branch: String?, _ className: String, _ key: String,
        _ request: RouteRequest
    ) async throws(EngineError) -> (LineageGraph, asOf: AsOfView?) {
        let view = try await request.engine.run(
            TraceLineage(
                database: database, branch: branch, className: className, key: key,
                asOf: request.asOf), CallContext(request.caller))
        return (
            LineageGraph(view, database: database, className: className, key: key), view.asOf
        )
    }

    private static func instanceGraph(
        _ database: String, _ className: String, _ key: String, _ request: RouteRequest
    ) async throws(WireError) -> (LineageGraph, asOf: AsOfView?) {
        let branch = try request.branch()
        do throws(EngineError) {
            return try await lineage(database, branch, className, key, request)
        } catch {
            throw WireError(error)
        }
    }

    private static func lineageGraph(_ request: RouteRequest) async throws(WireError) -> Reply {
        let asked = try await ask(request, .both, depth: 5, nodes: 500, edges: 2000)
        let depth = try request.integer("max_depth", in: 0...50) ?? 5
        let graph: JSON = [
            "root": .string(asked.root), "direction": .string(asked.direction.rawValue),
            "max_depth": .integer(depth), "nodes": .array(asked.reach.nodes.map(\.json)),
            "edges": .array(asked.reach.edges.map(\.json)),
            "warnings": .array(asked.reach.warnings.map(JSON.string)),
        ]
        return Reply(
            Envelope.success("\(asked.reach.nodes.count) nodes", ["graph": graph])
                .dated(asked.asOf))
    }

    private static func lineageImpact(_ request: RouteRequest) async throws(WireError) -> Reply {
        let asked = try await ask(request, .downstream, depth: 10, nodes: 2000, edges: 5000)
        let wanted = request.query["artifact_kind"]
        let artifacts = asked.reach.nodes.filter { node in
            node.isArtifact && (wanted.map { $0 == node.kind } ?? true)
        }
        var counts = JSONObject()
        for artifact in artifacts {
            counts[artifact.kind] = .integer((counts[artifact.kind]?.integer ?? 0) + 1)
        }
        return Reply(
            Envelope.success(
                "\(artifacts.count) artifacts",
                [
                    "root": .string(asked.root), "direction": .string(asked.direction.rawValue),
                    "artifacts": .array(artifacts.map(\.artifact)), "counts": .object(counts),
                    "recommended_actions": .array(artifacts.map(\.action)),
                    "warnings": .array(asked.reach.warnings.map(JSON.string)),
                ]
            ).dated(asked.asOf))
    }

    /// Lineage is made from the log, so nothing is missing for good: only the projection can be behind.
    private static func lineageMetrics(_ request: RouteRequest) async throws(WireError) -> Reply {
        let window = try request.integer("window_minutes", in: 1...1440) ?? 60
        let workers = try await request.run(PipelineStatus()).workers.filter {
            $0.name == "lineage"
        }
        let waiting = workers.compactMap(\.oldestWaitingSeconds).max()
        let counted = try await request.run(
            CountEvents(
                database: request.query["db_name"].flatMap { $0.isEmpty ? nil : $0 },
                minutes: window))
        let pending = workers.map(\.lag).reduce(0, +)
        let missing = min(pending, counted.events)
        let ratio = counted.events == 0 ? 0 : Double(missing) / Double(counted.events)
        let queue: JSON = [
            "pending_count": .integer(pending), "oldest_created_at": .null,
            "lineage_lag_seconds": JSON(waiting ?? 0),
        ]
        return Reply(
            Envelope.success(
                "lineage follows the log",
                [
                    "db_name": JSON(request.query["db_name"]), "window_minutes": .integer(window),
                    "events_appended": .integer(counted.events),
                    "lineage_edges_recorded": .integer(counted.events - missing),
                    "missing_lineage_estimate": .integer(missing),
                    "missing_lineage_ratio_estimate": JSON(ratio), "is_cut": .bool(counted.isCut),
                    "backfill_queue": queue, "timestamp": .string(request.now.description),
                ]))
    }
}
