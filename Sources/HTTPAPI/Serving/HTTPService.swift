// One listening address with its routes, as a service of the composition root. Stopping is
// graceful: open requests are answered, streams are told that the engine stops.

internal import Glibc
internal import Hummingbird
internal import HummingbirdCore
package import Logging
internal import NIOCore
internal import ServiceLifecycle

package struct HTTPService: Service {
    package enum Address: Hashable, Sendable {
        /// Port 0: any free one, told by `onReady`.
        case tcp(host: String, port: Int)
        /// A socket file that is there is replaced: hold the lock first. Its directory must keep
        /// others out, since the mode is set just after the file appears.
        case unixSocket(path: String, mode: UInt32 = 0o600)
    }

    package let name: String
    package let address: Address
    package let responder: ServiceResponder
    private let limits: ConnectionLimits
    private let logger: Logger
    private let onReady: @Sendable (String) async -> Void

    /// `onReady` gets `http://host:port` or the socket's path once it listens.
    package init(
        name: String, address: Address, responder: ServiceResponder,
        limits: ConnectionLimits = ConnectionLimits(), logger: Logger,
        onReady: @escaping @Sendable (String) async -> Void = { _ in }
    ) {
        self.name = name
        self.address = address
        self.responder = responder
        self.limits = limits
        self.logger = logger
        self.onReady = onReady
    }

    /// Throws `HTTPServiceError` when it cannot listen.
    package func run() async throws {
        if case .unixSocket(let path, _) = address, path.utf8.count > 107 {
            throw HTTPServiceError.pathTooLong(path: path)
        }
        let application = Application(
            responder: responder,
            server: HTTPServerBuilder { [responder, limits] answer in
                WebSocketChannel(
                    responder: answer, hub: responder.sockets, caller: responder.caller,
                    limits: limits)
            },
            configuration: ApplicationConfiguration(address: bindAddress, serverName: "spice"),
            onServerRunning: { channel in await ready(channel) },
            logger: frameworkLogger)
        do {
            try await application.run()
            // What is still being gathered: a clean end loses none.
            await responder.recorder?.flush()
        } catch let error as IOError {
            throw HTTPServiceError(error, name: name, address: address)
        } catch let error as SocketAddressError {
            throw HTTPServiceError.cannotListen(
                service: name, place: text(nil), reason: String(describing: error))
        }
    }

    /// The framework reports every connection that is cut at the end as an error: only its worst is
    /// passed on.
    private var frameworkLogger: Logger {
        var logger = logger
        logger.logLevel = .critical
        return logger
    }

    private var bindAddress: BindAddress {
        switch address {
        case .tcp(let host, let port): .hostname(host, port: port)
        case .unixSocket(let path, _): .unixDomainSocket(path: path)
        }
    }

    private func ready(_ channel: any Channel) async {
        if case .unixSocket(let path, let mode) = address { unsafe _ = chmod(path, mode) }
        await onReady(text(channel.localAddress?.port))
    }

    private func text(_ boundPort: Int?) -> String {
        switch address {
        case .tcp(let host, let port): "http://\(host):\(boundPort ?? port)"
        case .unixSocket(let path, _): path
        }
    }
}
