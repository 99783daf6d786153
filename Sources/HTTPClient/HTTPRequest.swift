// What is asked, and where.

/// Where a server listens.
package enum HTTPEndpoint: Hashable, Sendable {
    /// A Unix socket; at most 107 bytes.
    case unixSocket(path: String)
    /// `http://host:port` or `https://host:port`, perhaps with a path before all paths; no slash at
    /// the end.
    case url(String)

    /// For people.
    package var text: String {
        switch self {
        case .unixSocket(let path): path
        case .url(let url): url
        }
    }
}

package struct HTTPHeader: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

package struct HTTPRequest: Hashable, Sendable {
    package var method: String
    package var endpoint: HTTPEndpoint
    /// From the first slash, percent-encoded, with the query.
    package var path: String
    package var headers: [HTTPHeader]
    package var body: [UInt8]?
    /// For connecting; nil: 5 s.
    package var connectSeconds: Double?
    /// For the whole exchange; nil: none, as for streams.
    package var deadlineSeconds: Double?
    /// For `https` alone.
    package var tls: TLSFiles

    package init(
        _ method: String, _ endpoint: HTTPEndpoint, path: String, headers: [HTTPHeader] = [],
        body: [UInt8]? = nil, connectSeconds: Double? = nil, deadlineSeconds: Double? = nil,
        tls: TLSFiles = TLSFiles()
    ) {
        self.method = method
        self.endpoint = endpoint
        self.path = path
        self.headers = headers
        self.body = body
        self.connectSeconds = connectSeconds
        self.deadlineSeconds = deadlineSeconds
        self.tls = tls
    }
}

/// Status and headers of an answer.
package struct HTTPResponseHead: Hashable, Sendable {
    package var status: Int
    package var headers: [HTTPHeader]

    /// The first header called `name`, in any case.
    package subscript(name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// A whole answer.
package struct HTTPResponse: Hashable, Sendable {
    package var head: HTTPResponseHead
    package var body: [UInt8]
    package var status: Int { head.status }
}
