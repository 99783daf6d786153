// The services that a composition root starts: which routes stand at which address.

package import Engine
package import EventSourcing
package import Logging
internal import WireFormat

package struct Services: Sendable {
    private let engine: any EngineClient
    private let access: AccessRules
    private let doors: Doors?
    private let limits: ConnectionLimits
    private let logger: Logger
    private let now: @Sendable () -> Timestamp
    private let onReady: @Sendable (_ service: String, _ place: String) async -> Void

    /// Without `doors` there are no tokens. `onReady` gets the service's name and `http://host:port` or the socket's path once it
    /// listens.
    package init(
        engine: any EngineClient, access: AccessRules = AccessRules(), doors: Doors? = nil,
        limits: ConnectionLimits = ConnectionLimits(), logger: Logger,
        now: @escaping @Sendable () -> Timestamp,
        onReady: @escaping @Sendable (_ service: String, _ place: String) async -> Void = { _, _ in
        }
    ) {
        self.engine = engine
        self.access = access
        self.doors = doors
        self.limits = limits
        self.logger = logger
        self.now = now
        self.onReady = onReady
    }

    package func oms(host: String = "127.0.0.1", port: Int = 8000) -> HTTPService {
        service("OMS", .tcp(host: host, port: port), Services.omsRoutes, style: .text)
    }

    /// Also has the routes of the engine, for `--connect`.
    package func bff(host: String = "127.0.0.1", port: Int = 8002) -> HTTPService {
        service("BFF", .tcp(host: host, port: port), Services.bffRoutes, style: .list)
    }

    package func funnel(host: String = "127.0.0.1", port: Int = 8003) -> HTTPService {
        service("Funnel", .tcp(host: host, port: port), Services.funnelRoutes, style: .list)
    }

    /// The engine's Unix socket, with the BFF's routes and those of the engine; the peer is the
    /// caller. A Host says nothing there, so any is let in.
    package func socket(path: String, mode: UInt32 = 0o600) -> HTTPService {
        service(
            "socket", .unixSocket(path: path, mode: mode), Services.bffRoutes, style: .list,
            access: AccessRules(allowsAnyHost: true), caller: .peer)
    }

    private func service(
        _ name: String, _ address: HTTPService.Address, _ routes: [Route], style: ShapeStyle,
        access: AccessRules? = nil, caller: Caller = .ownUser
    ) -> HTTPService {
        let isSocket = access != nil
        return HTTPService(
            name: name, address: address,
            responder: ServiceResponder(
                RouteTable(routes), engine: engine, access: access ?? self.access,
                doors: isSocket ? nil : doors, recorder: doors?.recorder, caller: caller,
                style: style, logger: logger, now: now),
            limits: limits, logger: logger,
            onReady: { [onReady] place in await onReady(name, place) })
    }
}

extension Services {
    package static let omsRoutes = described("OMS", OMS.routes(), style: .text)
    package static let bffRoutes = described(
        "BFF", BFF.routes() + EngineRoutes.routes(), style: .list)
    package static let funnelRoutes = described("Funnel", Funnel.routes(), style: .list)

    /// The routes, and `/openapi.json` which lists them and itself.
    private static func described(_ name: String, _ routes: [Route], style: ShapeStyle) -> [Route] {
        let routes =
            routes.map(\.ofAnyBranch) + Operations.routes(service: name, style: style)
        let own = Endpoint(
            .get, "/openapi.json", "openAPI", group: "service", "This description (OpenAPI 3.1)."
        ).open
        let document = OpenAPI.document(
            title: "SPICE HARVESTER " + name, version: "1.0.0",
            routes.map { ($0.endpoint, $0.style) } + [(own, style)])
        return routes + [Route(own, style: style) { (_) throws(WireError) in Reply(document) }]
    }
}
