// The few S3 calls that the adapters need, on libcurl: signed, with deadlines, retried where that cannot harm.

package import EventSourcing
package import HTTPClient

/// Why the object store did not do it.
package enum S3Error: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nobody answers, or no whole answer in time; what was asked may have happened.
    case unavailable(String)
    /// Wrong key, secret, rights or clock: an operator has to act.
    case refused(String)
    /// It will not take this content, and would take other.
    case content(String)
    /// An answer that is none of S3's.
    case unexpected(String)

    package var message: String {
        switch self {
        case .unavailable(let text), .refused(let text), .content(let text),
            .unexpected(let text):
            text
        }
    }

    package var description: String { message }
}

package struct S3Settings: Sendable {
    /// `http://host:port` or `https://…`, without a slash at the end.
    package var endpoint: String
    package var bucket: String
    /// Before every key, with a slash at its end; for a bucket that others use too.
    package var prefix: String
    package var credentials: S3Credentials
    package var tls: TLSFiles
    /// For one request.
    package var deadlineSeconds: Double
    /// How often a request that may be repeated is sent in all.
    package var attempts: Int

    package init(
        endpoint: String, bucket: String, prefix: String = "", credentials: S3Credentials,
        deadlineSeconds: Double = 20, attempts: Int = 4, tls: TLSFiles = TLSFiles()
    ) {
        self.endpoint = endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint
        self.bucket = bucket
        self.prefix = prefix
        self.credentials = credentials
        self.deadlineSeconds = deadlineSeconds
        self.attempts = attempts
        self.tls = tls
    }
}

/// One bucket.
package struct S3Client: Sendable {
    package let settings: S3Settings
    private let http: HTTPClient
    private let clock: any EventSourcing.Clock

    /// `clock` stamps the signatures: wall-clock time, which the server compares with its own.
    package init(_ settings: S3Settings, http: HTTPClient, clock: any EventSourcing.Clock) {
        self.settings = settings
        self.http = http
        self.clock = clock
    }

    /// The same bucket with other patience.
    func waiting(seconds: Double, attempts: Int) -> S3Client {
        var other = settings
        other.deadlineSeconds = min(seconds, other.deadlineSeconds)
        other.attempts = min(attempts, other.attempts)
        return S3Client(other, http: http, clock: clock)
    }

    package enum PutAnswer: Hashable, Sendable { case stored, existsAlready }

    /// Stores an object. `ifAbsent`: never over another; then a lost answer may hide that our own bytes are there, which
    /// the next attempt reports as `existsAlready`.
    package func put(_ key: String, _ body: [UInt8], ifAbsent: Bool = false) async throws(S3Error)
        -> PutAnswer
    {
        var headers = ["content-type": "application/json"]
        if ifAbsent { headers["if-none-match"] = "*" }
        let answer = try await call("PUT", key: key, headers: headers, body: body)
        switch answer.status {
        case 200, 201, 204: return .stored
        case 412 where ifAbsent: return .existsAlready
        case 409 where ifAbsent: return .existsAlready
        default: throw failure(answer, "PUT \(key)")
        }
    }

    /// Nil when there is no such object.
    package func get(_ key: String) async throws(S3Error) -> [UInt8]? {
        let answer = try await call("GET", key: key)
        switch answer.status {
        case 200: return answer.body
        case 404: return nil
        default: throw failure(answer, "GET \(key)")
        }
    }

    /// Harmless when there is no such object.
    package func delete(_ key: String) async throws(S3Error) {
        let answer = try await call("DELETE", key: key)
        guard [200, 204, 404].contains(answer.status) else {
            throw failure(answer, "DELETE \(key)")
        }
    }

    /// The keys directly below `directory`, which ends with a slash, in the order of their bytes. Stores that list in
    /// tree order agree with this as long as a directory holds no directories.
    package func list(_ directory: String, after: String? = nil, limit: Int = 1000)
        async throws(S3Error) -> [String]
    {
        var query = [
            ("list-type", "2"), ("prefix", settings.prefix + directory),
            ("max-keys", String(min(limit, 1000))),
        ]
        if let after { query.append(("start-after", settings.prefix + after)) }
        let answer = try await call("GET", key: nil, query: query)
        guard answer.status == 200 else { throw failure(answer, "LIST \(directory)") }
        // What is no listing must not pass for an empty one: an index would be made again from it.
        guard String(decoding: answer.body, as: UTF8.self).contains("</ListBucketResult>") else {
            throw .unavailable("LIST \(directory): the answer is no listing")
        }
        return S3Text.values(of: "Key", in: answer.body).map {
            String($0.dropFirst(settings.prefix.count))
        }
    }

    /// When the server says it is, if it does.
    struct ServerTime: Sendable {
        var value: Timestamp?
    }

    /// Nil when there is no such bucket.
    func serverTime() async throws(S3Error) -> ServerTime? {
        let answer = try await call(
            "GET", key: nil, query: [("list-type", "2"), ("max-keys", "1")])
        switch answer.status {
        case 200: return ServerTime(value: answer.head["date"].flatMap(HTTPDate.parse))
        case 404: return nil
        default: throw failure(answer, "LIST")
        }
    }

    /// Creates the bucket unless it is there.
    package func createBucket() async throws(S3Error) {
        let head = try await call("HEAD", key: nil)
        if head.status == 200 { return }
        let answer = try await call("PUT", key: nil, body: [])
        guard [200, 201, 204, 409].contains(answer.status) else {
            throw failure(answer, "creating the bucket \(settings.bucket)")
        }
    }

    private func call(
        _ method: String, key: String?, query: [(String, String)] = [],
        headers: [String: String] = [:], body: [UInt8]? = nil
    ) async throws(S3Error) -> HTTPResponse {
        var last = S3Error.unavailable("no attempt was made")
        for attempt in 1...max(1, settings.attempts) {
            if attempt > 1 {
                try? await Task.sleep(for: .milliseconds(50 << min(attempt, 6)))
                if Task.isCancelled { throw .unavailable("cancelled") }
            }
            do throws(HTTPClientError) {
                let answer = try await http.send(
                    request(method, key: key, query: query, headers: headers, body: body))
                guard S3Text.isPassing(answer) else { return answer }
                last = .unavailable(
                    "\(settings.endpoint) answered \(answer.status) \(S3Text.reason(answer.body))")
            } catch {
                last = .unavailable(error.message)
            }
        }
        throw last
    }

    private func request(
        _ method: String, key: String?, query: [(String, String)], headers: [String: String],
        body: [UInt8]?
    ) -> HTTPRequest {
        let plain = "/" + settings.bucket + (key.map { "/" + settings.prefix + $0 } ?? "")
        let path = SignatureV4.encode(plain, keepingSlashes: true)
        var signed = headers
        signed["host"] = S3Text.host(of: settings.endpoint)
        let extra = SignatureV4.headers(
            for: .init(method: method, path: path, query: query, headers: signed),
            bodyHash: ContentHash.sha256Hex(body ?? []), at: clock.now(),
            by: settings.credentials)
        let queryText = SignatureV4.queryText(query)
        return HTTPRequest(
            method, .url(settings.endpoint),
            path: path + (queryText.isEmpty ? "" : "?" + queryText),
            headers: headers.map { HTTPHeader($0.key, $0.value) }
                + extra.map { HTTPHeader($0.0, $0.1) },
            body: body, deadlineSeconds: settings.deadlineSeconds, tls: settings.tls)
    }

    private func failure(_ answer: HTTPResponse, _ what: String) -> S3Error {
        let reason = "\(what): \(answer.status) \(S3Text.reason(answer.body))"
        return switch answer.status {
        case 400 where S3Text.isAboutContent(answer), 413, 422: .content(reason)
        case 400, 401, 403, 404: .refused(reason)
        case 500...599, 429, 408: .unavailable(reason)
        default: .unexpected(reason)
        }
    }
}

