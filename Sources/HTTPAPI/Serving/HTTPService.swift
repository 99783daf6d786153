// One listening address with its routes, as a service of the composition root. Stopping is
// graceful: open requests are answered, streams are told that the engine stops.

internal import Glibc
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
package import Logging
internal import NIOCore
internal import NIOHTTP1
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
        let server = try server()
        do {
            try await server.run()
            // What is still being gathered: a clean end loses none.
            await responder.recorder?.flush()
        } catch let error as IOError {
            throw HTTPServiceError(error, name: name, address: address)
        } catch is SocketAddressError.UnknownHost {
            throw cannotListen("there is no host of this name")
        } catch is SocketAddressError {
            throw cannotListen("this is no address of this host")
        }
    }

    private func cannotListen(_ reason: String) -> HTTPServiceError {
        .cannotListen(service: name, place: text(nil), reason: reason)
    }

    /// Built without the framework's application, which wakes every second for the date of answers that nobody asked for.
    private func server() throws -> any Service {
        let (responder, limits) = (responder, limits)
        let logger = frameworkLogger
        let date = HTTPDate()
        return try HTTPServerBuilder { answer in
            WebSocketChannel(
                responder: answer, hub: responder.sockets, caller: responder.caller,
                limits: limits)
        }.buildServer(
            configuration: ServerConfiguration(address: bindAddress),
            eventLoopGroup: EventLoopGroupProvider.singleton.eventLoopGroup, logger: logger,
            responder: { request, writer, channel in
                var response = try await responder.respond(
                    to: request, context: WebContext(channel: channel))
                response.headers[.date] = date.text(at: responder.now())
                response.headers[.server] = "spice"
                do {
                    try await writer.write(response: response.head, body: response.body)
                } catch is HTTPParserError {
                    // What was begun cannot become another answer: the connection ends.
                    throw ChannelError.inputClosed
                }
            },
            onServerRunning: { channel in await ready(channel) })
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
