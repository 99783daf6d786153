// AWS Signature Version 4 for S3, by us: libcurl's own (7.88) signs unsorted queries, valueless parameters and keys
// with brackets wrongly.

package import EventSourcing

/// Who asks.
package struct S3Credentials: Sendable {
    package var accessKey: String
    package var secretKey: String
    package var region: String

    package init(accessKey: String, secretKey: String, region: String = "us-east-1") {
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.region = region
    }
}

package enum SignatureV4 {
    /// A request as it is signed; path and query already encoded by `encode`.
    package struct Request: Sendable {
        package var method: String
        package var path: String
        /// Names and values, not encoded, in any order.
        package var query: [(String, String)]
        /// With `host`; lower-case names.
        package var headers: [String: String]

        package init(
            method: String, path: String, query: [(String, String)] = [],
            headers: [String: String]
        ) {
            self.method = method
            self.path = path
            self.query = query
            self.headers = headers
        }
    }

    /// The headers to send beside those of the request: date, hash of the body, authorization.
    package static func headers(
        for request: Request, bodyHash: String, at time: Timestamp, by credentials: S3Credentials
    ) -> [(String, String)] {
        let stamp = compact(time)
        var signed = request.headers
        signed["x-amz-date"] = stamp
        signed["x-amz-content-sha256"] = bodyHash
        let names = signed.keys.sorted()
        let list = names.joined(separator: ";")
        let canonical = [
            request.method, request.path, queryText(request.query),
            names.map { "\($0):\(trimmed(signed[$0] ?? ""))\n" }.joined(), list, bodyHash,
        ].joined(separator: "\n")
        let scope = "\(stamp.prefix(8))/\(credentials.region)/s3/aws4_request"
        let text = [
            "AWS4-HMAC-SHA256", stamp, scope, ContentHash.sha256Hex(Array(canonical.utf8)),
        ].joined(separator: "\n")
        var key = Array(("AWS4" + credentials.secretKey).utf8)
        for part in scope.split(separator: "/") { key = hmac(key, Array(part.utf8)) }
        let signature = ContentHash.hex(hmac(key, Array(text.utf8)))
        return [
            ("x-amz-date", stamp), ("x-amz-content-sha256", bodyHash),
            (
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=\(credentials.accessKey)/\(scope), "
                    + "SignedHeaders=\(list), Signature=\(signature)"
            ),
        ]
    }

    /// Percent-encoded as S3 signs it: every byte but letters, digits and `-_.~`; a slash too unless `keepingSlashes`.
    package static func encode(_ text: String, keepingSlashes: Bool = false) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var output: [UInt8] = []
        for byte in text.utf8 {
            let isPlain =
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || "-_.~".utf8.contains(byte) || (keepingSlashes && byte == UInt8(ascii: "/"))
            if isPlain {
                output.append(byte)
            } else {
                output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Encoded, and sorted by name, then value, as both the signature and the URL have it.
    package static func queryText(_ query: [(String, String)]) -> String {
        query.map { (encode($0.0), encode($0.1)) }.sorted { $0 < $1 }
            .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    /// HMAC-SHA256 (RFC 2104).
    static func hmac(_ key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        var block = key.count > 64 ? ContentHash.of(key) : key
        block += [UInt8](repeating: 0, count: 64 - block.count)
        let inner = ContentHash.of(block.map { $0 ^ 0x36 } + message)
        return ContentHash.of(block.map { $0 ^ 0x5C } + inner)
    }

    /// `20130524T000000Z`.
    private static func compact(_ time: Timestamp) -> String {
        String(time.description.prefix(19).filter { $0 != "-" && $0 != ":" }) + "Z"
    }

    private static func trimmed(_ value: String) -> String {
        var text = value[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
