// How the bytes of a file become text: packing, encoding, mark. Found once by a probe, used by
// every reader.

/// An encoding together with the mark that stands before the text.
package struct EncodingDecision: Hashable, Sendable, Codable {
    package var encoding: TextEncoding
    /// The encoding to decode with; differs from `encoding` only where a mark names the byte order.
    var decodesAs: TextEncoding
    /// Bytes before the text.
    var markLength: Int
    /// From 0 to 1: below 0.9 only for encodings that had to be guessed.
    package var confidence: Double

    init(
        _ encoding: TextEncoding, decodesAs: TextEncoding? = nil, markLength: Int = 0,
        confidence: Double = 1
    ) {
        self.encoding = encoding
        self.decodesAs = decodesAs ?? encoding
        self.markLength = markLength
        self.confidence = confidence
    }
}

/// How a file is stored.
package struct TableStorage: Hashable, Sendable, Codable {
    package var compression: Compression
    package var text: EncodingDecision

    package var encoding: TextEncoding { text.encoding }

    /// A new stream of decoded text: UTF-8 without a mark.
    func open(_ source: TableSource) throws(TableError) -> any ByteStream {
        var stream = try source.open()
        if compression == .gzip { stream = try GzipStream(stream, path: source.path) }
        return try DecodingStream(stream, text, path: source.path)
    }
}
