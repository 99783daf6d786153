// A route is a value: its description and what it does. It knows nothing of the server below.

package import Engine
package import JSONText
package import WireFormat

package struct Route: Sendable {
    package let endpoint: Endpoint
    /// How wrong shapes are told.
    package let style: ShapeStyle
    package let handle: @Sendable (RouteRequest) async throws(WireError) -> Reply
    /// Of a linewise endpoint: reads the body and writes the answer line by line.
    package var handleLines:
        (
            @Sendable (RouteRequest, inout LineReader, inout any EventWriter) async throws -> Void
        )?

    package init(
        _ endpoint: Endpoint, style: ShapeStyle,
        handle: @escaping @Sendable (RouteRequest) async throws(WireError) -> Reply
    ) {
        self.endpoint = endpoint
        self.style = style
        self.handle = handle
    }
}

/// What a route answers.
package struct Reply: Sendable {
    package enum Body: Sendable {
        case json(JSON)
        case text(String)
        /// A file to keep: its media type and name.
        case file([UInt8], mediaType: String, name: String)
        /// Lines of JSON, written while the request's are read.
        case lines(@Sendable (inout LineReader, inout any EventWriter) async throws -> Void)
        /// Server-sent events, written by the closure.
        case events(@Sendable (inout any EventWriter) async throws -> Void)
    }

    package var status: Int
    package var body: Body
    /// The sequence of what is shown, as a quoted entity tag.
    package var entityTag: String?
    package var retryAfterSeconds: Int?
    /// The command that was accepted: `wait` follows it, and it is the position for later reads.
    package var commandID: String?
    package var allowedMethods: [String] = []
    /// Kept under an idempotency key in place of the body: an answer with a secret is not written down.
    package var kept: JSON?

    package init(status: Int = 200, _ body: JSON) {
        self.status = status
        self.body = .json(body)
    }

    package init(status: Int = 200, body: Body) {
        self.status = status
        self.body = body
    }

    package func tagged(_ sequence: Int) -> Reply {
        var reply = self
        reply.entityTag = "\"\(sequence)\""
        return reply
    }

    /// The receipt of a command.
    package func about(_ command: AcceptedCommand) -> Reply {
        var reply = tagged(command.sequence)
        reply.commandID = command.commandID
        return reply
    }
}

/// Takes the bytes of a streamed answer.
package protocol EventWriter {
    /// Throws when the client has gone. Waits while the client is slow.
    mutating func write(_ bytes: [UInt8]) async throws
}
