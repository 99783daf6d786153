// Why a request got no (whole) answer. An answer with any status is no error here.

package enum HTTPClientError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nobody answers there: no such host, no listener, no socket file. The request was not sent.
    case unreachable(String)
    /// The deadline passed; the request may have been worked on.
    case timedOut(String)
    /// The task was cancelled.
    case cancelled
    /// No trust in the other side's certificate, or no common TLS.
    case untrusted(String)
    /// The connection broke before the answer was whole; the request may have been worked on.
    case interrupted(String)
    /// The address or a header is malformed.
    case invalidRequest(String)
    /// The answer is larger than the caller wants.
    case tooLarge(limitBytes: Int)

    /// Stable, for programs.
    package var code: String {
        switch self {
        case .unreachable: "unreachable"
        case .timedOut: "timed_out"
        case .cancelled: "cancelled"
        case .untrusted: "untrusted"
        case .interrupted: "interrupted"
        case .invalidRequest: "invalid_request"
        case .tooLarge: "too_large"
        }
    }

    package var message: String {
        switch self {
        case .unreachable(let text), .timedOut(let text), .untrusted(let text),
            .interrupted(let text), .invalidRequest(let text):
            text
        case .cancelled: "the request was cancelled"
        case .tooLarge(let limit): "the answer is larger than \(limit) bytes"
        }
    }

    package var description: String { message }
}
