// A connection that speaks HTTP 1 and may become a WebSocket on its first request (RFC 6455). The framework has no
// WebSockets; NIO has. What is said over it is `WebSocketTalk`.

internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes
internal import NIOHTTPTypesHTTP1
internal import NIOWebSocket
internal import Synchronization

struct WebSocketChannel: ServerChildChannel, HTTPChannelHandler {
    typealias Frames = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

    enum Negotiated: Sendable {
        case http(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
        case webSocket(Frames, SocketHub.Admission)
    }

    struct Value: ServerChildChannelValue {
        let negotiation: EventLoopFuture<Negotiated>
        let channel: any Channel
    }

    private static let maximumFrameBytes = 1 << 16

    let responder: HTTPChannelHandler.Responder
    let hub: SocketHub
    let caller: Caller
    let limits: ConnectionLimits

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            var configuration = NIOUpgradableHTTPServerPipelineConfiguration(
                upgradeConfiguration: NIOTypedHTTPServerUpgradeConfiguration(
                    upgraders: [upgrader], notUpgradingCompletionHandler: { plain($0, logger) }))
            configuration.enablePipelining = false
            configuration.enableErrorHandling = false
            configuration.enableResponseHeaderValidation = false
            let pipeline = channel.pipeline.syncOperations
            let watch = RequestWatch(limits)
            let first = FirstBytes(watch)
            try pipeline.addHandler(first)
            let negotiation = try pipeline.configureUpgradableHTTPServerPipeline(
                configuration: configuration)
            try pipeline.addHandler(watch)
            first.stand(at: try pipeline.context(handler: watch))
            return Value(negotiation: negotiation, channel: channel)
        }
    }

    private func plain(_ channel: any Channel, _ logger: Logger) -> EventLoopFuture<Negotiated> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            try pipeline.addHandler(HTTPConnectionStateHandler(logger: logger))
            return .http(
                try NIOAsyncChannel(
                    wrappingChannelSynchronously: channel,
                    configuration: .init(isOutboundHalfClosureEnabled: true)))
        }
    }

    /// For one connection: who was let in at its first request is known to the second step.
    private var upgrader: NIOTypedWebSocketServerUpgrader<Negotiated> {
        let admitted = Admitted()
        return NIOTypedWebSocketServerUpgrader(
            maxFrameSize: WebSocketChannel.maximumFrameBytes,
            shouldUpgrade: { channel, head in
                let promise = channel.eventLoop.makePromise(of: HTTPHeaders?.self)
                promise.completeWithTask {
                    let local = await caller.identify(channel)
                    let admission = await hub.admission(head, local)
                    admitted.admission.withLock { $0 = admission }
                    return admission == nil ? nil : HTTPHeaders()
                }
                return promise.futureResult
            },
            upgradePipelineHandler: { channel, _ in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.handler(type: RequestWatch.self).rest()
                    guard let admission = admitted.admission.withLock({ $0 }) else {
                        throw ChannelError.inappropriateOperationForState
                    }
                    try channel.pipeline.syncOperations.addHandlers([
                        FrameRules(),
                        NIOWebSocketFrameAggregator(
                            minNonFinalFragmentSize: 1, maxAccumulatedFrameCount: 100,
                            maxAccumulatedFrameSize: WebSocketChannel.maximumFrameBytes),
                        FrameFaults(),
                    ])
                    return .webSocket(
                        try NIOAsyncChannel(wrappingChannelSynchronously: channel), admission)
                }
            })
    }

    private final class Admitted: Sendable {
        let admission = Mutex<SocketHub.Admission?>(nil)
    }

    func handle(value: Value, logger: Logger) async {
        do {
            switch try await value.negotiation.get() {
            case .http(let channel): await handleHTTP(asyncChannel: channel, logger: logger)
            case .webSocket(let channel, let admission): try await serve(channel, admission)
            }
        } catch {
            logger.debug("a connection ended: \(error)")
            value.channel.close(promise: nil)
        }
    }

    private func serve(_ channel: Frames, _ admission: SocketHub.Admission) async throws {
        let number = hub.opened(admission)
        defer { hub.closed(number, admission) }
        try await withTaskCancellationHandler {
            try await channel.executeThenClose { inbound, outbound in
                let talk = WebSocketTalk(hub: hub, admission: admission, number: number)
                guard !admission.isMalformed else { return try await talk.end(4000, outbound) }
                try await talk.run(inbound, outbound)
            }
        } onCancel: {
            channel.channel.close(promise: nil)
        }
    }
}
