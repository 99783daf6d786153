// What is no HTTP, too much of it, or does not come to its end, is answered (400, 431, 408) where no answer has begun, and
// the connection ends: nothing behind would ever see it, and the other side would wait for ever. Answers to earlier
// requests of the connection go first. Stands behind the decoder; `FirstBytes` before it tells of bytes. Event loop only.

internal import JSONText
internal import NIOCore
internal import NIOHTTP1

final class RequestWatch: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    struct Fault {
        var status: HTTPResponseStatus
        var code: String
        var text: String

        static let malformed = Fault(
            status: .badRequest, code: "malformed_request",
            text: "this is no HTTP request: mend its first line, its headers or its chunks")
        static let overflow = Fault(
            status: .requestHeaderFieldsTooLarge, code: "too_large",
            text: "path and headers have at most 80 KiB, and 1000 headers")
        static let late = Fault(
            status: .requestTimeout, code: "request_timeout",
            text: "the rest of the request did not come in time")
    }

    private enum Stage {
        /// Between requests.
        case idle
        /// Some of a head is there.
        case head
        /// The head is there, the end is not.
        case body
    }

    private let limits: ConnectionLimits
    private var stage = Stage.idle
    /// Requests whose head came and whose answer has not ended.
    private var unanswered = 0
    private var hasBegunAnswer = false
    /// Told after the answers to earlier requests.
    private var fault: Fault?
    private var timer: Scheduled<Void>?
    /// Since when bytes are waited for; nil while they are not: what we do not read nobody is late with.
    private var isWaitingSince: NIODeadline?
    private var isOver = false
    /// The last word is said: what still comes is not looked at.
    private(set) var hasFailed = false

    init(_ limits: ConnectionLimits) { self.limits = limits }

    func handlerRemoved(context: ChannelHandlerContext) { rest() }

    func channelInactive(context: ChannelHandlerContext) {
        rest()
        context.fireChannelInactive()
    }

    /// Watches no more: the connection speaks something else from now on.
    func rest() {
        isOver = true
        timer?.cancel()
        timer = nil
    }

    // MARK: what `FirstBytes` tells

    func bytesCame(_ context: ChannelHandlerContext) {
        guard stage == .idle, !isOver else { return }
        stage = .head
        start(limits.headSeconds, context) { $0.fail(.late, $1) }
    }

    func isWaiting(_ waits: Bool) {
        guard waits else {
            isWaitingSince = nil
            return
        }
        if isWaitingSince == nil { isWaitingSince = .now() }
    }

    // MARK: requests and answers

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return context.fireChannelRead(data) }
        switch unwrapInboundIn(data) {
        case .head:
            stage = .body
            unanswered += 1
            awaitBody(limits.bodySeconds, context)
        case .body: break
        case .end:
            stage = .idle
            timer?.cancel()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isOver else { return context.write(data, promise: promise) }
        switch unwrapOutboundIn(data) {
        case .head(let head) where (100..<200).contains(head.status.code): break
        case .head: hasBegunAnswer = true
        case .body: break
        case .end:
            hasBegunAnswer = false
            unanswered -= 1
            context.write(data, promise: promise)
            return answered(context)
        }
        context.write(data, promise: promise)
    }

    private func answered(_ context: ChannelHandlerContext) {
        if let fault {
            fail(fault, context)
        } else if stage == .body, unanswered == 0 {
            // Whoever was refused before the end of what it sends, may read the answer first.
            start(limits.lingerSeconds, context) { $1.close(promise: nil) }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError, !isOver else {
            if !hasFailed { context.fireErrorCaught(error) }
            return
        }
        if case .headerOverflow = error {
            fail(.overflow, context)
        } else {
            fail(.malformed, context)
        }
    }

    /// Answers and ends the connection, after the answers to earlier requests.
    private func fail(_ fault: Fault, _ context: ChannelHandlerContext) {
        let own = stage == .body ? 1 : 0
        if unanswered > own {
            self.fault = fault
            return
        }
        guard !hasBegunAnswer, unanswered == own else {
            rest()
            return context.close(promise: nil)
        }
        answer(fault, context)
        hasFailed = true
        // A connection that is closed over bytes that nobody read would take the answer along.
        context.close(mode: .output, promise: nil)
        start(limits.lingerSeconds, context) { $1.close(promise: nil) }
        isOver = true
    }

    private func answer(_ fault: Fault, _ context: ChannelHandlerContext) {
        let body: JSON = [
            "detail": .string(fault.text), "code": .string(fault.code),
            "message": .string(fault.text), "docs": "docs/HTTP_API.md#errors",
        ]
        let bytes = context.channel.allocator.buffer(bytes: body.bytes)
        let headers = HTTPHeaders([
            ("Content-Type", "application/json"), ("Content-Length", "\(bytes.readableBytes)"),
            ("Connection", "close"),
        ])
        let head = HTTPResponseHead(version: .http1_1, status: fault.status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    // MARK: time

    private func start(
        _ seconds: Double, _ context: ChannelHandlerContext,
        _ then: @escaping (RequestWatch, ChannelHandlerContext) -> Void
    ) {
        timer?.cancel()
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(seconds)) {
            [weak self] in
            guard let self else { return }
            then(self, context)
        }
    }

    private func awaitBody(_ seconds: Double, _ context: ChannelHandlerContext) {
        start(seconds, context) { watch, context in
            let limit = watch.limits.bodySeconds
            let waited = watch.isWaitingSince.map { since in
                Double((NIODeadline.now() - since).nanoseconds) / 1e9
            }
            guard let waited else { return watch.awaitBody(limit, context) }
            if waited >= limit {
                watch.fail(.late, context)
            } else {
                watch.awaitBody(limit - waited, context)
            }
        }
    }
}

/// Before the decoder: tells the watch when bytes come and when they are waited for.
final class FirstBytes: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer

    private let watch: RequestWatch
    /// Where the watch stands, for what it writes.
    private var place: ChannelHandlerContext?

    init(_ watch: RequestWatch) { self.watch = watch }

    func stand(at place: ChannelHandlerContext) { self.place = place }

    func handlerRemoved(context: ChannelHandlerContext) { place = nil }

    func channelInactive(context: ChannelHandlerContext) {
        place = nil
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if watch.hasFailed { return }
        watch.isWaiting(false)
        if let place { watch.bytesCame(place) }
        context.fireChannelRead(data)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if watch.hasFailed, (event as? ChannelEvent) == .inputClosed {
            return context.close(promise: nil)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func read(context: ChannelHandlerContext) {
        watch.isWaiting(true)
        context.read()
    }
}

extension TimeAmount {
    fileprivate static func seconds(_ count: Double) -> TimeAmount {
        .nanoseconds(Int64(count * 1e9))
    }
}
