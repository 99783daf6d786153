// Calls to TerminusDB: JSON there and back, with a deadline. Errors are told apart by the type in the answer, since most
// of them share a status; an answer that carries another answer's text is read as that one.

internal import Foundation
package import HTTPClient
internal import JSONText

package enum TerminusError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nobody answers, no whole answer in time, or too many writers at once; what was asked may have happened.
    case unavailable(String)
    /// Wrong credentials or rights: an operator has to act.
    case refused(String)
    /// No such database or document: the error's type.
    case missing(String)
    /// An error that the same request will meet again: status, type, words.
    case failed(Int, String, String)

    package var message: String {
        switch self {
        case .unavailable(let text), .refused(let text): text
        case .missing(let type): "TerminusDB: \(type)"
        case .failed(let status, let type, let words): "TerminusDB: \(status) \(type) \(words)"
        }
    }

    /// Types of errors that say something about the database, not about what was to be written.
    private static let ofTheDatabase: Set<String> = [
        "api:DatabaseNotFinalized", "api:UnresolvableAbsoluteDescriptor", "api:InvalidResourcePath",
        "api:DatabaseAlreadyExists", "api:InvalidDatabaseName", "api:DatabaseNameTooLong",
        "api:InvalidPrefix", "api:UnknownOrganizationName", "api:DataVersionMismatch",
        "api:BadDataVersion",
    ]

    /// The same content would be refused again, and other content would not. Conflicts are about the moment.
    var isAboutContent: Bool {
        guard case .failed(let status, let type, _) = self else { return false }
        return (400...499).contains(status) && status != 405 && status != 409
            && !Self.ofTheDatabase.contains(type)
    }

    package var description: String { message }
}

package struct TerminusSettings: Sendable {
    /// `http://host:port`, without a slash at the end.
    package var url: String
    package var user: String
    package var key: String
    /// The organization that holds the databases.
    package var account: String
    /// Before every database's name.
    package var prefix: String
    package var tls: TLSFiles
    package var deadlineSeconds: Double
    /// How often a request that changes nothing is sent in all while the server is busy.
    package var attempts: Int
    /// Nodes of one transaction, at most.
    package var nodesPerCommit: Int
    /// A database is optimized after so many commits.
    package var commitsPerOptimization: Int

    package init(
        url: String, user: String = "admin", key: String, account: String = "admin",
        prefix: String = "spice_", deadlineSeconds: Double = 30, attempts: Int = 3,
        nodesPerCommit: Int = 200, commitsPerOptimization: Int = 300, tls: TLSFiles = TLSFiles()
    ) {
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.user = user
        self.key = key
        self.account = account
        self.prefix = prefix
        self.deadlineSeconds = deadlineSeconds
        self.attempts = attempts
        self.nodesPerCommit = nodesPerCommit
        self.commitsPerOptimization = commitsPerOptimization
        self.tls = tls
    }
}

