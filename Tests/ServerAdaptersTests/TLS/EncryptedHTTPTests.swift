// S3, the search server and TerminusDB behind TLS with an authority of our own and certificates for clients: who is not
// trusted is refused, in words that an operator can act on.

import EventSourcing
import HTTPClient
import ServerAdapters
import TestSupport
import Testing

@Suite(
    "Servers of HTTP behind TLS", .serialized,
    .enabled(
        if: TestService.isAvailable
            && TestServers.has("TLS before S3", TestServers.seaweed, TestServers.noidaElastic)))
struct EncryptedHTTPTests {
    /// A front before the port of a plain URL; `localhost` is not in its certificate.
    private func front(_ certificates: Certificates, before url: String?) throws -> TestService {
        let port = url?.split(separator: ":").last.map(String.init) ?? ""
        return try TestService(
            "front", ["SERVICE_TLS": certificates.folder, "SERVICE_TO": port])
    }

    private func onFront(
        _ url: String?, _ body: (String, Certificates) async throws -> Void
    ) async throws {
        try await TemporaryFolder.with { folder in
            let certificates = try Certificates(folder)
            let service = try front(certificates, before: url)
            defer { service.end() }
            try await body(service.facts["URL"] ?? "", certificates)
        }
    }

    /// The words for each way in which trust can be missing. `ask` answers the reason, nil when it worked.
    private func expectTrust(
        _ url: String, _ certificates: Certificates, _ ask: (String, TLSFiles) async -> String?
    ) async {
        #expect(await ask(url, certificates.good) == nil)
        let stranger = await ask(url, certificates.wrongAuthority) ?? ""
        #expect(stranger.contains("certificate"), "\(stranger)")
        let unknown = await ask(url, TLSFiles()) ?? ""
        #expect(unknown.contains("certificate"), "\(unknown)")
        let other = url.replacing("127.0.0.1", with: "localhost")
        let misnamed = await ask(other, certificates.good) ?? ""
        #expect(misnamed.contains("localhost"), "\(misnamed)")
        // The front hangs up without a word; how a server says it is seen with Redis and Postgres.
        #expect(await ask(url, certificates.nameless) != nil)
        let missing = await ask(url, TLSFiles(authority: certificates.file("missing.pem"))) ?? ""
        #expect(missing.contains("missing.pem"), "\(missing)")
    }

    @Test func objectsAreStoredThroughTLS() async throws {
        try await onFront(TestServers.seaweed) { url, certificates in
            await expectTrust(url, certificates) { url, files in
                let client = S3Client(
                    S3Settings(
                        endpoint: url, bucket: "spice-tests", prefix: TestServers.uniqueName("t"),
                        credentials: S3Credentials(accessKey: "key", secretKey: "secret"),
                        attempts: 1, tls: files), http: HTTPClient(), clock: WallTime())
                do throws(S3Error) {
                    try await client.createBucket()
                    _ = try await client.put("a", [1], ifAbsent: true)
                    #expect(try await client.get("a") == [1])
                } catch { return error.message }
                return nil
            }
        }
    }

    @Test func theSearchServerIsAskedThroughTLS() async throws {
        try await onFront(TestServers.noidaElastic) { url, certificates in
            await expectTrust(url, certificates) { url, files in
                let client = ElasticClient(
                    ElasticSettings(url: url, attempts: 1, tls: files), http: HTTPClient())
                do throws(ElasticError) {
                    _ = try await client.product()
                } catch { return error.message }
                return nil
            }
        }
    }

    @Test func theGraphIsAskedThroughTLS() async throws {
        let server = try TerminusContractServer()
        defer { server.stop() }
        try await onFront(server.url) { url, certificates in
            await expectTrust(url, certificates) { url, files in
                let client = TerminusClient(
                    TerminusSettings(
                        url: url, key: TerminusContractServer.key, attempts: 1, tls: files),
                    http: HTTPClient())
                do throws(TerminusError) {
                    _ = try await client.login()
                } catch { return error.message }
                return nil
            }
        }
    }
}
