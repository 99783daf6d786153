// The doctor and an object store that started a moment ago: what it promises is said in any case.

import EventSourcing
import HTTPClient
import TestSupport
import Testing

@testable import ServerAdapters

@Suite("The doctor before a store that has just started")
struct ColdStoreTests {
    private func examine(_ endpoint: String) async -> [String: ServerFinding] {
        let settings = ConnectedSettings(
            postgres: PostgresSettings(
                url: "postgresql://127.0.0.1:1/x?connect_timeout=1", connections: 1,
                patienceSeconds: 0.1),
            objects: S3Settings(
                endpoint: endpoint, bucket: "b",
                credentials: S3Credentials(accessKey: "key", secretKey: "secret"),
                deadlineSeconds: 2, attempts: 1),
            kafka: KafkaSettings(bootstrap: "127.0.0.1:1"),
            documents: ElasticSettings(url: "http://127.0.0.1:1"))
        let ports = ConnectedPorts(settings, http: HTTPClient(), clock: WallTime())
        let examination = ServerExamination(
            ports, groups: [], ids: SeededIDs(seed: 1), clock: FixedClock(movesItself: true))
        let findings = await examination.objects()
        await ports.close()
        return Dictionary(findings.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private let busy = CannedServer.Answer(503, "<Error><Code>SlowDown</Code></Error>")

    private func list(_ keys: [String] = []) -> CannedServer.Answer {
        let entries = keys.map { "<Contents><Key>\($0)</Key></Contents>" }.joined()
        return .init(200, "<ListBucketResult>\(entries)</ListBucketResult>")
    }

    @Test func isAskedAgainUntilItAnswers() async throws {
        let ids = SeededIDs(seed: 1)
        _ = ids.next()
        let name = "probe/\(ids.next())x/"
        let server = try CannedServer([
            busy, busy, list(), busy, .init(200, ""), .init(412, ""), .init(200, "first"),
            .init(204, ""), .init(200, ""), .init(200, ""), .init(200, ""),
            list([name + "b", name + "c"]), .init(204, ""), .init(204, ""), .init(204, ""),
        ])
        let found = await examine(server.url)
        #expect(found["s3"]?.state == .well)
        #expect(found["s3.promises"]?.state == .well, "\(found)")
        #expect(server.requests.count == 15)
    }

    @Test func oneThatStaysBusyIsGivenUpWithItsReason() async throws {
        let server = try CannedServer([list()])
        let found = await examine(server.url)
        #expect(found["s3"]?.state == .well)
        let promises = try #require(found["s3.promises"])
        #expect(promises.state == .wrong && promises.detail.contains("could not be tried: "))
        #expect(promises.detail.contains("500"))
        // Bounded by the clock.
        #expect((3...30).contains(server.requests.count), "\(server.requests.count)")
    }

    @Test(arguments: [CannedServer.Answer(404, ""), .init(403, "<Code>InvalidAccessKeyId</Code>")])
    func whatCannotBeTriedIsSaid(_ answer: CannedServer.Answer) async throws {
        let server = try CannedServer([answer])
        let found = await examine(server.url)
        #expect(found["s3"]?.state == .wrong)
        let promises = try #require(found["s3.promises"])
        #expect(promises.state == .doubtful && promises.detail.contains("could not be tried: "))
        // A refusal is no reason to ask again.
        #expect(server.requests.count == 1)
    }

    @Test func whereNobodyAnswersItSaysSoToo() async throws {
        let found = await examine("http://127.0.0.1:1")
        #expect(found["s3"]?.state == .wrong)
        #expect(found["s3.promises"]?.detail == "could not be tried: it does not answer")
    }
}
