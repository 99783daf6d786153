// Collects what a probe needs from raw chunks: size, head, tail, UTF-8 validity, lines beyond
// ASCII.

/// The running state of one probe.
struct ByteGauge {
    var count = 0
    var head: [UInt8] = []
    /// The last chunks, as many as hold the tail.
    private var recent: [[UInt8]] = []
    var lines: [UInt8] = []
    var check = UTF8Check()

    private var recentCount = 0

    private static let lineLimit = 1 << 16

    /// The last bytes.
    var tail: [UInt8] { Array(recent.joined().suffix(SourceProbe.tailLimit)) }

    mutating func take(_ chunk: [UInt8]) {
        count += chunk.count
        if head.count < SourceProbe.headLimit {
            head += chunk.prefix(SourceProbe.headLimit - head.count)
        }
        recent.append(chunk)
        recentCount += chunk.count
        while let first = recent.first, recentCount - first.count >= SourceProbe.tailLimit {
            recent.removeFirst()
            recentCount -= first.count
        }
        let before = check.highBytes
        check.consume(chunk)
        if check.highBytes > before, lines.count < Self.lineLimit { keepLines(chunk) }
    }

    /// As if the bytes up to `size` had passed, of which `tail` are the last ones.
    mutating func skip(to size: Int, tail: [UInt8]) {
        count = size
        recent = [tail]
        recentCount = tail.count
    }

    /// The encoding by what was seen. `isCut`: more bytes follow.
    func decision(_ chosen: TextEncoding?, isCut: Bool = false) -> EncodingDecision {
        var check = check
        if !isCut { check.finish() }
        return EncodingDetector(check: check, head: head, sample: lines).decide(as: chosen)
    }

    /// Keeps the sound lines of `chunk` that hold a byte above 127.
    private mutating func keepLines(_ chunk: [UInt8]) {
        for line in chunk.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            guard lines.count < Self.lineLimit else { return }
            // What was written over a line says nothing about the others.
            guard line.contains(where: { $0 >= 0x80 }),
                !line.contains(where: DamagedBytes.isForeign)
            else { continue }
            lines += line.prefix(4096)
            lines.append(0x0A)
        }
    }

    /// What a file is that is no text: by its first bytes or by its control characters.
    func binaryKind(_ decision: EncodingDecision) -> String? {
        let signatures: [([UInt8], String)] = [
            ([0x25, 0x50, 0x44, 0x46, 0x2D], "a PDF document"),
            ([0x50, 0x4B, 0x03, 0x04], "a zip archive (a workbook must end in .xlsx)"),
            ([0xD0, 0xCF, 0x11, 0xE0], "an old Office document"),
            ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
            ([0x7F, 0x45, 0x4C, 0x46], "a program"), ([0x50, 0x41, 0x52, 0x31], "a Parquet file"),
            ([0x28, 0xB5, 0x2F, 0xFD], "zstd data"), ([0x42, 0x5A, 0x68], "bzip2 data"),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz data"),
        ]
        for (magic, kind) in signatures where head.starts(with: magic) { return kind }
        guard decision.decodesAs.unitWidth == 1 else { return nil }
        let part = head.prefix(1 << 16)
        let controls = part.count {
            $0 < 0x20 && !(0x09...0x0D).contains($0) && !(0x1C...0x1F).contains($0) && $0 != 0x1B
                && $0 != 0
        }
        let zeros = part.count { $0 == 0 }
        let isBinary = controls * 50 > part.count || zeros * 3 > part.count
        return isBinary ? "binary data" : nil
    }
}
