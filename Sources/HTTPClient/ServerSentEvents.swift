// text/event-stream as the HTML standard says: lines end by CR, LF or both; an empty line ends an
// event; comments and unknown fields are skipped; an event without its end is dropped.

package struct ServerSentEvent: Hashable, Sendable {
    /// `message` unless named.
    package var name: String
    package var data: String
    package var id: String?

    package init(name: String, data: String, id: String? = nil) {
        self.name = name
        self.data = data
        self.id = id
    }
}

/// Reads events out of bytes that arrive in pieces.
package struct ServerSentEventReader: Sendable {
    private var line: [UInt8] = []
    private var endedByCR = false
    private var isFirstLine = true
    private var name = ""
    private var data: [String] = []
    private var id: String?

    package init() {}

    /// The events that end in `bytes`. O(bytes).
    package mutating func read(_ bytes: [UInt8]) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        for byte in bytes {
            if byte == 0x0A, endedByCR {
                endedByCR = false
                continue
            }
            endedByCR = byte == 0x0D
            if byte == 0x0A || byte == 0x0D {
                if let event = endLine() { events.append(event) }
            } else {
                line.append(byte)
            }
        }
        return events
    }

    private mutating func endLine() -> ServerSentEvent? {
        if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        isFirstLine = false
        defer { line.removeAll(keepingCapacity: true) }
        guard !line.isEmpty else { return dispatch() }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[min(colon + 1, line.endIndex)...]
        if value.first == 0x20 { value.removeFirst() }
        let text = String(decoding: value, as: UTF8.self)
        switch String(decoding: line[..<colon], as: UTF8.self) {
        case "event": name = text
        case "data": data.append(text)
        case "id": if !text.contains("\0") { id = text }
        default: break
        }
        return nil
    }

    private mutating func dispatch() -> ServerSentEvent? {
        defer {
            name = ""
            data = []
        }
        guard !data.isEmpty else { return nil }
        return ServerSentEvent(
            name: name.isEmpty ? "message" : name, data: data.joined(separator: "\n"), id: id)
    }
}

/// The events of a streamed answer, one reader.
package struct ServerSentEventStream: ~Copyable {
    private let body: HTTPBody
    private var reader = ServerSentEventReader()
    private var waiting: ArraySlice<ServerSentEvent> = []

    package init(_ body: HTTPBody) { self.body = body }

    /// The next event, nil at the end of the answer.
    package mutating func next() async throws(HTTPClientError) -> ServerSentEvent? {
        while waiting.isEmpty {
            guard let bytes = try await body.next() else { return nil }
            waiting = reader.read(bytes)[...]
        }
        return waiting.popFirst()
    }
}
