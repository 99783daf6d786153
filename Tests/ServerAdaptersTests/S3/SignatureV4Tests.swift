// Signatures against AWS's published examples, and two of our own with awkward keys.

import EventSourcing
import ServerAdapters
import Testing

@Suite("Signature version 4")
struct SignatureV4Tests {
    private static let time = "2013-05-24T00:00:00Z"
    private static let empty = ContentHash.sha256Hex([])

    private func signature(
        _ request: SignatureV4.Request, _ bodyHash: String = SignatureV4Tests.empty
    ) throws -> String {
        let headers = SignatureV4.headers(
            for: request, bodyHash: bodyHash, at: try #require(Timestamp(Self.time)),
            by: S3Credentials(
                accessKey: "AKIAIOSFODNN7EXAMPLE",
                secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"))
        let authorization = try #require(headers.first { $0.0 == "Authorization" }?.1)
        return String(authorization.split(separator: "Signature=").last ?? "")
    }

    private let bucket = "examplebucket.s3.amazonaws.com"

    @Test func aRangedGetIsSignedAsPublished() throws {
        let request = SignatureV4.Request(
            method: "GET", path: "/test.txt", headers: ["host": bucket, "range": "bytes=0-9"])
        #expect(
            try signature(request)
                == "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
    }

    @Test func aPutWithADollarInItsKeyIsSignedAsPublished() throws {
        let request = SignatureV4.Request(
            method: "PUT", path: SignatureV4.encode("/test$file.text", keepingSlashes: true),
            headers: [
                "host": bucket, "date": "Fri, 24 May 2013 00:00:00 GMT",
                "x-amz-storage-class": "REDUCED_REDUNDANCY",
            ])
        let hash = ContentHash.sha256Hex(Array("Welcome to Amazon S3.".utf8))
        #expect(
            try signature(request, hash)
                == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
    }

    @Test func queriesAreSortedAndHaveAnEqualsSign() throws {
        let lifecycle = SignatureV4.Request(
            method: "GET", path: "/", query: [("lifecycle", "")], headers: ["host": bucket])
        #expect(
            try signature(lifecycle)
                == "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")
        let list = SignatureV4.Request(
            method: "GET", path: "/", query: [("prefix", "J"), ("max-keys", "2")],
            headers: ["host": bucket])
        #expect(
            try signature(list)
                == "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")
    }

    @Test func awkwardKeysAreEncodedOnce() throws {
        let path = SignatureV4.encode("/bkt/ev/ü (a)=b+c/0001", keepingSlashes: true)
        #expect(path == "/bkt/ev/%C3%BC%20%28a%29%3Db%2Bc/0001")
        let put = SignatureV4.Request(
            method: "PUT", path: path, headers: ["host": "127.0.0.1:9000", "if-none-match": "*"])
        #expect(
            try signature(put, "UNSIGNED-PAYLOAD")
                == "987ea64020d92b75b0b8b1ac26d124339fcf873a39d6539f1f848002da608fbc")
        let list = SignatureV4.Request(
            method: "GET", path: "/bkt",
            query: [
                ("start-after", "ev/é 1"), ("list-type", "2"), ("prefix", "ev/"),
                ("max-keys", "100"),
            ], headers: ["host": "127.0.0.1:9000"])
        #expect(
            try signature(list)
                == "77e342b4b7623ce1172f5ba13cd5b23fe77cd8448fc7aaa0528f2e4b76c5f09a")
    }
}
