// One quick pass over a source before it is read as a table: packing, encoding, size, and samples
// of the text. Memory: the samples only (head, tail and some lines beyond ASCII), whatever the size
// of the file.

/// What is known of a file after looking at all its bytes once.
package struct SourceProbe: Hashable, Sendable {
    package var storage: TableStorage
    /// Bytes after unpacking, before decoding.
    package var byteCount: Int
    /// Decoded text from the start of the file (UTF-8, no mark); whole lines unless it is the whole
    /// file.
    package var head: [UInt8]
    /// Decoded text from the end; empty when `head` is the whole file.
    package var tail: [UInt8]
    /// `head` holds everything.
    package var isComplete: Bool { tail.isEmpty }

    static let headLimit = 1 << 20
    static let tailLimit = 1 << 16

    /// Reads `source` to its end. Errors: missing, directory, unreadable, empty, binary, corrupt,
    /// encoding, cancelled.
    /// `encoding` is what a person says.
    package init(
        _ source: TableSource, encoding: TextEncoding? = nil, byteLimit: Int? = nil
    ) throws(TableError) {
        if let part = try SheetPart.of(source) {
            try self.init(part, source)
            return
        }
        var gauge = ByteGauge()
        let raw = try source.open()
        var compression = Compression.none
        var stream = raw
        if let first = try raw.next() {
            compression = Compression(magic: first)
            stream = PrefixedStream(first, raw)
            if compression == .gzip { stream = try InflateStream(stream, .gzip, path: source.path) }
        }
        // With a limit only the beginning is looked at.
        while gauge.count < byteLimit ?? .max, let chunk = try stream.next() {
            if Task.isCancelled { throw .cancelled(path: source.path) }
            gauge.take(chunk)
        }
        guard gauge.count > 0 else { throw .empty(path: source.path) }
        let decision = gauge.decision(encoding, isCut: gauge.count >= byteLimit ?? .max)
        try self.init(gauge, decision, compression, path: source.path)
        try convertJSONLines(source)
        try refuseBlank(source.path)
    }

    private init(_ part: SheetPart, _ source: TableSource) throws(TableError) {
        let plain = EncodingDecision(.utf8)
        storage = TableStorage(compression: .none, text: plain, conversion: .sheet(part))
        byteCount = 0
        head = []
        tail = []
        try sampleConverted(source)
    }

    /// What a gauge has seen of plain text. Errors: binary, encoding, empty.
    init(
        ahead gauge: ByteGauge, _ decision: EncodingDecision, path: String
    ) throws(TableError) {
        try self.init(gauge, decision, .none, path: path)
        try refuseBlank(path)
    }

    private init(
        _ gauge: ByteGauge, _ decision: EncodingDecision, _ compression: Compression, path: String
    ) throws(TableError) {
        if let kind = gauge.binaryKind(decision) { throw .binary(path: path, looksLike: kind) }
        storage = TableStorage(compression: compression, text: decision)
        byteCount = gauge.count
        head = []
        tail = []
        try decodeSamples(gauge, path: path)
    }

    private func refuseBlank(_ path: String) throws(TableError) {
        guard head.contains(where: { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }) else {
            throw .empty(path: path)
        }
    }

    private mutating func convertJSONLines(_ source: TableSource) throws(TableError) {
        guard JSONLines.mayBe(head),
            let lines = try JSONLines(storage.openText(source), path: source.path)
        else { return }
        storage.conversion = .jsonLines(lines)
        try sampleConverted(source)
    }

    private mutating func sampleConverted(_ source: TableSource) throws(TableError) {
        var gauge = ByteGauge()
        let stream = try storage.open(source)
        while let chunk = try stream.next() {
            if Task.isCancelled { throw .cancelled(path: source.path) }
            gauge.take(chunk)
        }
        guard gauge.count > 0 else { throw .empty(path: source.path) }
        byteCount = gauge.count
        head = []
        tail = []
        let decision = storage.text
        storage.text = EncodingDecision(.utf8)
        try decodeSamples(gauge, path: source.path)
        storage.text = decision
    }

    private mutating func decodeSamples(_ gauge: ByteGauge, path: String) throws(TableError) {
        let decision = storage.text
        let whole = gauge.count <= gauge.head.count
        head = try Self.decode(gauge.head, decision, path: path)
        guard !whole else { return }
        if let last = head.lastIndex(of: 0x0A) ?? head.lastIndex(of: 0x0D) {
            head.removeSubrange((last + 1)...)
        }
        var rest = decision
        rest.markLength = 0
        var end = gauge.tail
        // Whole units only: the tail may begin inside a UTF-16 unit.
        let surplus = (gauge.count - end.count) % decision.decodesAs.unitWidth
        if surplus > 0 { end.removeFirst(decision.decodesAs.unitWidth - surplus) }
        tail = try Self.decode(end, rest, path: path)
        if let first = tail.firstIndex(of: 0x0A) { tail.removeSubrange(...first) }
    }

    private static func decode(
        _ bytes: [UInt8], _ decision: EncodingDecision, path: String
    ) throws(TableError) -> [UInt8] {
        let stream = try DecodingStream(MemoryStream(bytes), decision, path: path)
        var text: [UInt8] = []
        while let chunk = try stream.next() { text += chunk }
        return text
    }
}

/// A stream with some bytes put back before it.
private final class PrefixedStream: ByteStream {
    private var first: [UInt8]?
    private let rest: any ByteStream

    init(_ first: [UInt8], _ rest: any ByteStream) {
        self.first = first
        self.rest = rest
    }

    func next() throws(TableError) -> [UInt8]? {
        if let bytes = first {
            first = nil
            return bytes
        }
        return try rest.next()
    }
}
