// The door of a TCP port once there are tokens: everybody shows one, except for what is open. Without any token it lets
// the users of this host in, as `AccessRules` says.

package import Engine
internal import Synchronization
internal import WireFormat

package final class Gate: Sendable {
    /// Who came in, and by which token.
    struct Entry: Sendable {
        var principal: Principal
        var token: TokenView?
        /// The token was not seen before by this process.
        var isLogin = false
    }

    /// Whoever asks who a token stands for.
    private static let doorman = Principal(actor: "door", roles: [.reader])

    private let engine: any EngineClient
    private let known = Mutex<Set<String>>([])

    package init(engine: any EngineClient) { self.engine = engine }

    /// Nil: no token is required and none was shown. Throws 401.
    func entry(_ authorization: String?) async throws(WireError) -> Entry? {
        let text = try Gate.token(in: authorization)
        let answer: Authentication
        do throws(EngineError) {
            answer = try await engine.run(Authenticate(token: text), CallContext(Gate.doorman))
        } catch {
            throw WireError(error)
        }
        if let principal = answer.principal, let token = answer.token {
            let isLogin = known.withLock { $0.insert(token.id).inserted }
            return Entry(principal: principal, token: token, isLogin: isLogin)
        }
        if let problem = answer.problem { throw Gate.refusal(problem) }
        if answer.isRequired {
            throw Gate.refusal("send Authorization: Bearer TOKEN; spice token create makes one")
        }
        return nil
    }

    /// Whether who came in by this may stay: the token may have been revoked, or the first one made.
    func stillOpens(_ authorization: String?) async -> Bool {
        do throws(WireError) {
            _ = try await entry(authorization)
            return true
        } catch {
            return error.status != 401
        }
    }

    private static func token(in authorization: String?) throws(WireError) -> String? {
        guard let authorization else { return nil }
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw refusal("Authorization is Bearer and a token")
        }
        return String(parts[1])
    }

    private static func refusal(_ message: String) -> WireError {
        WireError(status: 401, code: "unauthorized", message: message)
    }
}
