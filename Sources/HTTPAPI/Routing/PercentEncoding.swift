// Paths and queries ↔ text. A wrong escape or bytes that are no UTF-8 are refused, never guessed
// at.

package enum PercentEncoding {
    /// `+` is a blank in queries only. Nil: malformed.
    package static func decoded(_ text: some StringProtocol, plusIsBlank: Bool = false) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = digit(rest.popFirst()), let low = digit(rest.popFirst()) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsBlank: bytes.append(0x20)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The parts between slashes; one slash at the end is let pass. Nil: malformed.
    package static func segments(of path: some StringProtocol) -> [String]? {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        if parts.last?.isEmpty == true { parts.removeLast() }
        var segments: [String] = []
        for part in parts {
            guard let text = decoded(part) else { return nil }
            segments.append(text)
        }
        return segments
    }

    /// The last of several parameters with one name counts. Nil: malformed.
    package static func query(_ text: some StringProtocol) -> [String: String]? {
        var query: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decoded(parts[0], plusIsBlank: true),
                let value = decoded(parts.count > 1 ? parts[1] : "", plusIsBlank: true)
            else { return nil }
            query[name] = value
        }
        return query
    }

    private static func digit(_ byte: UInt8?) -> UInt8? {
        guard let byte, byte < 0x80,
            let value = Character(Unicode.Scalar(byte)).hexDigitValue
        else { return nil }
        return UInt8(value)
    }
}
