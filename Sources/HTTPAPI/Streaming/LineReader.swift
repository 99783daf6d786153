// The body of a request line by line, as it arrives: memory holds one line, and what came with it.

internal import HummingbirdCore
internal import NIOCore

package struct LineReader {
    /// Longer lines are refused.
    package static let maximumLineBytes = 1 << 20

    package enum Failure: Error, CustomStringConvertible {
        case lineTooLong(Int)

        package var description: String {
            switch self {
            case .lineTooLong(let line):
                "line \(line) is longer than \(LineReader.maximumLineBytes) bytes"
            }
        }
    }

    private var chunks: RequestBody.AsyncIterator
    private var rest = ByteBuffer()
    private var isOver = false
    /// Lines given so far, the blank ones among them.
    package private(set) var count = 0

    init(_ body: RequestBody) { chunks = body.makeAsyncIterator() }

    /// The next line without its end; nil after the last. Blank lines are passed over.
    package mutating func next() async throws -> [UInt8]? {
        while true {
            if let line = try cut() {
                count += 1
                if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
                return line
            }
            if isOver { return nil }
            if var chunk = try await chunks.next() {
                rest.discardReadBytes()
                rest.writeBuffer(&chunk)
            } else {
                isOver = true
                if rest.readableBytes > 0 { rest.writeInteger(UInt8(ascii: "\n")) }
            }
        }
    }

    private mutating func cut() throws -> [UInt8]? {
        guard let end = rest.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) else {
            if rest.readableBytes > LineReader.maximumLineBytes {
                throw Failure.lineTooLong(count)
            }
            return nil
        }
        let length = end - rest.readerIndex
        guard length <= LineReader.maximumLineBytes else { throw Failure.lineTooLong(count) }
        let line = rest.readBytes(length: length)
        rest.moveReaderIndex(forwardBy: 1)
        return line
    }
}
