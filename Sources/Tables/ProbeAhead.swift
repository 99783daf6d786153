// A probe of a large file that looks at its beginning and its end only, and a watch over the reading that
// follows: whoever reads all of it learns at the end whether the bytes between would have changed the
// answer. So a file is read once, not twice.

/// Sees every byte that a reader takes from a file. Belongs to the task that reads.
package final class SourceWatch {
    private var gauge = ByteGauge()
    private let chosen: TextEncoding?
    /// Bytes of the file when it was opened.
    package let size: Int

    init(chosen: TextEncoding?, size: Int) {
        self.chosen = chosen
        self.size = size
    }

    func take(_ chunk: [UInt8]) { gauge.take(chunk) }

    /// How the text is decoded, by all of the bytes, after the last of them was read; nil when that
    /// is not how `expected` decodes it.
    package func confirm(_ expected: EncodingDecision) -> EncodingDecision? {
        let decision = gauge.decision(chosen)
        let isSame =
            decision.markLength == expected.markLength
            && (decision.decodesAs == expected.decodesAs
                || decision.decodesAs.isUTF8 && expected.decodesAs.isUTF8)
        return isSame ? decision : nil
    }
}

/// Shows a watch what passes.
final class WatchedStream: ByteStream {
    private let source: any ByteStream
    private let watch: SourceWatch

    init(_ source: any ByteStream, _ watch: SourceWatch) {
        self.source = source
        self.watch = watch
    }

    func next() throws(TableError) -> [UInt8]? {
        guard let chunk = try source.next() else { return nil }
        watch.take(chunk)
        return chunk
    }
}

extension SourceProbe {
    /// The probe of a large file, one of more than twice `limit` bytes, of plain delimited text by its two ends, with a watch for the reader of it; nil for
    /// all others. Errors as a whole probe.
    package static func ahead(
        _ source: TableSource, encoding: TextEncoding? = nil, limit: Int = 4 << 20
    ) throws(TableError) -> (probe: SourceProbe, watch: SourceWatch)? {
        guard case .file(let path) = source else { return nil }
        let file = try FileStream(path: path)
        guard let size = file.size, size > 2 * limit else { return nil }
        var gauge = ByteGauge()
        while gauge.count < limit, let chunk = try file.next() {
            if gauge.count == 0, isPacked(chunk) { return nil }
            gauge.take(chunk)
        }
        guard gauge.count >= limit, !JSONLines.mayBe(gauge.head) else { return nil }
        guard let end = file.last(tailLimit, of: size) else { return nil }
        let decision = gauge.decision(encoding, isCut: true)
        gauge.skip(to: size, tail: end)
        let probe = try SourceProbe(ahead: gauge, decision, path: path)
        if JSONLines.mayBe(probe.head) { return nil }
        return (probe, SourceWatch(chosen: encoding, size: size))
    }

    /// gzip or a workbook.
    private static func isPacked(_ first: [UInt8]) -> Bool {
        Compression(magic: first) != .none || first.starts(with: [0x50, 0x4B])
    }
}
