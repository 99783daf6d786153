// Servers that cannot carry the promises, seen from outside: the program does not start on them.

import TestSupport
import Testing

extension ConnectedTests {
    @Test(
        .enabled(if: TestServers.has("a store that ignores preconditions", TestServers.rclone)))
    func aStoreThatIgnoresThePreconditionIsNoPlaceToStart() async throws {
        let stack = try await ConnectedServers()
        var environment = stack.environment
        environment["MINIO_ENDPOINT_URL"] = TestServers.rclone
        let outcome = try await Program.run(
            ["serve", "oms", "--oms-port", "0"], environment: environment)
        #expect(outcome.code == 1, "\(outcome)")
        #expect(outcome.errors.contains("If-None-Match"), "\(outcome.errors)")
        await stack.end()
    }
}
