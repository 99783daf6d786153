// The WebSocket paths as ordinary routes: who comes without an upgrade is told so.

internal import Engine
internal import JSONText
internal import WireFormat

enum SocketRoutes {
    static func routes(style: ShapeStyle) -> [Route] {
        let group = "commands"
        let upgrade: @Sendable (RouteRequest) async throws(WireError) -> Reply = {
            (_) throws(WireError) in
            throw WireError(
                status: 426, code: "upgrade_required",
                message: "this is a WebSocket: connect with ws://, and a token if one is needed")
        }
        return [
            Route(
                Endpoint(
                    .get, SocketHub.prefix, "commandsSocket", group: group,
                    "WebSocket: subscribe to commands.",
                    query: [Endpoint.Parameter("user_id", Schema.text, "who it is for")],
                    success: 101, failures: [426]), style: style, handle: upgrade),
            Route(
                Endpoint(
                    .get, SocketHub.prefix + "/{command}", "commandSocket", group: group,
                    "WebSocket: one command, first as it stands, then every change.",
                    query: [Endpoint.Parameter("client_id", Schema.text, "1–50 plain characters")],
                    success: 101, failures: [426]), style: style, handle: upgrade),
            Route(
                Endpoint(
                    .get, "/api/v1/ws/stats", "socketStatistics", group: group,
                    "How many WebSockets are open.", answer: Schema.envelope(Schema.object)),
                style: style
            ) { (request) throws(WireError) in
                Reply(Envelope.success("open WebSockets", request.sockets?.statistics ?? .null))
            },
        ]
    }
}
