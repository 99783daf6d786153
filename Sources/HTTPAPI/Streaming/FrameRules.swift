// What RFC 6455 asks of a client's frames and the library does not look at: they are masked, and no extension is in use.
// A frame that breaks it ends the connection with 1002; messages that are too long in sum, with 1009.

internal import NIOCore
internal import NIOWebSocket

/// Stands before the fragments are joined.
final class FrameRules: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias InboundOut = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        let isClean = !frame.rsv1 && !frame.rsv2 && !frame.rsv3
        guard frame.maskKey != nil, isClean else {
            let end = context.eventLoop.makePromise(of: Void.self)
            end.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
            context.writeAndFlush(wrapOutboundOut(.closing(1002)), promise: end)
            return
        }
        context.fireChannelRead(data)
    }
}

/// Stands behind it: what cannot be joined.
final class FrameFaults: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let fault = error as? NIOWebSocketFrameAggregator.Error else {
            context.fireErrorCaught(error)
            return
        }
        let tooMuch: Set<NIOWebSocketFrameAggregator.Error> = [
            .accumulatedFrameSizeIsTooLarge, .tooManyFragments,
        ]
        let end = context.eventLoop.makePromise(of: Void.self)
        end.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        context.writeAndFlush(
            wrapOutboundOut(.closing(tooMuch.contains(fault) ? 1009 : 1002)), promise: end)
    }
}
