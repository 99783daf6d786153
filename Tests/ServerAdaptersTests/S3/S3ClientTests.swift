// The S3 client against prepared answers: what is repeated, what is refused, and that half an answer is none.

import HTTPClient
import ServerAdapters
import TestSupport
import Testing

@Suite("The S3 client")
struct S3ClientTests {
    private func error(_ code: String) -> String {
        "<?xml version=\"1.0\"?><Error><Code>\(code)</Code><Message>m</Message></Error>"
    }

    private func client(_ server: CannedServer, attempts: Int = 3) -> S3Client {
        S3Part.client(url: server.url, prefix: "p/", attempts: attempts)
    }

    @Test func aBusyStoreIsAskedAgain() async throws {
        let server = try CannedServer([
            .init(503, error("SlowDown")), .init(500, error("InternalError")), .init(200, ""),
        ])
        #expect(try await client(server).put("k", [1], ifAbsent: true) == .stored)
        #expect(
            server.requests.map(\.line)
                == Array(repeating: "PUT /spice-tests/p/k HTTP/1.1", count: 3))
    }

    @Test func twoWritersAtOnceAreAskedAgainUntilOneIsThere() async throws {
        let server = try CannedServer([
            .init(409, error("ConditionalRequestConflict")),
            .init(412, error("PreconditionFailed")),
        ])
        #expect(try await client(server).put("k", [1], ifAbsent: true) == .existsAlready)
    }

    @Test func halfAnObjectIsNoObject() async throws {
        let server = try CannedServer([
            .init(200, "half", missing: 4), .init(200, "half", missing: 4), .init(200, "whole"),
        ])
        #expect(try await client(server).get("k") == Array("whole".utf8))
        let broken = try CannedServer([.init(200, "half", missing: 4)])
        await #expect(throws: S3Error.self) {
            try await client(broken, attempts: 1).get("k")
        }
    }

    @Test(arguments: ["RequestTimeTooSkewed", "AccessDenied", "SignatureDoesNotMatch"])
    func whatAnOperatorHasToMendIsNotRepeated(_ code: String) async throws {
        let server = try CannedServer([.init(403, error(code))])
        await #expect {
            try await client(server).get("k")
        } throws: { error in
            guard case .refused(let words)? = error as? S3Error else { return false }
            return words.contains(code)
        }
        #expect(server.requests.count == 1)
    }

    @Test(arguments: ["", "<html><body>Sign in</body></html>", "{}"])
    func whatIsNoListingIsNotAnEmptyOne(_ body: String) async throws {
        let server = try CannedServer([.init(200, body)])
        await #expect(throws: S3Error.self) {
            _ = try await client(server, attempts: 1).list("segments")
        }
        #expect(server.requests.count == 1)
    }

    @Test func keysOfAListingAreReadThroughTheirEntities() async throws {
        let server = try CannedServer([
            .init(
                200,
                "<ListBucketResult><IsTruncated>false</IsTruncated>"
                    + "<Contents><Key>p/log/a&amp;b</Key><Size>1</Size></Contents>"
                    + "<Contents><Key>p/log/&lt;c&gt;&#34;</Key></Contents></ListBucketResult>")
        ])
        #expect(try await client(server).list("log/", after: "log/") == ["log/a&b", "log/<c>\""])
        let line = server.requests.first?.line
        #expect(
            line
                == "GET /spice-tests?list-type=2&max-keys=1000&prefix=p%2Flog%2F"
                + "&start-after=p%2Flog%2F HTTP/1.1")
    }

    @Test func anEmptyListingIsEmpty() async throws {
        let server = try CannedServer([
            .init(200, "<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>")
        ])
        #expect(try await client(server).list("log/") == [])
    }
}
