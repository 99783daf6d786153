// Redis, Postgres and Kafka through TLS with an authority of our own and certificates for clients, Kafka with a login too.

import EventSourcing
import HTTPClient
import Ontology
import ServerAdapters
import TestSupport
import Testing

@Suite("Servers behind TLS", .serialized, .enabled(if: TestService.isAvailable))
struct EncryptedServerTests {
    private func onService(
        _ name: String, _ more: [String: String] = [:],
        _ body: (TestService, Certificates) async throws -> Void
    ) async throws {
        try await TemporaryFolder.with { folder in
            let certificates = try Certificates(folder)
            let service = try TestService(
                name, more.merging(["SERVICE_TLS": certificates.folder]) { $1 })
            defer { service.end() }
            try await body(service, certificates)
        }
    }

    // MARK: Redis

    private func redis(_ url: String, _ files: TLSFiles) async -> RedisError? {
        guard let settings = RedisSettings(url: url, tls: files, deadlineSeconds: 5) else {
            return .failed("no such URL")
        }
        let client = RedisClient(settings)
        defer { client.close() }
        do throws(RedisError) {
            let text = String(repeating: "é", count: 200_000)
            _ = try await client.send([["SET", "a", text]])
            #expect(try await client.send([["GET", "a"], ["PING"]]).first?.text == text)
        } catch { return error }
        return nil
    }

    @Test func redisIsUsedThroughTLS() async throws {
        try await onService("redis") { service, certificates in
            let url = service.facts["URL"] ?? ""
            #expect(await redis(url, certificates.good) == nil)
            // Its word for it may get lost with the connection, so we say what it may be.
            let nameless = await redis(url, certificates.nameless)?.message ?? ""
            #expect(nameless.contains("certificate"), "\(nameless)")
            let elsewhere = url.replacing("127.0.0.1", with: "localhost")
            for (answer, words) in [
                (await redis(url, certificates.wrongAuthority), "certificate"),
                (await redis(url, TLSFiles()), "certificate"),
                (await redis(elsewhere, certificates.good), "localhost"),
            ] {
                guard case .refused(let text)? = answer else {
                    Issue.record(Comment(rawValue: "\(words): \(String(describing: answer))"))
                    continue
                }
                #expect(text.contains(words), "\(text)")
            }
        }
    }

    @Test func aRestartedRedisIsUsedAgainThroughTLS() async throws {
        try await onService("redis") { service, certificates in
            let settings = try #require(
                RedisSettings(
                    url: service.facts["URL"] ?? "", tls: certificates.good, deadlineSeconds: 5,
                    pauseSeconds: 0))
            let client = RedisClient(settings)
            defer { client.close() }
            _ = try await client.send([["SET", "a", "1"]])
            try service.cause(.restart)
            #expect(try await client.send([["GET", "a"]]) == [.bulk(nil)])
        }
    }

    // MARK: Postgres

    private func postgres(_ url: String, _ files: TLSFiles) async -> PostgresError? {
        let pool = PostgresPool(
            PostgresSettings(url: url, tls: files, connections: 1, patienceSeconds: 0))
        defer { pool.close() }
        do throws(PostgresError) {
            let row = try await pool.run(
                "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
            ).first
            #expect(row?.bool(0) == true)
        } catch { return error }
        return nil
    }

    @Test func postgresIsUsedThroughTLS() async throws {
        try await onService("postgres") { service, certificates in
            let url = (service.facts["URL"] ?? "") + "?sslmode=verify-full"
            #expect(await postgres(url, certificates.good) == nil)
            let elsewhere = url.replacing("127.0.0.1", with: "localhost")
            let own = url + "&sslrootcert=" + certificates.file("stranger.pem")
            for (answer, words) in [
                (await postgres(url, certificates.wrongAuthority), "certificate verify failed"),
                (await postgres(own, certificates.good), "certificate verify failed"),
                (await postgres(url, certificates.nameless), "client certificate"),
                (await postgres(elsewhere, certificates.good), "localhost"),
            ] {
                guard case .refused(let text)? = answer else {
                    Issue.record(Comment(rawValue: "\(words): \(String(describing: answer))"))
                    continue
                }
                #expect(text.contains(words), "\(text)")
            }
        }
    }

    // MARK: Kafka

    private func kafka(
        _ bootstrap: String, _ files: TLSFiles, mechanism: String = "PLAIN",
        user: String = "ann", password: String = "secret"
    ) async -> String? {
        var properties = [
            "security.protocol": "sasl_ssl", "sasl.mechanisms": mechanism, "sasl.username": user,
            "sasl.password": password,
        ]
        properties["ssl.ca.location"] = files.authority
        properties["ssl.certificate.location"] = files.certificate
        properties["ssl.key.location"] = files.key
        let bus = KafkaBus(
            KafkaSettings(
                bootstrap: bootstrap, prefix: TestServers.uniqueName("t") + ".", sessionSeconds: 6,
                deliverySeconds: 3, requestSeconds: 3, properties: properties))
        let build = EventBuilder()
        let event = RecordedEvent(
            event: build.command(build.stream("k")), sequence: SequenceNumber(1),
            position: StorePosition(segment: 1))
        let answer: String?
        do throws(EventBusError) {
            try await bus.prepare([.instanceCommands], partitions: 1)
            _ = try await bus.publish([event])
            let member = try await bus.join(ConsumerGroup("g"), topics: [.instanceCommands])
            var count = 0
            for _ in 0..<40 where count == 0 {
                count = try await member.poll(limit: 5, timeoutSeconds: 0.5).records.count
            }
            answer = count == 1 ? nil : "nothing came"
        } catch { answer = "\(error)" }
        await bus.close()
        return answer
    }

    @Test func kafkaIsUsedThroughTLSWithALogin() async throws {
        try await onService("tansu", ["SERVICE_SASL": "ann:secret"]) { service, certificates in
            let place = service.facts["BOOTSTRAP"] ?? ""
            let well = await kafka(place, certificates.good)
            #expect(well == nil, "\(well ?? "")")
            for mechanism in ["SCRAM-SHA-256", "SCRAM-SHA-512"] {
                let well = await kafka(place, certificates.good, mechanism: mechanism)
                #expect(well == nil, "\(mechanism): \(well ?? "")")
            }
            let elsewhere = place.replacing("127.0.0.1", with: "localhost")
            async let answers = [
                (
                    kafka(
                        place, certificates.good, mechanism: "SCRAM-SHA-256", password: "wrong"),
                    "no such user or password"
                ),
                (
                    kafka(place, certificates.good, mechanism: "SCRAM-SHA-512", user: "bob"),
                    "no such user or password"
                ),
                (kafka(place, certificates.wrongAuthority), "certificate verify failed"),
                (kafka(place, certificates.nameless), "SSL"),
                (kafka(elsewhere, certificates.good), "certificate verify failed"),
                (kafka(place, certificates.good, password: "wrong"), "no such user or password"),
            ]
            for (answer, words) in await answers {
                #expect(answer?.contains(words) == true, "\(words): \(answer ?? "it worked")")
            }
        }
    }
}
