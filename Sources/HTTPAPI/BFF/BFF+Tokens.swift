// BFF: tokens. The first one closes the TCP ports for everybody without one.

internal import Engine
internal import JSONText
internal import WireFormat

extension BFF {
    static func tokenRoutes() -> [Route] {
        let base = "/api/v1/tokens"
        let group = "access"
        return [
            route(
                Endpoint(.get, base, "listTokens", group: group, "Tokens, without their secrets."),
                listTokens),
            route(
                Endpoint(
                    .post, base, "createToken", group: group,
                    "Makes a token; its secret is in this answer only, not in one repeated by key.",
                    body: Schema.object([
                        "name": Schema.text, "roles": Schema.list(of: Schema.text),
                        "databases?": Schema.list(of: Schema.text),
                        "expires_in_seconds?": Schema.integer,
                    ]), success: 201, failures: [400, 422]
                ).doing(.writes), createToken),
            route(
                Endpoint(
                    .delete, base + "/{token}", "revokeToken", group: group,
                    "It is never accepted again.", failures: [404]
                ).doing(.writes), revokeToken),
        ]
    }

    private struct TokenBody: Decodable {
        var name: String
        var roles: [String]
        var databases: [String]?
        var expiresInSeconds: Int?

        enum CodingKeys: String, CodingKey {
            case name
            case roles
            case databases
            case expiresInSeconds = "expires_in_seconds"
        }
    }

    private static func shown(_ view: TokenView) -> JSONObject {
        JSONObject([
            ("id", .string(view.id)), ("name", .string(view.name)),
            ("roles", .array(view.roles.map(JSON.string))),
            ("databases", view.databases.map { .array($0.map(JSON.string)) } ?? .null),
            ("state", .string(view.state)), ("created_at", .string(view.createdAt)),
            ("created_by", JSON(view.createdBy)), ("expires_at", JSON(view.expiresAt)),
            ("revoked_at", JSON(view.revokedAt)),
        ])
    }

    private static func listTokens(_ request: RouteRequest) async throws(WireError) -> Reply {
        let tokens = try await request.run(ListTokens()).items
        return Reply([
            "tokens": .array(tokens.map { .object(shown($0)) }), "count": .integer(tokens.count),
        ])
    }

    private static func createToken(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try request.decoded(TokenBody.self)
        let issued = try await request.run(
            CreateToken(
                name: body.name, roles: body.roles, databases: body.databases,
                expiresInSeconds: body.expiresInSeconds))
        var answer = shown(issued.view)
        answer["token"] = .null
        var reply = Reply(status: 201, .object(answer))
        reply.kept = .object(answer)
        if !issued.token.isEmpty { answer["token"] = .string(issued.token) }
        reply.body = .json(.object(answer))
        return reply
    }

    private static func revokeToken(_ request: RouteRequest) async throws(WireError) -> Reply {
        Reply(.object(shown(try await request.run(RevokeToken(id: request.path("token"))))))
    }
}
