// The WebSockets of a service: who may open one, and how many there are.

internal import Engine
internal import EventSourcing
package import JSONText
internal import NIOHTTP1
internal import Synchronization
internal import WireFormat

package final class SocketHub: Sendable {
    static let prefix = "/api/v1/ws/commands"
    /// As the contract's documents have it.
    private static let bare = "/ws/commands"

    /// What an opened connection is about.
    struct Admission: Sendable {
        var principal: Principal
        /// What was shown at the door.
        var authorization: String?
        var command: String?
        var user: String?
        /// An id that is not allowed: the connection is closed with 4000.
        var isMalformed = false
    }

    private struct Counts: Sendable {
        var users: [String: Int] = [:]
        var subscriptions: [Int: Int] = [:]
        var next = 0
    }

    let engine: any EngineClient
    private let access: AccessRules
    private let doors: Doors?
    private let now: @Sendable () -> Timestamp
    private let counts = Mutex(Counts())

    init(
        engine: any EngineClient, access: AccessRules, doors: Doors?,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.engine = engine
        self.access = access
        self.doors = doors
        self.now = now
    }

    /// Nil: not for WebSockets, or refused; then it goes on as an ordinary request, which says why.
    func admission(_ head: HTTPRequestHead, _ local: Principal) async -> Admission? {
        let parts = head.uri.split(separator: "?", maxSplits: 1)
        let query = PercentEncoding.query(parts.count > 1 ? parts[1] : "") ?? [:]
        guard let path = parts.first,
            let prefix = [SocketHub.prefix, SocketHub.bare].first(where: path.hasPrefix)
        else { return nil }
        let tail = path.dropFirst(prefix.count)
        let rest = tail.split(separator: "/")
        guard rest.count < 2, tail.isEmpty || tail.hasPrefix("/") else { return nil }
        let authorization = head.headers.first(name: "authorization")
        var principal = local
        do throws(WireError) {
            if let doors, let entry = try await doors.gate.entry(authorization) {
                principal = entry.principal
                let name = entry.token?.id ?? principal.actor
                guard doors.limiter.refusal(name, now: doors.uptime()) == nil else { return nil }
                note(entry, path: String(path))
            } else if let refusal = access.refusal(
                isWrite: false, host: head.headers.first(name: "host"),
                origin: head.headers.first(name: "origin"))
            {
                throw refusal
            }
        } catch {
            return nil
        }
        let ids = [query["client_id"], query["user_id"]].compactMap(\.self)
        return Admission(
            principal: principal, authorization: authorization,
            command: rest.first.map(String.init), user: query["user_id"],
            isMalformed: !ids.allSatisfy(SocketHub.isPlain))
    }

    private func note(_ entry: Gate.Entry, path: String) {
        doors?.recorder.note(
            AccessEntry(
                kind: entry.isLogin ? "login" : "read", actor: entry.principal.actor,
                tokenID: entry.token?.id, method: "GET", path: String(path.prefix(300)),
                status: 101, requestID: RequestIdentity.random(), at: now().description))
    }

    /// Whether what was shown at the door still opens it.
    func isStillAdmitted(_ admission: Admission) async -> Bool {
        guard let doors else { return true }
        return await doors.gate.stillOpens(admission.authorization)
    }

    /// 1–50 letters, digits, `_`, `-`.
    private static func isPlain(_ text: String) -> Bool {
        (1...50).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0))
                    || $0 == "_" || $0 == "-"
            }
    }

    func socket(_ admission: Admission) -> CommandSocket {
        CommandSocket(
            engine: engine, principal: admission.principal,
            clientID: RequestIdentity.random(), userID: admission.user,
            now: { [now] in now().description })
    }

    func opened(_ admission: Admission) -> Int {
        counts.withLock { counts in
            counts.users[admission.user ?? admission.principal.actor, default: 0] += 1
            counts.next += 1
            counts.subscriptions[counts.next] = 0
            return counts.next
        }
    }

    func note(_ number: Int, subscriptions: Int) {
        counts.withLock { $0.subscriptions[number] = subscriptions }
    }

    func closed(_ number: Int, _ admission: Admission) {
        counts.withLock { counts in
            let user = admission.user ?? admission.principal.actor
            counts.subscriptions[number] = nil
            counts.users[user, default: 1] -= 1
            if counts.users[user] == 0 { counts.users[user] = nil }
        }
    }

    package var statistics: JSON {
        counts.withLock { counts in
            let users = counts.users.sorted { $0.key < $1.key }.map {
                ($0.key, JSON.integer($0.value))
            }
            return [
                "total_connections": .integer(counts.subscriptions.count),
                "total_users": .integer(counts.users.count),
                "command_subscriptions": .integer(counts.subscriptions.values.reduce(0, +)),
                "connections_per_user": .object(JSONObject(users)),
            ]
        }
    }
}
