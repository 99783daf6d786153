// Calls to Elasticsearch or OpenSearch: JSON there and back, with a deadline, repeated while the server is busy.

package import HTTPClient
internal import JSONText

package enum ElasticError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nobody answers, or no whole answer in time; what was asked may have happened.
    case unavailable(String)
    /// Wrong credentials or rights.
    case refused(String)
    /// Blocked for want of disk space.
    case storageFull
    /// An error that the same request will meet again: status, type, reason.
    case failed(Int, String, String)
    /// One document of many, by its key, that the server will never take.
    case rejected(String, String)

    /// Whether what it was asked of is not there.
    var isIndexMissing: Bool {
        if case .failed(_, "index_not_found_exception", _) = self { true } else { false }
    }

    package var message: String {
        switch self {
        case .unavailable(let text), .refused(let text): text
        case .storageFull: "the search server has no space left"
        case .failed(let status, let type, let reason): "\(status) \(type): \(reason)"
        case .rejected(let key, let reason): "\(key): \(reason)"
        }
    }

    package var description: String { message }
}

package struct ElasticSettings: Sendable {
    /// `http://host:port`, without a slash at the end.
    package var url: String
    /// `Basic …` or `ApiKey …`; nil: none.
    package var authorization: String?
    /// Before every index name; empty but in tests.
    package var prefix: String
    package var tls: TLSFiles
    package var deadlineSeconds: Double
    /// How often a request is sent in all while the server is busy.
    package var attempts: Int
    package var replicas: Int
    /// Typed fields of properties that an index gets at most, about two a property; the server is told to take them.
    package var maximumFields: Int

    package init(
        url: String, authorization: String? = nil, prefix: String = "",
        deadlineSeconds: Double = 20, attempts: Int = 5, replicas: Int = 0,
        maximumFields: Int = 4000, tls: TLSFiles = TLSFiles()
    ) {
        self.maximumFields = maximumFields
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.authorization = authorization
        self.prefix = prefix
        self.deadlineSeconds = deadlineSeconds
        self.attempts = attempts
        self.replicas = replicas
        self.tls = tls
    }
}

/// What kind of server it is.
package struct ElasticProduct: Hashable, Sendable {
    package var isOpenSearch: Bool
    package var version: String
}

package struct ElasticClient: Sendable {
    package let settings: ElasticSettings
    private let http: HTTPClient

    package init(_ settings: ElasticSettings, http: HTTPClient) {
        self.settings = settings
        self.http = http
    }

    /// By `version.distribution`: some servers that are no Elasticsearch send its product header.
    package func product() async throws(ElasticError) -> ElasticProduct {
        let answer = try await call("GET", "/")
        return ElasticProduct(
            isOpenSearch: answer["version"]?["distribution"]?.string == "opensearch",
            version: answer["version"]?["number"]?.string ?? "")
    }

    /// The answer of a call that must work; `missing`: answer null instead when there is no such thing.
    func call(
        _ method: String, _ path: String, _ body: JSON? = nil, missing: Bool = false
    ) async throws(ElasticError) -> JSON {
        try await call(method, path, bytes: body?.bytes, type: "application/json", missing: missing)
    }

    /// Lines of JSON, for bulks.
    func call(lines: [JSON], _ path: String) async throws(ElasticError) -> JSON {
        try await call(lines: Self.bytes(of: lines), path)
    }

    /// The same, as they are sent.
    func call(lines: [UInt8], _ path: String) async throws(ElasticError) -> JSON {
        try await call(
            "POST", path, bytes: lines, type: "application/x-ndjson", missing: false)
    }

    static func bytes(of lines: [JSON]) -> [UInt8] {
        var bytes: [UInt8] = []
        for line in lines {
            line.write(to: &bytes)
            bytes.append(0x0A)
        }
        return bytes
    }

    private func call(
        _ method: String, _ path: String, bytes: [UInt8]?, type: String, missing: Bool
    ) async throws(ElasticError) -> JSON {
        var last = ElasticError.unavailable("no attempt was made")
        for attempt in 1...max(1, settings.attempts) {
            if attempt > 1 {
                try? await Task.sleep(for: .milliseconds(50 << min(attempt, 6)))
                if Task.isCancelled { throw .unavailable("cancelled") }
            }
            do throws(HTTPClientError) {
                let answer = try await http.send(request(method, path, bytes, type))
                let json = try? JSON(parsing: answer.body)
                if (200...299).contains(answer.status) {
                    if let json { return json }
                    // What cannot be read must not pass for an answer that found nothing.
                    last = .unavailable("\(method) \(path): the answer is no JSON")
                    continue
                }
                if answer.status == 404, missing { return .null }
                last = Self.error(answer.status, json ?? .null)
            } catch {
                last = .unavailable(error.message)
            }
            guard case .unavailable = last else { throw last }
        }
        throw last
    }

    private func request(_ method: String, _ path: String, _ body: [UInt8]?, _ type: String)
        -> HTTPRequest
    {
        var headers = [HTTPHeader("Accept", "application/json")]
        if body != nil { headers.append(HTTPHeader("Content-Type", type)) }
        if let authorization = settings.authorization {
            headers.append(HTTPHeader("Authorization", authorization))
        }
        return HTTPRequest(
            method, .url(settings.url), path: path, headers: headers, body: body,
            deadlineSeconds: settings.deadlineSeconds, tls: settings.tls)
    }

    /// From a status and the error of an answer or of one item of a bulk; the error may be a plain text.
    static func error(_ status: Int, _ json: JSON) -> ElasticError {
        let error = json["error"] ?? json
        let type = error["type"]?.string ?? ""
        let reason = error["reason"]?.string ?? error.string ?? ""
        switch status {
        case _ where type == "cluster_block_exception": return .storageFull
        case 401, 403: return .refused("\(status) \(type): \(reason)")
        case 408, 429, 500, 502, 503, 504: return .unavailable("\(status) \(type): \(reason)")
        default: return .failed(status, type, reason)
        }
    }
}
