// The frames of one WebSocket: messages of the client and changes of what it follows, one after the other. It ends with
// a close frame that says why: 1000 asked for, 1003 no text, 1007 no UTF-8, 1008 too many messages at once, or the token
// opens the door no more.

internal import JSONText
internal import NIOCore
internal import NIOWebSocket
internal import Synchronization

struct WebSocketTalk: Sendable {
    private static let pause = Duration.milliseconds(50)
    /// Messages of a client that wait to be answered.
    private static let maximumWaiting = 1024
    /// Looks between two at the door.
    private static let looksToDoor = 20

    enum Step: Sendable {
        case frame(WebSocketFrame)
        case look
        case overrun
    }

    /// A look that waits for its turn: one is enough, however long the client takes to read.
    final class PendingLook: Sendable {
        private let isThere = Atomic(false)

        /// Nothing when there is one already. What finds no room is as if nobody had wanted it: the next one may.
        func begin(in feed: AsyncStream<Step>.Continuation) {
            guard !isThere.exchange(true, ordering: .acquiringAndReleasing) else { return }
            if case .dropped = feed.yield(.look) { end() }
        }

        func end() { isThere.store(false, ordering: .releasing) }
    }

    typealias Writer = NIOAsyncChannelOutboundWriter<WebSocketFrame>

    let hub: SocketHub
    let admission: SocketHub.Admission
    let number: Int

    func run(
        _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>, _ outbound: Writer
    ) async throws {
        let (steps, feed) = AsyncStream.makeStream(
            of: Step.self, bufferingPolicy: .bufferingOldest(WebSocketTalk.maximumWaiting))
        let look = PendingLook()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { feed.finish() }
                for try await frame in inbound {
                    guard case .dropped = feed.yield(.frame(frame)) else { continue }
                    // Room is made by the answers; the client has been told then.
                    while case .dropped = feed.yield(.overrun) {
                        try await Task.sleep(for: WebSocketTalk.pause)
                    }
                    return
                }
            }
            group.addTask {
                while !Task.isCancelled {
                    try await Task.sleep(for: WebSocketTalk.pause)
                    look.begin(in: feed)
                }
            }
            try await follow(steps, look, outbound)
            group.cancelAll()
        }
    }

    private func follow(
        _ steps: AsyncStream<Step>, _ look: PendingLook, _ outbound: Writer
    ) async throws {
        var socket = hub.socket(admission)
        var looks = 0
        try await send(await socket.open(admission.command), outbound)
        for await step in steps {
            switch step {
            case .look:
                looks += 1
                if looks % WebSocketTalk.looksToDoor == 0,
                    await !hub.isStillAdmitted(admission)
                {
                    return try await end(1008, outbound)
                }
                try await send(await socket.changes(), outbound)
                look.end()
            case .overrun: return try await end(1008, outbound)
            case .frame(let frame):
                guard try await take(frame, &socket, outbound) else { return }
            }
            hub.note(number, subscriptions: socket.followed.count)
        }
    }

    /// False: the connection is over.
    private func take(
        _ frame: WebSocketFrame, _ socket: inout CommandSocket, _ outbound: Writer
    ) async throws -> Bool {
        switch frame.opcode {
        case .text:
            let bytes = frame.unmaskedData.readableBytesView
            guard let text = String(validating: bytes, as: UTF8.self) else {
                try await end(1007, outbound)
                return false
            }
            try await send(await socket.answers(to: text), outbound)
        case .ping:
            try await outbound.write(
                WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData))
        case .connectionClose:
            try await end(1000, outbound)
            return false
        case .pong: break
        default:
            try await end(1003, outbound)
            return false
        }
        return true
    }

    private func send(_ messages: [JSON], _ outbound: Writer) async throws {
        for message in messages {
            try await outbound.write(
                WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(bytes: message.bytes)))
        }
    }

    func end(_ code: Int, _ outbound: Writer) async throws {
        try await outbound.write(.closing(code))
    }
}

extension WebSocketFrame {
    /// A close frame with a code.
    static func closing(_ code: Int) -> WebSocketFrame {
        var data = ByteBuffer()
        data.write(webSocketErrorCode: WebSocketErrorCode(codeNumber: code))
        return WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
    }
}
