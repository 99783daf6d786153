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
    /// What is no delimited text in itself and is turned into it.
    package var conversion: Conversion?

    /// How another kind of file becomes delimited text.
    package enum Conversion: Hashable, Sendable, Codable {
        case sheet(SheetPart)
        case jsonLines(JSONLines)
    }

    package init(compression: Compression, text: EncodingDecision, conversion: Conversion? = nil) {
        self.compression = compression
        self.text = text
        self.conversion = conversion
    }

    package var encoding: TextEncoding { text.encoding }

    /// The dialect of converted files; nil where it has to be found.
    package var fixedDialect: Dialect? { conversion == nil ? nil : SheetStream.dialect }

    /// The number of the first line of the text.
    var firstLine: Int {
        switch conversion {
        case .sheet(let part): part.area.top
        case .jsonLines: 0
        case nil: 1
        }
    }

    /// A new stream of decoded text: UTF-8 without a mark.
    func open(
        _ source: TableSource, _ watch: SourceWatch? = nil
    ) throws(TableError) -> any ByteStream {
        switch conversion {
        case .sheet(let part): try SheetStream(source.container, part)
        case .jsonLines(let lines): JSONLinesStream(try openText(source), lines)
        case nil: try openText(source, watch)
        }
    }

    /// The text as it stands in the file.
    func openText(
        _ source: TableSource, _ watch: SourceWatch? = nil
    ) throws(TableError) -> any ByteStream {
        var stream = try source.open()
        if let watch { stream = WatchedStream(stream, watch) }
        if compression == .gzip { stream = try InflateStream(stream, .gzip, path: source.path) }
        return try DecodingStream(stream, text, path: source.path)
    }
}
