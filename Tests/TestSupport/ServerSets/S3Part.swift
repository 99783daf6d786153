// The event store on an S3 server, in a bucket of its own, with its index in the Postgres part before it.

package import EventSourcing
internal import Foundation
internal import HTTPClient
package import ServerAdapters

/// Stands after a `PostgresPart`, whose tables it needs, and gives the audit its log.
package final class S3Part: ServerPart {
    private let postgres: PostgresPart
    package let client: S3Client

    package init(_ postgres: PostgresPart, url: String) {
        self.postgres = postgres
        client = Self.client(url: url)
    }

    package func open(_ ports: inout Ports, clock: FixedClock) async throws {
        guard let registry = postgres.current else { throw CheckAborted("no Postgres part") }
        let store = S3EventStore(client, registry.pool)
        try await store.prepare(ids: SeededIDs(seed: .random(in: 0...UInt64.max)))
        ports.store = store
        ports.files = S3SourceFiles(client)
        ports.audit = registry.audit(over: store)
    }

    package func kill() async {}

    /// Changes one letter of the event in its object, checksum and all, as one would who knows the format.
    package func tamper(with event: EventID) async throws -> Bool? {
        guard let registry = postgres.current,
            let found = try await S3EventStore(client, registry.pool).find(event),
            let bytes = try await client.get(Segment.objectKey(found.position.segment))
        else { return nil }
        var segment = try Segment(bytes: bytes)
        for member in (segment.members ?? []).indices {
            let events = segment.members?[member].events ?? []
            for index in events.indices where events[index].event.id == event {
                segment.members?[member].events[index].event.actor = "somebody else"
            }
        }
        _ = try await client.put(Segment.objectKey(found.position.segment), segment.bytes)
        return true
    }

    package func end() async {
        for directory in ["log/", "files/"] {
            while let keys = try? await client.list(directory), !keys.isEmpty {
                for key in keys { try? await client.delete(key) }
            }
        }
    }

    /// A client with a place of its own in the tests' bucket, since some servers have room for a few buckets only; key
    /// and secret as the test servers have them.
    package static func client(
        url: String, prefix: String = TestServers.uniqueName("t") + "/",
        secret: String = "secret", attempts: Int = 4
    ) -> S3Client {
        S3Client(
            S3Settings(
                endpoint: url, bucket: "spice-tests", prefix: prefix,
                credentials: S3Credentials(accessKey: "key", secretKey: secret),
                deadlineSeconds: 5, attempts: attempts), http: HTTPClient(), clock: WallTime())
    }
}

/// The time of this machine, for signatures, which servers compare with theirs.
package struct WallTime: EventSourcing.Clock {
    package init() {}

    package func now() -> Timestamp {
        Timestamp(microseconds: Self.microseconds())
    }

    package func uptimeSeconds() -> Double { Double(Self.microseconds()) / 1_000_000 }

    package func sleep(seconds: Double) async throws(CancellationError) {
        do { try await Task.sleep(for: .seconds(seconds)) } catch { throw CancellationError() }
    }

    private static func microseconds() -> Int64 {
        Int64(Date().timeIntervalSince1970 * 1_000_000)
    }
}
