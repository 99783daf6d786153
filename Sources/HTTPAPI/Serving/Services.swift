// The services that a composition root starts: which routes stand at which address.

package import Engine
package import Logging
internal import WireFormat

package enum Services {
    /// BFF and engine routes on the engine's Unix socket; the peer is the caller.
    package static func socket(
        path: String, mode: UInt32 = 0o600, engine: any EngineClient, logger: Logger,
        onReady: @escaping @Sendable (String) async -> Void = { _ in }
    ) -> HTTPService {
        HTTPService(
            name: "socket", address: .unixSocket(path: path, mode: mode),
            responder: ServiceResponder(
                RouteTable(EngineRoutes.routes()), engine: engine,
                access: AccessRules(allowsAnyHost: true), caller: .peer, style: .list),
            logger: logger, onReady: onReady)
    }
}
