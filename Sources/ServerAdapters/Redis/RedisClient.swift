// One connection to Redis on a thread of its own: requests in a row, answers in the same order, made again when it
// broke. While Redis is away, calls fail at once for a moment instead of waiting each: it is only a cache.

internal import Foundation
package import HTTPClient
internal import Synchronization

package enum RedisError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Not there, not answering, loading, out of memory: may work later.
    case unavailable(String)
    /// Wrong password or rights: an operator has to act.
    case refused(String)
    /// An error of the request itself.
    case failed(String)

    package var message: String {
        switch self {
        case .unavailable(let text), .refused(let text), .failed(let text): text
        }
    }

    init(reply: String) {
        let code = reply.split(separator: " ").first.map(String.init) ?? ""
        switch code {
        case "NOAUTH", "WRONGPASS", "NOPERM": self = .refused(reply)
        case "LOADING", "BUSY", "MASTERDOWN", "TRYAGAIN", "CLUSTERDOWN", "OOM", "READONLY",
            "NOREPLICAS", "MISCONF":
            self = .unavailable(reply)
        default: self = .failed(reply)
        }
    }

    package var description: String { message }
}

package struct RedisSettings: Sendable {
    package var host: String
    package var port: Int
    package var user: String?
    package var password: String?
    package var database: Int
    /// Nil: plain TCP.
    package var tls: TLSFiles?
    /// Before every key and channel; empty but in tests.
    package var prefix: String
    /// How long the state of a command is kept at hand.
    package var keptSeconds: Int
    /// For connecting, and for each answer.
    package var deadlineSeconds: Double
    /// How long nobody asks again after Redis was not there.
    package var pauseSeconds: Double

    /// `redis://[user:]password@host:port/database`, or `rediss://` for TLS; nil for anything else.
    package init?(
        url: String, prefix: String = "", tls: TLSFiles = TLSFiles(), keptSeconds: Int = 86_400,
        deadlineSeconds: Double = 1, pauseSeconds: Double = 1
    ) {
        guard let parts = URLComponents(string: url), let host = parts.host,
            ["redis", "rediss"].contains(parts.scheme)
        else { return nil }
        self.tls = parts.scheme == "rediss" ? tls : nil
        self.host = host
        port = parts.port ?? 6379
        user = parts.user.flatMap { $0.isEmpty ? nil : $0 }
        password = parts.password
        database = Int(parts.path.dropFirst()) ?? 0
        self.prefix = prefix
        self.keptSeconds = keptSeconds
        self.deadlineSeconds = deadlineSeconds
        self.pauseSeconds = pauseSeconds
    }
}

/// Close it before letting go of it.
package final class RedisClient: Sendable {
    package let settings: RedisSettings
    private let thread = JobThread(name: "redis")
    private let line: RedisLine

    package init(_ settings: RedisSettings) {
        self.settings = settings
        line = RedisLine(settings)
    }

    /// One round trip for all requests; an error reply of one throws. All requests of ours may be sent twice.
    package func send(_ requests: [[String]]) async throws(RedisError) -> [RedisReply] {
        let all = requests.map { $0.map { Array($0.utf8) } }
        let answer = await thread.run { [line] in
            Result { () throws(RedisError) in try line.send(all) }
        }
        guard let answer else { throw .unavailable("the connection to Redis is closed") }
        return try answer.get()
    }

    package func close() { thread.close() }
}

/// The connection, used by one thread.
final class RedisLine: Sendable {
    private struct State {
        var socket: (any RedisChannel)?
        var parser = RedisParser()
        var awayUntil = Date.distantPast
        /// Of the connection that broke last.
        var trouble: String?
    }

    private let settings: RedisSettings
    private let state = Mutex(State())

    init(_ settings: RedisSettings) { self.settings = settings }

