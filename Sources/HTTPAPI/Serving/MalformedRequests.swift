// What is no HTTP is answered with 400 where no request came before, and the connection ends: nothing behind would ever
// see it, and the other side would wait for ever.

internal import JSONText
internal import NIOCore
internal import NIOHTTP1

final class MalformedRequests: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// An answer may be on its way: nothing can be written into it.
    private var hasRequest = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        hasRequest = true
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError else { return context.fireErrorCaught(error) }
        if !hasRequest { answer(context) }
        context.close(promise: nil)
    }

    private func answer(_ context: ChannelHandlerContext) {
        let text = "this is no HTTP request: mend its first line and its headers"
        let body: JSON = [
            "detail": .string(text), "code": "malformed_request", "message": .string(text),
            "docs": "docs/HTTP_API.md#errors",
        ]
        let bytes = context.channel.allocator.buffer(bytes: body.bytes)
        let headers = HTTPHeaders([
            ("Content-Type", "application/json"), ("Content-Length", "\(bytes.readableBytes)"),
            ("Connection", "close"),
        ])
        let head = HTTPResponseHead(version: .http1_1, status: .badRequest, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
