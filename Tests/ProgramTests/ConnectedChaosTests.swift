// `spice chaos` on servers: deliveries out of order, repeated and late, with a process for each role. Runs that kill need
// a broker that ends the sessions of dead members and keeps what it acknowledged; the look-alike does neither.

import TestSupport
import Testing

extension ConnectedTests {
    @Test func disorderOnServersBreaksNoPromise() async throws {
        try await TemporaryFolder.with { folder in
            let stack = try await ConnectedServers()
            let outcome = try await Program.run(
                [
                    "chaos", "out-of-order", "--seconds", "5", "--seed", "1", "--folder",
                    folder.path, "--json",
                ], environment: stack.environment, limitSeconds: 400)
            #expect(outcome.code == 0, "\(outcome)")
            let report = try outcome.json()
            #expect(report["profile"] as? String == "connected")
            let counts = try #require(report["counts"] as? [String: Int])
            #expect(counts["acknowledged"] ?? 0 > 0)
            #expect(counts["republished"] ?? 0 > 0)
            await stack.end()
        }
    }
}
