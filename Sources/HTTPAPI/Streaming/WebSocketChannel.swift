// A connection that speaks HTTP 1 and may become a WebSocket on its first request (RFC 6455). The framework has no
// WebSockets; NIO has.

internal import HummingbirdCore
internal import JSONText
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes
internal import NIOHTTPTypesHTTP1
internal import NIOWebSocket

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
    private static let pause = Duration.milliseconds(50)

    let responder: HTTPChannelHandler.Responder
    let hub: SocketHub
    let caller: Caller

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            var configuration = NIOUpgradableHTTPServerPipelineConfiguration(
                upgradeConfiguration: NIOTypedHTTPServerUpgradeConfiguration(
                    upgraders: [upgrader], notUpgradingCompletionHandler: { plain($0, logger) }))
            configuration.enablePipelining = false
            configuration.enableErrorHandling = false
            configuration.enableResponseHeaderValidation = false
            let negotiation = try channel.pipeline.syncOperations
                .configureUpgradableHTTPServerPipeline(configuration: configuration)
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

    private var upgrader: NIOTypedWebSocketServerUpgrader<Negotiated> {
        NIOTypedWebSocketServerUpgrader(
            maxFrameSize: WebSocketChannel.maximumFrameBytes,
            shouldUpgrade: { channel, head in
                let promise = channel.eventLoop.makePromise(of: HTTPHeaders?.self)
                promise.completeWithTask {
                    let local = await caller.identify(channel)
                    return await hub.admission(head, local) == nil ? nil : HTTPHeaders()
                }
                return promise.futureResult
            },
            upgradePipelineHandler: { channel, head in
                let promise = channel.eventLoop.makePromise(of: SocketHub.Admission.self)
                promise.completeWithTask {
                    let local = await caller.identify(channel)
                    guard let admission = await hub.admission(head, local) else {
                        throw ChannelError.inappropriateOperationForState
                    }
                    return admission
                }
                return promise.futureResult.flatMapThrowing { admission in
                    try channel.pipeline.syncOperations.addHandler(
                        NIOWebSocketFrameAggregator(
                            minNonFinalFragmentSize: 1, maxAccumulatedFrameCount: 100,
                            maxAccumulatedFrameSize: WebSocketChannel.maximumFrameBytes))
                    return .webSocket(
                        try NIOAsyncChannel(wrappingChannelSynchronously: channel), admission)
                }
            })
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
                guard !admission.isMalformed else {
                    return try await outbound.write(WebSocketChannel.close(4000))
                }
                try await follow(inbound, outbound, admission, number)
            }
        } onCancel: {
            channel.channel.close(promise: nil)
        }
    }

    /// Messages of the client and changes of commands, one after the other through one stream.
    private func follow(
        _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>,
        _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>,
        _ admission: SocketHub.Admission, _ number: Int
    ) async throws {
        enum Step: Sendable {
            case frame(WebSocketFrame)
            case look
        }
        let (steps, feed) = AsyncStream.makeStream(
            of: Step.self, bufferingPolicy: .bufferingOldest(1024))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { feed.finish() }
                for try await frame in inbound { feed.yield(.frame(frame)) }
            }
            group.addTask {
                while !Task.isCancelled {
                    try await Task.sleep(for: WebSocketChannel.pause)
                    feed.yield(.look)
                }
            }
            var socket = hub.socket(admission)
            try await send(await socket.open(admission.command), outbound)
            for await step in steps {
                switch step {
                case .look: try await send(await socket.changes(), outbound)
                case .frame(let frame):
                    guard try await take(frame, &socket, outbound) else {
                        group.cancelAll()
                        return
                    }
                }
                hub.note(number, subscriptions: socket.followed.count)
            }
            group.cancelAll()
        }
    }

    /// False: the connection is over.
    private func take(
        _ frame: WebSocketFrame, _ socket: inout CommandSocket,
        _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    ) async throws -> Bool {
        switch frame.opcode {
        case .text:
            let text = String(buffer: frame.unmaskedData)
            try await send(await socket.answers(to: text), outbound)
        case .ping:
            try await outbound.write(
                WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData))
        case .connectionClose:
            try await outbound.write(WebSocketChannel.close(1000))
            return false
        case .pong: break
        default:
            try await outbound.write(WebSocketChannel.close(1003))
            return false
        }
        return true
    }

    private func send(
        _ messages: [JSON], _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    ) async throws {
        for message in messages {
            try await outbound.write(
                WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(bytes: message.bytes)))
        }
    }

    private static func close(_ code: UInt16) -> WebSocketFrame {
        var data = ByteBuffer()
        data.write(webSocketErrorCode: WebSocketErrorCode(codeNumber: Int(code)))
        return WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
    }
}
