// The texts that the cells of a workbook share, in one block of bytes.

/// Texts by number.
struct SharedTexts {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    mutating func append(_ text: [UInt8]) {
        bytes += text
        ends.append(bytes.count)
    }

    /// Nil when there is no text of this number.
    subscript(_ index: Int) -> ArraySlice<UInt8>? {
        guard ends.indices.contains(index) else { return nil }
        return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }
}

/// Collects the `si` elements; phonetic hints are no text.
final class SharedTextHandler: XMLHandler {
    private(set) var texts = SharedTexts()
    private var current: [UInt8] = []
    private var isText = false
    private var hints = 0

    func start(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "si": current = []
        case "rPh": hints += 1
        case "t": isText = hints == 0
        default: break
        }
    }

    func text(_ bytes: [UInt8]) {
        if isText { current += bytes }
    }

    func end(_ name: String) {
        switch name {
        case "si": texts.append(EscapedText.decoded(current))
        case "rPh": hints -= 1
        case "t": isText = false
        default: break
        }
    }
}

/// Workbooks write characters that XML cannot hold as `_x000D_`.
enum EscapedText {
    static func decoded(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(0x5F) else { return bytes }
        var result: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if at + 7 <= bytes.count, bytes[at] == 0x5F, bytes[at + 1] == 0x78,
                bytes[at + 6] == 0x5F,
                let code = UInt32(
                    String(decoding: bytes[(at + 2)..<(at + 6)], as: UTF8.self), radix: 16),
                let scalar = Unicode.Scalar(code)
            {
                result += Array(String(Character(scalar)).utf8)
                at += 7
            } else {
                result.append(bytes[at])
                at += 1
            }
        }
        return result
    }
}
