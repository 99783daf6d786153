// RFC 4648 base64, as files travel inside of JSON.

package enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static let values: [UInt8: UInt32] = Dictionary(
        uniqueKeysWithValues: alphabet.enumerated().map { ($1, UInt32($0)) })

    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var block: UInt32 = 0
            for offset in 0..<3 {
                block = block << 8 | (offset < count ? UInt32(bytes[start + offset]) : 0)
            }
            for position in 0..<4 {
                let isFiller = position > count
                let index = Int(block >> (18 - 6 * UInt32(position))) & 63
                text.append(isFiller ? UInt8(ascii: "=") : alphabet[index])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil when the text is not base64; line breaks are passed over.
    package static func decode(_ text: String) -> [UInt8]? {
        let symbols = text.utf8.filter { $0 != 0x0A && $0 != 0x0D }
        guard symbols.count % 4 == 0 else { return nil }
        let fillers = symbols.suffix(2).count { $0 == UInt8(ascii: "=") }
        var bytes: [UInt8] = []
        var block: UInt32 = 0
        for (index, symbol) in symbols.enumerated() {
            let isFiller = index >= symbols.count - fillers
            guard let value = isFiller ? 0 : values[symbol] else { return nil }
            block = block << 6 | value
            guard index % 4 == 3 else { continue }
            bytes += [UInt8(block >> 16 & 255), UInt8(block >> 8 & 255), UInt8(block & 255)]
            block = 0
        }
        return Array(bytes.dropLast(fillers))
    }
}
