// The id of a request: the client's own when it is well formed, else a random one. It stands in
// every answer and log line.

internal import HTTPTypes

package enum RequestIdentity {
    static let headerName = "X-Request-ID"
    static let header = HTTPField.Name(headerName) ?? .eTag

    /// 16 hexadecimal digits.
    package static func random() -> String {
        var random = SystemRandomNumberGenerator()
        let digits = String(random.next(), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The client's id, nil unless it is 1–64 letters, digits, `.`, `_`, `-`.
    static func accepted(_ text: String?) -> String? {
        guard let text, (1...64).contains(text.utf8.count) else { return nil }
        let isGood = text.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0))
                || "._-".unicodeScalars.contains($0)
        }
        return isGood ? text : nil
    }
}
