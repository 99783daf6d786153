// Decides the encoding: byte order mark, zero bytes of UTF-16/32, valid UTF-8, else the most
// plausible of the legacy encodings, judged on lines that hold bytes above 127 from all over the
// file.

/// Chooses an encoding from what a probe of the bytes has seen.
struct EncodingDetector {
    /// What the whole file says about UTF-8.
    var check: UTF8Check
    /// The first bytes of the file.
    var head: [UInt8]
    /// Sound lines with bytes above 127.
    var sample: [UInt8]

    /// What a person chose; a mark that agrees with it is taken off all the same.
    func decide(as chosen: TextEncoding?) -> EncodingDecision {
        guard let chosen else { return decide() }
        guard let marked = Self.mark(of: head) else { return EncodingDecision(chosen) }
        let agrees =
            marked.decodesAs.iconvName == chosen.iconvName
            || marked.encoding.isUTF8 && chosen.isUTF8
        return agrees ? marked : EncodingDecision(chosen)
    }

    func decide() -> EncodingDecision {
        if let marked = Self.mark(of: head) { return marked }
        if let wide = Self.zeroPattern(of: head) { return wide }
        if check.highBytes == 0 { return EncodingDecision(.ascii) }
        if check.invalid == 0 { return EncodingDecision(.utf8) }
        // A few broken characters in a file full of right ones: damage, not another encoding.
        if check.multibyte > 20 * check.invalid { return EncodingDecision(.utf8, confidence: 0.9) }
        // Nothing but damage is beyond ASCII, or the sound lines are UTF-8.
        var sound = UTF8Check()
        sound.consume(sample)
        sound.finish()
        if sample.isEmpty || sound.multibyte > 20 * sound.invalid {
            return EncodingDecision(.utf8, confidence: 0.9)
        }
        return EncodingPlausibility.best(for: sample)
    }

    static func mark(of head: [UInt8]) -> EncodingDecision? {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            return EncodingDecision(.utf8Marked, markLength: 3)
        }
        if head.starts(with: [0xFF, 0xFE, 0, 0]) {
            return EncodingDecision(.utf32LittleEndian, markLength: 4)
        }
        if head.starts(with: [0, 0, 0xFE, 0xFF]) {
            return EncodingDecision(.utf32BigEndian, markLength: 4)
        }
        if head.starts(with: [0xFF, 0xFE]) {
            return EncodingDecision(.utf16, decodesAs: .utf16LittleEndian, markLength: 2)
        }
        if head.starts(with: [0xFE, 0xFF]) {
            return EncodingDecision(.utf16, decodesAs: .utf16BigEndian, markLength: 2)
        }
        return nil
    }

    /// Text in UTF-16 or UTF-32 without a mark: zeros stand at regular places.
    static func zeroPattern(of head: [UInt8]) -> EncodingDecision? {
        let part = head.prefix(4096)
        guard part.count >= 4 else { return nil }
        var zeros = [0, 0, 0, 0]
        for (index, byte) in part.enumerated() where byte == 0 { zeros[index % 4] += 1 }
        let quarter = part.count / 4
        let often = zeros.map { $0 * 10 > quarter * 7 }
        switch (often[0], often[1], often[2], often[3]) {
        case (true, true, true, false): return EncodingDecision(.utf32BigEndian)
        case (false, true, true, true): return EncodingDecision(.utf32LittleEndian)
        case (true, false, true, false): return EncodingDecision(.utf16BigEndian)
        case (false, true, false, true): return EncodingDecision(.utf16LittleEndian)
        default: return nil
        }
    }
}
