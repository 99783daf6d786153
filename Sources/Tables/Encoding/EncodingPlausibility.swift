// Compares legacy encodings by how much the decoded text looks like somebody's language: no control
// characters, no symbol or capital in mid-word, one script a word, letters that one alphabet has
// together.

/// Scores candidate encodings for a sample that is not UTF-8.
enum EncodingPlausibility {
    /// In order of preference when scores tie.
    private static let candidates: [TextEncoding] = [
        .windows1252, .latin9, .windows1250, .latin2, .windows1251, .koi8, .shiftJIS, .gb18030,
        .eucJP, .eucKR, .big5, .windows1254, .windows1253, .greek, .windows1255, .windows1256,
        .arabic,
    ]
    /// Fewer bytes above 127 do not speak for one of the rarer encodings.
    private static let enough = 8

    static func best(for sample: [UInt8]) -> EncodingDecision {
        var best = EncodingDecision(.windows1252, confidence: 0.5)
        var top = -Double.infinity
        var second = -Double.infinity
        for encoding in candidates {
            guard let score = score(sample, as: encoding) else { continue }
            if score > top {
                second = top
                top = score
                best = EncodingDecision(encoding)
            } else {
                second = max(second, score)
            }
        }
        best.confidence = top.isFinite ? min(0.99, 0.6 + max(0, top - second)) : 0.3
        return best
    }

    private static func score(_ sample: [UInt8], as encoding: TextEncoding) -> Double? {
        guard let decoder = TextDecoder(encoding) else { return nil }
        let text = decoder.decode(sample, isLast: true)
        let high = max(1, sample.count { $0 >= 0x80 })
        var score = doubleByteShare(sample, encoding)
        var judge = LetterJudge()
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars { judge.take(scalar) }
        if score == nil { score = judge.score }
        let broken = Double(decoder.replacements) / Double(high)
        return (score ?? 0) - 5 * broken - 2 * judge.controlShare + prior(encoding, high)
    }

    private static func prior(_ encoding: TextEncoding, _ high: Int) -> Double {
        switch encoding {
        case .windows1252: 0.1
        case .windows1250, .windows1251: 0.05
        case .shiftJIS, .gb18030: 0.02
        // Letters of these stand where Russian ones do. Russian read so has letters that cannot follow each other; Greek
        // and Hebrew read as Russian often have not, so a tie speaks against Russian.
        case .windows1253, .windows1255: high < enough ? -1 : 0.06
        case .greek: high < enough ? -1 : 0.0599
        // Arabic has no capitals that could give another language away.
        case .windows1256, .arabic: high < enough ? -1 : -0.02
        case .windows1254: high < enough ? -1 : 0
        default: 0
        }
    }

    /// For two-byte encodings: how many of the high pairs fall on common characters. Nil for
    /// one-byte ones.
    private static func doubleByteShare(_ sample: [UInt8], _ encoding: TextEncoding) -> Double? {
        guard let rank = leadRank(encoding) else { return nil }
        var index = 0
        var pairs = 0
        var sum = 0.0
        while index < sample.count {
            let lead = sample[index]
            guard lead >= 0x80 else {
                index += 1
                continue
            }
            let trail = index + 1 < sample.count ? sample[index + 1] : 0
            pairs += 1
            sum += rank(lead, trail)
            // A single half-width kana of Shift-JIS takes one byte.
            index += encoding == .shiftJIS && (0xA1...0xDF).contains(lead) ? 1 : 2
        }
        return pairs == 0 ? 0 : sum / Double(pairs)
    }

    private static func leadRank(_ encoding: TextEncoding) -> ((UInt8, UInt8) -> Double)? {
        switch encoding {
        case .shiftJIS:
            { lead, trail in
                switch lead {
                case 0x82, 0x83: trail >= 0x40 ? 1.1 : -1
                case 0x81, 0x88...0x97: trail >= 0x40 ? 0.95 : -1
                case 0x98...0x9F, 0xE0...0xEA: trail >= 0x40 ? 0.2 : -1
                default: -0.5
                }
            }
        case .gb18030:
            { lead, trail in
                guard trail >= 0xA1 else { return -0.3 }
                return switch lead {
                case 0xB0...0xD7, 0xA3: 1
                case 0xA1: 0.7
                case 0xD8...0xF7: 0.5
                default: -0.5
                }
            }
        case .eucJP:
            { lead, trail in
                guard trail >= 0xA1 else { return -1 }
                return switch lead {
                case 0xA4, 0xA5: 1.2
                case 0xB0...0xCF, 0xA1: 0.6
                default: 0.1
                }
            }
        case .eucKR:
            { lead, trail in trail >= 0xA1 && (0xB0...0xC8).contains(lead) ? 1.05 : -1 }
        case .big5:
            { lead, trail in
                (0xA4...0xC6).contains(lead) && (trail >= 0xA1 || trail < 0x7F && trail >= 0x40)
                    ? 0.85 : -0.5
            }
        default: nil
        }
    }
}
