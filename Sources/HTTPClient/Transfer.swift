// One exchange as it stands between the thread that runs libcurl (which feeds it) and the task that
// reads it.

internal import Synchronization

final class Transfer: Sendable {
    typealias Outcome<Value> = Result<Value, HTTPClientError>

    /// Bytes kept for a slow reader before the sender is paused.
    static let highWater = 1 << 20

    let request: HTTPRequest
    private let loop: TransferLoop
    private let state = Mutex(State())

    private struct State {
        var lines: [HTTPHeader] = []
        var status = 0
        var head: HTTPResponseHead?
        var headReader: CheckedContinuation<Outcome<HTTPResponseHead>, Never>?
        var buffer: [UInt8] = []
        var chunkReader: CheckedContinuation<Outcome<[UInt8]?>, Never>?
        var end: HTTPClientError??
        var isPaused = false
    }

    init(_ request: HTTPRequest, loop: TransferLoop) {
        self.request = request
        self.loop = loop
    }

    // MARK: the reader's side

    func head() async -> Outcome<HTTPResponseHead> {
        await withCheckedContinuation { continuation in
            let ready = state.withLock { state -> Outcome<HTTPResponseHead>? in
                if let head = state.head { return .success(head) }
                if let end = state.end { return .failure(end ?? .interrupted("no answer")) }
                state.headReader = continuation
                return nil
            }
            if let ready { continuation.resume(returning: ready) }
        }
    }

    func chunk() async -> Outcome<[UInt8]?> {
        await withCheckedContinuation { continuation in
            let (ready, resumes) = state.withLock { state -> (Outcome<[UInt8]?>?, Bool) in
                if !state.buffer.isEmpty {
                    let chunk = state.buffer
                    state.buffer = []
                    defer { state.isPaused = false }
                    return (.success(chunk), state.isPaused)
                }
                if let end = state.end {
                    return (end.map { .failure($0) } ?? .success(nil), false)
                }
                state.chunkReader = continuation
                return (nil, false)
            }
            if resumes { loop.resume(self) }
            if let ready { continuation.resume(returning: ready) }
        }
    }

    /// Harmless when it has ended.
    func cancel() {
        let isOpen = state.withLock { state in
            state.buffer = []
            return state.end == nil
        }
        if isOpen { loop.cancel(self) }
    }

    // MARK: the loop's side

    /// A header line without its end; the empty line ends a head.
    func receive(line: String) {
        let (reader, head) = state.withLock { state in
            if line.hasPrefix("HTTP/") {
                state.status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
                state.lines = []
                return (nil, nil)
                    as (
                        CheckedContinuation<Outcome<HTTPResponseHead>, Never>?,
                        HTTPResponseHead?
                    )
            }
            if !line.isEmpty {
                if let colon = line.firstIndex(of: ":") {
                    let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
                    state.lines.append(HTTPHeader(String(line[..<colon]), String(value)))
                }
                return (nil, nil)
            }
            guard state.status >= 200, state.head == nil else { return (nil, nil) }
            let head = HTTPResponseHead(status: state.status, headers: state.lines)
            state.head = head
            defer { state.headReader = nil }
            return (state.headReader, head)
        }
        if let head { reader?.resume(returning: .success(head)) }
    }

    /// False: not taken, the transfer is to be paused until `loop.resume`.
    func receive(bytes: [UInt8]) -> Bool {
        let (reader, isTaken) = state.withLock { state in
            if let reader = state.chunkReader {
                state.chunkReader = nil
                return (reader, true) as (CheckedContinuation<Outcome<[UInt8]?>, Never>?, Bool)
            }
            guard state.buffer.count < Transfer.highWater else {
                state.isPaused = true
                return (nil, false)
            }
            state.buffer.append(contentsOf: bytes)
            return (nil, true)
        }
        reader?.resume(returning: .success(bytes))
        return isTaken
    }

    /// Nil: ended well. Only the first end counts.
    func end(_ error: HTTPClientError?) {
        let (headReader, chunkReader) = state.withLock { state in
            guard state.end == nil else {
                return (nil, nil)
                    as (
                        CheckedContinuation<Outcome<HTTPResponseHead>, Never>?,
                        CheckedContinuation<Outcome<[UInt8]?>, Never>?
                    )
            }
            state.end = .some(error)
            defer {
                state.headReader = nil
                state.chunkReader = nil
            }
            return (state.headReader, state.chunkReader)
        }
        headReader?.resume(returning: .failure(error ?? .interrupted("no answer")))
        chunkReader?.resume(returning: error.map { .failure($0) } ?? .success(nil))
    }
}
