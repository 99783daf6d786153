// `spice chaos` on servers: each role a process of its own, hit while it works, the broker stopped and hung.

import Foundation
import TestSupport
import Testing

extension ConnectedTests {
    @Test func chaosOnServersBreaksNoPromise() async throws {
        try await TemporaryFolder.with { folder in
            let stack = try await ConnectedServers()
            // The look-alike loses what it acknowledged when it is killed, so it is stopped instead; and it keeps the
            // sessions of dead members until it is restarted.
            let script = try folder.write(
                """
                #!/bin/sh
                [ "$1" = list ] && { echo kafka after-kill; exit; }
                action=$2
                [ "$action" = kill ] && action=stop
                [ "$1" = after-kill ] && action=restart
                exec python3 \(TestServers.variable("SPICE_TEST_SERVICES") ?? "")/service.py \
                noida-kafka $action \(stack.kafka.directory)

                """, to: "control")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: script)
            for (mode, seconds, seed) in [("soak", "20", "2743"), ("out-of-order", "5", "1")] {
                let outcome = try await Program.run(
                    [
                        "chaos", mode, "--seconds", seconds, "--seed", seed, "--server-control",
                        script, "--folder", folder.path, "--json",
                    ], environment: stack.environment, limitSeconds: 400)
                #expect(outcome.code == 0, "\(mode): \(outcome)")
                let report = try outcome.json()
                #expect(report["profile"] as? String == "connected")
                let counts = try #require(report["counts"] as? [String: Int])
                #expect(counts["acknowledged"] ?? 0 > 0)
                #expect(mode == "soak" || counts["republished"] ?? 0 > 0)
            }
            await stack.end()
        }
    }
}