    func send(_ requests: [[[UInt8]]]) throws(RedisError) -> [RedisReply] {
        let result = state.withLock { state in
            Result { () throws(RedisError) in
                // A connection that was idle may have ended meanwhile: once more on a new one.
                if state.socket != nil, let replies = exchange(requests, &state) { return replies }
                try connect(&state)
                guard let replies = exchange(requests, &state) else {
                    throw away("Redis at \(settings.host):\(settings.port) does not answer", &state)
                }
                return replies
            }
        }
        let replies = try result.get()
        for case .error(let reply) in replies { throw RedisError(reply: reply) }
        return replies
    }

    /// The next reply that comes without a request (a message of a subscription). Nil: broken.
    func receive(seconds: Double) -> [RedisReply]? {
        state.withLock { state in
            guard let socket = state.socket, let bytes = socket.receive(seconds: seconds) else {
                state.socket = nil
                return nil
            }
            state.parser.add(bytes)
            var replies: [RedisReply] = []
            while let reply = try? state.parser.next() { replies.append(reply) }
            return replies
        }
    }

    /// Nil when the connection broke or did not answer in time.
    private func exchange(_ requests: [[[UInt8]]], _ state: inout State) -> [RedisReply]? {
        guard let socket = state.socket else { return nil }
        if let replies = replies(to: requests, on: socket, &state.parser) { return replies }
        state.trouble = socket.trouble
        state.socket = nil
        return nil
    }

    private func replies(
        to requests: [[[UInt8]]], on socket: any RedisChannel, _ parser: inout RedisParser
    ) -> [RedisReply]? {
        let seconds = settings.deadlineSeconds
        guard socket.send(requests.flatMap(RedisRequest.bytes), seconds: seconds) else {
            return nil
        }
        var replies: [RedisReply] = []
        while replies.count < requests.count {
            guard let bytes = socket.receive(seconds: seconds), !bytes.isEmpty else { return nil }
            parser.add(bytes)
            do {
                while replies.count < requests.count, let reply = try parser.next() {
                    replies.append(reply)
                }
            } catch { return nil }
        }
        return replies
    }

    private func connect(_ state: inout State) throws(RedisError) {
        guard Date() >= state.awayUntil else {
            throw .unavailable("Redis at \(settings.host):\(settings.port) is away")
        }
        state.socket = try open(&state)
        state.parser = RedisParser()
        var greeting: [[String]] = []
        if let password = settings.password {
            greeting.append(["AUTH"] + (settings.user.map { [$0] } ?? []) + [password])
        }
        if settings.database != 0 { greeting.append(["SELECT", String(settings.database)]) }
        greeting.append(["CLIENT", "SETNAME", "spice"])
        guard let replies = exchange(greeting.map { $0.map { Array($0.utf8) } }, &state) else {
            let trouble = state.trouble
            var words = "Redis at \(settings.host):\(settings.port) does not answer"
            if let trouble { words += ": " + trouble }
            if let tls = settings.tls, tls.certificate == nil {
                words += "; it may want a certificate of ours"
            }
            let answer = away(words, &state)
            throw trouble?.contains("alert") == true ? .refused(answer.message) : answer
        }
        for case .error(let reply) in replies {
            state.socket = nil
            throw RedisError(reply: reply)
        }
    }

    private func open(_ state: inout State) throws(RedisError) -> any RedisChannel {
        let (host, port, seconds) = (settings.host, settings.port, settings.deadlineSeconds)
        guard let tls = settings.tls else {
            guard let socket = RedisSocket(host: host, port: port, seconds: seconds) else {
                throw away("nobody answers at \(host):\(port)", &state)
            }
            return socket
        }
        do throws(HTTPClientError) {
            return try TLSConnection(host: host, port: port, tls, seconds: seconds)
        } catch {
            let answer = away("Redis: \(error.message)", &state)
            if case .untrusted = error { throw .refused(answer.message) }
            throw answer
        }
    }

    private func away(_ reason: String, _ state: inout State) -> RedisError {
        state.socket = nil
        state.awayUntil = Date().addingTimeInterval(settings.pauseSeconds)
        return .unavailable(reason)
    }
}
