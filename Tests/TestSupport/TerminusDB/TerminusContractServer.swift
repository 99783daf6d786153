// Stands in for TerminusDB 12.0.6 in tests: answers the requests of the graph adapter, and those that recordings of the
// real one need around them, as its contract says. It keeps no history; of branches it knows main.

internal import Foundation
internal import JSONText
internal import Synchronization

package final class TerminusContractServer: Sendable {
    private struct State {
        /// In the order in which they were made.
        var databases: [(name: String, database: ContractDatabase)] = []
        var made = 0
        var failures: [Int] = []
        var refused: (text: String, status: Int, type: String)?
        var requests = 0

        func index(_ name: String) -> Int? { databases.firstIndex { $0.name == name } }
    }

    private final class Core: Sendable {
        let state = Mutex(State())
    }

    private let core: Core
    private let server: HandlerServer
    package var url: String { server.url }
    package static let key = "root"

    package init(port: Int = 0) throws {
        let core = Core()
        self.core = core
        server = try HandlerServer(port: port) { request in
            core.state.withLock { Self.answer(request, &$0) }
        }
    }

    package func stop() { server.stop() }

    /// The next requests that write are answered so, and do nothing: 500 is a server with too many writers, 0 closes
    /// the connection.
    package func fail(_ statuses: [Int]) { core.state.withLock { $0.failures = statuses } }

    /// Writes whose body holds this text are refused from now on; nil: none any more.
    package func refuse(
        _ text: String?, _ status: Int = 400, _ type: String = "api:SchemaCheckFailure"
    ) {
        core.state.withLock { $0.refused = text.map { ($0, status, type) } }
    }

    /// How many requests came so far.
    package var requests: Int { core.state.withLock { $0.requests } }

    private static func answer(_ request: HandlerServer.Request, _ state: inout State)
        -> HandlerServer.Answer?
    {
        state.requests += 1
        let path = request.path.split(separator: "/").map {
            String($0).removingPercentEncoding ?? String($0)
        }
        guard path.first == "api" else { return notFound(request.path) }
        let method =
            request.headers["x-http-method-override"] == "GET" ? "GET" : request.method
        if path == ["api"], request.path.hasSuffix("/") { return json(200, list(state)) }
        if path == ["api", "ok"] { return HandlerServer.Answer(200, "") }
        if path == ["api", "info"] { return json(200, info(request)) }
        if request.headers["authorization"] == nil {
            return json(403, ["api:status": "api:forbidden", "api:message": "no rights"])
        }
        guard path.count >= 4 else { return notFound(request.path) }
        let isWrite = path[1] == "woql" || method != "GET" && method != "HEAD"
        if isWrite, !state.failures.isEmpty, path[1] != "woql" || writes(request) {
            let status = state.failures.removeFirst()
            return status == 0 ? nil : tooMany(status)
        }
        if isWrite, let refused = state.refused, writes(request),
            String(decoding: request.body, as: UTF8.self).contains(refused.text)
        {
            return refusal(refused.status, refused.type)
        }
        switch path[1] {
        case "db": return database(method, path[3], request, &state)
        case "document":
            return inDatabase(path, &state, "Document") { database in
                ContractDocuments.answer(method, request, &database)
            }
        case "woql":
            return inDatabase(path, &state, "Woql") { database in woql(request, &database) }
        case "optimize":
            return json(200, ["@type": "api:OptimizeResponse", "api:status": "api:success"])
        default: return notFound(request.path)
        }
    }

    private static func writes(_ request: HandlerServer.Request) -> Bool {
        String(decoding: request.body, as: UTF8.self).contains("commit_info")
    }

    private static func tooMany(_ status: Int) -> HandlerServer.Answer {
        json(
            status,
            [
                "api:status": "api:server_error",
                "api:message": "Transaction retry count exceeded in internal operation",
            ])
    }

    private static func refusal(_ status: Int, _ type: String) -> HandlerServer.Answer {
        json(
            status,
            [
                "@type": "api:WoqlErrorResponse", "api:status": "api:failure",
                "api:error": ["@type": .string(type), "api:witnesses": []],
                "api:message": "Schema check failure",
            ])
    }

    private static func info(_ request: HandlerServer.Request) -> JSON {
        let isKnown = request.headers["authorization"] != nil
        let user = isKnown ? "admin" : "anonymous"
        return [
            "@type": "api:InfoResponse", "api:status": "api:success",
            "api:info": [
                "authority": .string("terminusdb://system/data/User/" + user),
                "storage": ["version": "2"],
                "terminusdb": ["git_hash": .null, "version": "12.0.6"],
                "terminusdb_store": ["version": "0.19.8"],
            ],
        ]
    }

    private static func list(_ state: State) -> JSON {
        .array(state.databases.map { .object(JSONObject(description($0.database, $0.name))) })
    }

    private static func description(_ database: ContractDatabase, _ name: String)
        -> [(String, JSON)]
    {
        [
            ("@id", .string("UserDatabase/" + database.id)), ("@type", "UserDatabase"),
            ("comment", .string(database.comment)),
            ("creation_date", "2026-11-23T22:20:00.000Z"), ("label", .string(database.label)),
            ("name", .string(name)), ("state", "finalized"),
        ]
    }

    private static func database(
        _ method: String, _ name: String, _ request: HandlerServer.Request, _ state: inout State
    ) -> HandlerServer.Answer {
        let index = state.index(name)
        switch (method, index) {
        case ("POST", nil):
            let body = (try? JSON(parsing: request.body)) ?? .null
            state.made += 1
            state.databases.append(
                (
                    name,
                    ContractDatabase(
                        label: body["label"]?.string ?? name,
                        comment: body["comment"]?.string ?? "",
                        id: ContractDocuments.randomID(state.made))
                ))
            state.databases[state.databases.count - 1].database.schemaTriples =
                ContractDocuments.contextTriples
            let id = state.databases.last?.database.id ?? ""
            return json(
                200,
                [
                    "@type": "api:DbCreateResponse", "api:status": "api:success",
                    "api:database_uri": .string("terminusdb://system/data/UserDatabase/" + id),
                ])
        case ("POST", _):
            return failure(
                400, "api:DbCreateErrorResponse",
                ["@type": "api:DatabaseAlreadyExists", "api:database_name": .string(name)],
                "Database already exists.")
        case ("DELETE", let index?):
            state.databases.remove(at: index)
            return json(200, ["@type": "api:DbDeleteResponse", "api:status": "api:success"])
        case ("DELETE", nil): return unknown(name, "api:DbDeleteErrorResponse")
        case ("GET", let index?), ("HEAD", let index?):
            let fields = [("path", JSON.string("admin/" + name))]
            guard request.query["verbose"] == "true" else {
                return json(200, .object(JSONObject(fields)))
            }
            return json(
                200,
                .object(
                    JSONObject(
                        description(state.databases[index].database, name) + fields)))
        default:
            return json(
                404,
                [
                    "@type": "api:DbListErrorResponse", "api:status": "api:failure",
                    "api:message": "Database does not exist, or you do not have permission",
                ])
        }
    }

    private static func inDatabase(
        _ path: [String], _ state: inout State, _ what: String,
        _ body: (inout ContractDatabase) -> HandlerServer.Answer
    ) -> HandlerServer.Answer {
        guard let index = state.index(path[3]) else {
            return unknown(path[3], "api:\(what)ErrorResponse")
        }
        return body(&state.databases[index].database)
    }

    private static func woql(_ request: HandlerServer.Request, _ database: inout ContractDatabase)
        -> HandlerServer.Answer
    {
        guard let body = try? JSON(parsing: request.body) else {
            return json(400, ["api:message": "Submitted object was not valid JSON"])
        }
        database.begin()
        var query = ContractWOQL(database)
        // The query's alone while it runs: what is held twice is copied when it is written.
        database = ContractDatabase(label: "", comment: "", id: "")
        let rows: [ContractWOQL.Row]
        do throws(ContractWOQL.Failure) {
            rows = try query.run(body["query"] ?? .null)
            database = query.database
        } catch {
            database = query.database
            database.takeBack()
            var detail = error.detail.object ?? JSONObject()
            detail["@type"] = .string(error.type)
            return failure(400, "api:WoqlErrorResponse", .object(detail), error.type)
        }
        if query.inserts + query.deletes > 0 {
            guard body["commit_info"] != nil else {
                database.takeBack()
                return failure(
                    400, "api:WoqlErrorResponse",
                    ["@type": "api:MissingParameter", "api:parameter": "author"], "missing")
            }
            database.touch()
        }
        let bindings = rows.map { row in
            JSON.object(JSONObject(row.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
        }
        return json(
            200,
            [
                "@type": "api:WoqlResponse", "api:status": "api:success",
                "api:variable_names": .array(query.names.map(JSON.string)),
                "bindings": .array(bindings), "deletes": .integer(query.deletes),
                "inserts": .integer(query.inserts), "transaction_retry_count": 0,
            ], ContractDocuments.version(database))
    }

    static func unknown(_ name: String, _ type: String) -> HandlerServer.Answer {
        failure(
            404, type,
            [
                "@type": "api:UnknownDatabase", "api:database_name": .string(name),
                "api:organization_name": "admin",
            ], "Unknown database: admin/\(name)", status: "api:not_found")
    }

    static func failure(
        _ code: Int, _ type: String, _ error: JSON, _ message: String,
        status: String = "api:failure"
    ) -> HandlerServer.Answer {
        json(
            code,
            [
                "@type": .string(type), "api:error": error, "api:message": .string(message),
                "api:request_id": "0", "api:status": .string(status),
            ])
    }

    static func notFound(_ path: String) -> HandlerServer.Answer {
        json(
            404,
            [
                "api:status": "api:not_found", "api:path": .string(path),
                "api:message": .string("Path not found: \(path)"),
            ])
    }

    static func json(_ status: Int, _ body: JSON, _ headers: [(String, String)] = [])
        -> HandlerServer.Answer
    {
        HandlerServer.Answer(
            status, body.text,
            headers: [("Content-Type", "application/json"), ("Date", date())] + headers)
    }

    private static func date() -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.string(from: Date())
    }
}