/// Small readers of what S3 servers answer.
enum S3Text {
    /// Whether the same request may well work a moment later.
    static func isPassing(_ answer: HTTPResponse) -> Bool {
        switch answer.status {
        case 408, 429, 500, 502, 503, 504: true
        case 409:
            reason(answer.body).contains("ConditionalRequestConflict")
                || reason(answer.body).contains("OperationAborted")
        default: false
        }
    }

    /// Of answers with 400: whether other content would be taken. The rest is about the request, the key, the clock or how
    /// the store is set up (`InvalidRequest` is all of these): that is mended, and no event is to be lost over it.
    static func isAboutContent(_ answer: HTTPResponse) -> Bool {
        let codes = values(of: "Code", in: answer.body)
        return codes.contains { ["EntityTooLarge", "MaxMessageLengthExceeded"].contains($0) }
    }

    /// Host and port of an endpoint, as the Host header has it.
    static func host(of endpoint: String) -> String {
        let rest = endpoint.split(separator: "/", omittingEmptySubsequences: true)
        let host = rest.count > 1 ? String(rest[1]) : endpoint
        if endpoint.hasPrefix("http://"), host.hasSuffix(":80") { return String(host.dropLast(3)) }
        if endpoint.hasPrefix("https://"), host.hasSuffix(":443") {
            return String(host.dropLast(4))
        }
        return host
    }

    /// Code and message of an error document.
    static func reason(_ body: [UInt8]) -> String {
        (values(of: "Code", in: body) + values(of: "Message", in: body)).joined(separator: " ")
    }

    /// The texts of all elements of a name, entities resolved. The answers of S3 need no more of XML.
    static func values(of element: String, in body: [UInt8]) -> [String] {
        let text = String(decoding: body, as: UTF8.self)
        let (opening, closing) = ("<\(element)>", "</\(element)>")
        return text.split(separator: opening).dropFirst(text.hasPrefix(opening) ? 0 : 1)
            .compactMap { part in
                let inner = part.split(separator: closing, omittingEmptySubsequences: false)
                return inner.count > 1 ? unescaped(String(inner[0])) : nil
            }
    }

    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        return [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"),
            ("&apos;", "'"), ("&amp;", "&"),
        ]
        .reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
