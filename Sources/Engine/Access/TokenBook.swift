// Tokens as facts in the log: made, revoked. A secret has 256 random bits, so its plain SHA-256 is enough to keep. The
// fold stays in memory; what other processes write is seen within a second, or within a minute while the log does not
// answer: for so long what is known lets callers in or keeps them out.

internal import EventSourcing
internal import JSONText
internal import Synchronization

final class TokenBook: Sendable {
    static let prefix = "spice"
    private static let stream = RecordBook.stream("Token")
    private static let created = "TOKEN_CREATED"
    private static let revoked = "TOKEN_REVOKED"
    private static let secondsUntilRead = 1.0
    private static let secondsTrusted = 60.0

    private struct Token: Sendable {
        var view: TokenView
        var hash: String
        var expires: Timestamp?
    }

    private struct Fold: Sendable {
        var tokens: [Token] = []
        var sequence = SequenceNumber.none
        var readAt = -Double.infinity
    }

    private let book: RecordBook
    private let clock: any Clock
    private let randomness: any Randomness
    private let fold = Mutex(Fold())
    private let lately: LastKnown

    init(book: RecordBook, clock: any Clock, randomness: any Randomness) {
        self.book = book
        self.clock = clock
        self.randomness = randomness
        lately = LastKnown(clock: clock)
    }

    /// Of a request that comes again: the token without its secret, which nobody keeps.
    func issue(_ request: CreateToken, _ call: CallContext) async throws(EngineError)
        -> IssuedToken
    {
        try check(request)
        let factID = call.id(of: TokenBook.created)
        if let known = try await book.kept(factID)?.event.data["id"]?.string {
            try await refresh()
            return IssuedToken(token: "", view: try view(known, clock.now()))
        }
        let id = TokenBook.hex(randomness.next()) + TokenBook.hex(randomness.next()).prefix(4)
        let secret = (0..<4).map { _ in TokenBook.hex(randomness.next()) }.joined()
        var data = JSONObject([
            ("id", .string(id)), ("name", .string(request.name)),
            ("roles", .array(request.roles.map(JSON.string))),
            ("hash", .string(ContentHash.sha256Hex(Array(secret.utf8)))),
        ])
        data["databases"] = request.databases.map { .array($0.map(JSON.string)) }
        data["expires_at"] = request.expiresInSeconds.map {
            let micros = clock.now().microseconds + Int64($0) * 1_000_000
            return .string(Timestamp(microseconds: micros).description)
        }
        try await book.append(
            TokenBook.created, data, to: TokenBook.stream, actor: call.principal.actor, id: factID)
        try await refresh()
        return IssuedToken(
            token: "\(TokenBook.prefix)_\(id)_\(secret)", view: try view(id, clock.now()))
    }

    private func check(_ request: CreateToken) throws(EngineError) {
        let isPlain = request.name.unicodeScalars.allSatisfy { $0.value >= 0x20 }
        guard !request.name.isEmpty, isPlain,
            request.name.utf8.count <= CreateToken.maximumNameBytes
        else {
            throw EngineError(
                .invalidRequest,
                "a token's name has 1 to \(CreateToken.maximumNameBytes) bytes and no control "
                    + "characters")
        }
        let known = Principal.Role.allCases.map(\.rawValue)
        guard !request.roles.isEmpty, request.roles.allSatisfy(known.contains) else {
            throw EngineError(
                .invalidRequest, "a token has one or more of the roles \(known.formatted)")
        }
        if let seconds = request.expiresInSeconds, !(1...3_155_760_000).contains(seconds) {
            throw EngineError(.invalidRequest, "a token expires in 1 second to 100 years")
        }
        if let databases = request.databases, databases.isEmpty || databases.contains("") {
            throw EngineError(.invalidRequest, "name the databases, or leave them out for all")
        }
    }

    func list() async throws(EngineError) -> [TokenView] {
        try await refresh()
        let now = clock.now()
        return fold.withLock { $0.tokens }.map { TokenBook.shown($0, now) }
    }

    func revoke(_ id: String, by principal: Principal) async throws(EngineError) -> TokenView {
        try await refresh()
        if try view(id, clock.now()).revokedAt == nil {
            try await book.append(
                TokenBook.revoked, JSONObject([("id", .string(id))]), to: TokenBook.stream,
                actor: principal.actor)
            try await refresh()
        }
        return try view(id, clock.now())
    }

    func authenticate(_ text: String?) async throws(EngineError) -> Authentication {
        let age = clock.uptimeSeconds() - fold.withLock({ $0.readAt })
        if age > TokenBook.secondsTrusted {
            try await refresh()
        } else if age > TokenBook.secondsUntilRead {
            _ = await lately.value("tokens") {
                try await self.refresh()
                return true
            }
        }
        let tokens = fold.withLock { $0.tokens }
        var answer = Authentication(isRequired: !tokens.isEmpty, token: nil, problem: nil)
        guard let text else { return answer }
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == TokenBook.prefix,
            let token = tokens.first(where: { $0.view.id == parts[1] }),
            TokenBook.areEqual(token.hash, ContentHash.sha256Hex(Array(parts[2].utf8)))
        else {
            answer.problem = "this token is unknown"
            return answer
        }
        let view = TokenBook.shown(token, clock.now())
        if view.state == "valid" {
            answer.token = view
        } else {
            answer.problem = "this token is \(view.state)"
        }
        return answer
    }

    private func view(_ id: String, _ now: Timestamp) throws(EngineError) -> TokenView {
        guard let token = fold.withLock({ $0.tokens.first { $0.view.id == id } }) else {
            throw EngineError(.notFound, "there is no token \(EngineError.quoted(id))")
        }
        return TokenBook.shown(token, now)
    }

    private func refresh() async throws(EngineError) {
        let after = fold.withLock { $0.sequence }
        let facts = try await book.read(TokenBook.stream, after: after)
        let now = clock.uptimeSeconds()
        fold.withLock { fold in
            fold.readAt = now
            for fact in facts where fact.sequence > fold.sequence {
                fold.sequence = fact.sequence
                TokenBook.take(fact.event, into: &fold.tokens)
            }
        }
    }

    private static func take(_ event: Event, into tokens: inout [Token]) {
        guard let id = event.data["id"]?.string else { return }
        switch event.type {
        case created:
            let expiry = event.data["expires_at"]?.string
            let view = TokenView(
                id: id, name: event.data["name"]?.string ?? "",
                roles: event.data["roles"]?.array?.compactMap(\.string) ?? [],
                databases: event.data["databases"]?.array?.compactMap(\.string),
                createdAt: event.occurredAt.description, createdBy: event.actor,
                expiresAt: expiry, revokedAt: nil, state: "valid")
            tokens.append(
                Token(
                    view: view, hash: event.data["hash"]?.string ?? "",
                    expires: expiry.flatMap { Timestamp($0) }))
        case revoked:
            guard let index = tokens.firstIndex(where: { $0.view.id == id }) else { return }
            tokens[index].view.revokedAt = event.occurredAt.description
        default: break
        }
    }

    private static func shown(_ token: Token, _ now: Timestamp) -> TokenView {
        var view = token.view
        if view.revokedAt != nil {
            view.state = "revoked"
        } else if let expires = token.expires, expires <= now {
            view.state = "expired"
        }
        return view
    }

    /// Takes the same time wherever they differ.
    private static func areEqual(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        return zip(left.utf8, right.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension [String] {
    /// `a, b, c`.
    fileprivate var formatted: String { joined(separator: ", ") }
}