package struct TerminusClient: Sendable {
    package let settings: TerminusSettings
    private let http: HTTPClient

    package init(_ settings: TerminusSettings, http: HTTPClient) {
        self.settings = settings
        self.http = http
    }

    struct Answer: Sendable {
        var json: JSON
        /// Names the state of the database that was read: equal text, equal data.
        var version: String?
        /// By the server's clock, as HTTP writes it.
        var date: String?

        init(json: JSON, _ head: HTTPResponseHead) {
            self.json = json
            version = head["TerminusDB-Data-Version"]
            date = head["Date"]
        }
    }

    /// The version of the server; throws when the credentials are not accepted, which the server does not call an error.
    package func login() async throws(TerminusError) -> String {
        let answer = try await ask("/api/info").json["api:info"]
        guard answer?["authority"]?.string?.hasSuffix("/User/anonymous") != true else {
            throw .refused("TerminusDB does not know the user \(settings.user)")
        }
        return answer?["terminusdb"]?["version"]?.string ?? "answers"
    }

    /// A request that changes nothing: repeated while the server is busy.
    func ask(_ path: String, _ body: JSON? = nil) async throws(TerminusError) -> Answer {
        try await repeating { () async throws(TerminusError) in
            try await send(
                body == nil ? "GET" : "POST", path, body,
                [HTTPHeader("X-HTTP-Method-Override", "GET")])
        }
    }

    /// A query that reads; in `names`' order, one row a binding.
    func query(_ database: String, _ query: JSON) async throws(TerminusError) -> [JSON] {
        let path = "/api/woql/" + place(database)
        return try await repeating { () async throws(TerminusError) in
            let answer = try await send("POST", path, ["query": query]).json
            guard let rows = answer["bindings"]?.array else { throw Self.strange(path) }
            return rows
        }
    }

    /// A request that changes nothing and is answered with a list.
    func list(_ path: String, _ body: JSON? = nil) async throws(TerminusError) -> [JSON] {
        guard let list = try await ask(path, body).json.array else { throw Self.strange(path) }
        return list
    }

    /// What is no answer must not pass for one that found nothing.
    static func strange(_ path: String) -> TerminusError {
        .unavailable("TerminusDB answered \(path) with something else")
    }

    /// Again while the server is busy, with longer and longer rests between.
    private func repeating<Value>(_ body: () async throws(TerminusError) -> Value)
        async throws(TerminusError) -> Value
    {
        var last = TerminusError.unavailable("no attempt was made")
        for attempt in 1...max(1, settings.attempts) {
            if attempt > 1 {
                try? await Task.sleep(for: .milliseconds(50 << min(attempt, 6)))
                if Task.isCancelled { throw .unavailable("cancelled") }
            }
            do throws(TerminusError) { return try await body() } catch { last = error }
            guard case .unavailable = last else { throw last }
        }
        throw last
    }

    /// A query that writes; answers whether it did: nothing is written where its conditions do not hold.
    func commit(_ database: String, _ query: JSON, message: String) async throws(TerminusError)
        -> Bool
    {
        let body: JSON = [
            "commit_info": ["author": "spice", "message": .string(message)], "query": query,
        ]
        let path = "/api/woql/" + place(database)
        let answer = try await send("POST", path, body).json
        guard let rows = answer["bindings"]?.array else { throw Self.strange(path) }
        let changes = (answer["inserts"]?.integer ?? 0) + (answer["deletes"]?.integer ?? 0)
        return !rows.isEmpty && changes > 0
    }

    /// One request, once.
    func send(
        _ method: String, _ path: String, _ body: JSON? = nil, _ extra: [HTTPHeader] = []
    ) async throws(TerminusError) -> Answer {
        var headers = [
            HTTPHeader("Accept", "application/json"), HTTPHeader("Authorization", authorization),
        ]
        if body != nil { headers += [HTTPHeader("Content-Type", "application/json")] + extra }
        let request = HTTPRequest(
            method, .url(settings.url), path: path, headers: headers, body: body?.bytes,
            deadlineSeconds: settings.deadlineSeconds, tls: settings.tls)
        let answer: HTTPResponse
        do throws(HTTPClientError) {
            answer = try await http.send(request)
        } catch {
            throw .unavailable(error.message)
        }
        if let error = Self.error(answer.status, answer.body) { throw error }
        guard answer.body.isEmpty || answer.body.allSatisfy({ $0 <= 0x20 }) else {
            guard let json = try? JSON(parsing: answer.body) else {
                throw .unavailable("TerminusDB answered \(path) with half an answer")
            }
            return Answer(json: json, answer.head)
        }
        return Answer(json: .null, answer.head)
    }

    /// The main branch of a database of ours; names are safe in paths.
    func place(_ database: String) -> String { settings.account + "/" + database }

    private var authorization: String {
        "Basic " + Data("\(settings.user):\(settings.key)".utf8).base64EncodedString()
    }

    /// The types of errors that say that a database or document is not there.
    private static let absences: Set<String> = [
        "api:UnknownDatabase", "api:DocumentNotFound", "api:DbListErrorResponse",
    ]

    /// Nil for a good answer.
    static func error(_ status: Int, _ body: [UInt8]) -> TerminusError? {
        if (200...299).contains(status) {
            guard body.starts(with: "Status:".utf8) else { return nil }
            // A read of a deleted document: the text of another answer, under a good status.
            let text = String(decoding: body, as: UTF8.self)
            let inner = text.split(separator: "\n").first.flatMap {
                Int($0.dropFirst("Status:".count).filter(\.isNumber))
            }
            return inner == 404 ? .missing("api:DocumentNotFound") : .failed(inner ?? 0, "", text)
        }
        let json = (try? JSON(parsing: body)) ?? .null
        let type = json["api:error"]?["@type"]?.string ?? json["@type"]?.string ?? ""
        let words = json["api:message"]?.string ?? json["message"]?.string ?? ""
        switch status {
        case 401, 403: return .refused("TerminusDB: \(status) \(words)")
        case 404 where absences.contains(type): return .missing(type)
        // From a proxy, another program, a wrong path: nobody says that what was asked for is not there.
        case 404: return .unavailable("TerminusDB: 404 \(type) \(words)")
        case 408, 429, 502, 503, 504: return .unavailable("TerminusDB: \(status) \(words)")
        case 500 where words.contains("retry count exceeded") || type.isEmpty:
            return .unavailable("TerminusDB: 500 \(words)")
        default: return .failed(status, type, words)
        }
    }
}
