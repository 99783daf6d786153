// Use cases about tokens. A token's secret is shown once, when it is made; what is kept is its hash.

/// A token as it may be shown.
package struct TokenView: Codable, Hashable, Sendable {
    package var id: String
    /// The actor of everything that is done with it.
    package var name: String
    /// `reader`, `writer`, `operator`, `admin`.
    package var roles: [String]
    /// Nil: all databases. A `*` at the end stands for any ending.
    package var databases: [String]?
    package var createdAt: String
    package var createdBy: String?
    package var expiresAt: String?
    package var revokedAt: String?
    /// `valid`, `expired`, `revoked`.
    package var state: String
}

/// A new token with its secret.
package struct IssuedToken: Codable, Hashable, Sendable {
    /// Send it as `Authorization: Bearer …`. It cannot be shown again.
    package var token: String
    package var view: TokenView
}

/// Use case: makes a token. With the first one, the TCP ports ask everybody for a token.
package struct CreateToken: UseCase, Hashable {
    package static let name = "create-token"
    package static let requiredRole = Principal.Role.admin
    package static let maximumNameBytes = 100

    package var name: String
    package var roles: [String]
    package var databases: [String]?
    /// Nil: it does not expire.
    package var expiresInSeconds: Int?

    package init(
        name: String, roles: [String], databases: [String]? = nil, expiresInSeconds: Int? = nil
    ) {
        self.name = name
        self.roles = roles
        self.databases = databases
        self.expiresInSeconds = expiresInSeconds
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> IssuedToken
    {
        try await engine.registry.tokens.issue(self, call)
    }
}

package struct ListTokens: UseCase, Hashable {
    package static let name = "list-tokens"
    package static let requiredRole = Principal.Role.admin

    package init() {}

    /// By age, the revoked ones among them.
    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> PageView<TokenView>
    {
        PageView(items: try await engine.registry.tokens.list(), next: nil)
    }
}

/// Use case: a token is never accepted again. Unknown → `not_found`; harmless when repeated.
package struct RevokeToken: UseCase, Hashable {
    package static let name = "revoke-token"
    package static let requiredRole = Principal.Role.admin
    package var id: String

    package init(id: String) { self.id = id }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> TokenView
    {
        try await engine.registry.tokens.revoke(id, by: call.principal)
    }
}

/// Use case of the services' doors, not of their callers: who a token stands for. It is in no catalogue.
package struct Authenticate: UseCase, Hashable {
    package static let name = "authenticate"
    package var token: String?

    package init(token: String?) { self.token = token }

    package var reach: Reach { .anyone }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> Authentication
    {
        try await engine.registry.tokens.authenticate(token)
    }
}

package struct Authentication: Codable, Hashable, Sendable {
    /// There are tokens, so that one must be shown.
    package var isRequired: Bool
    /// Nil: none was shown, or it is not valid.
    package var token: TokenView?
    /// Why it is not valid.
    package var problem: String?
}

extension Authentication {
    package var principal: Principal? {
        guard let token else { return nil }
        return Principal(
            actor: token.name, roles: Set(token.roles.compactMap(Principal.Role.init(rawValue:))),
            databases: token.databases, isLocal: false)
    }
}
