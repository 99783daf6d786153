// Who may come in, how often, and what is written down of it.

internal import Engine
internal import EventSourcing
internal import HTTPTypes
internal import Hummingbird
internal import WireFormat

/// What is known of a request as it is worked.
struct Visit: Sendable {
    var requestID: String
    /// Nil until it is known; then whoever a token stands for.
    var principal: Principal?
    var token: TokenView?
    var isLogin = false
    var endpoint: Endpoint?
}

extension ServiceResponder {
    /// Tokens where there are any, else the rules for a host without.
    func admit(_ request: Request, isOpen: Bool, _ visit: inout Visit) async throws(WireError) {
        if !isOpen, let doors,
            let entry = try await doors.gate.entry(request.headers[.authorization])
        {
            visit.principal = entry.principal
            visit.token = entry.token
            visit.isLogin = entry.isLogin
            try limit(entry, doors)
            return
        }
        let isWrite = ![.get, .head, .options].contains(request.method)
        if let refusal = access.refusal(
            isWrite: isWrite, host: request.head.authority, origin: request.headers[.origin])
        {
            throw refusal
        }
    }

    private func limit(_ entry: Gate.Entry, _ doors: Doors) throws(WireError) {
        let name = entry.token?.id ?? entry.principal.actor
        guard let seconds = doors.limiter.refusal(name, now: doors.uptime()) else { return }
        throw WireError(
            status: 429, code: "rate_limited",
            message: "\(entry.principal.actor) asks too often: come again in \(seconds) s",
            retryAfterSeconds: seconds)
    }

    /// Accesses by token and refusals go to the audit. Writes of the contract are events anyway.
    func record(_ status: Int, _ request: Request, _ visit: Visit) {
        guard let recorder, let kind = kind(status, visit) else { return }
        recorder.note(
            AccessEntry(
                kind: kind, actor: visit.principal?.actor ?? "nobody", tokenID: visit.token?.id,
                method: request.method.rawValue, path: String(request.uri.path.prefix(300)),
                status: status, requestID: visit.requestID, at: now().description))
    }

    private func kind(_ status: Int, _ visit: Visit) -> String? {
        if status == 401 || status == 403 { return "refused" }
        if visit.isLogin { return "login" }
        guard let endpoint = visit.endpoint, !endpoint.isOpen else { return nil }
        let isAdministrative =
            endpoint.isAdministrative || ["access", "admin"].contains(endpoint.group)
        if isAdministrative { return "admin" }
        // A write is an event with its actor already.
        return visit.token != nil && endpoint.effect == .reads ? "read" : nil
    }
}
