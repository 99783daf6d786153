// One idempotency key asked of several processes on the same servers: one of them works it, also when it dies meanwhile.

import Foundation
import JSONText
import TestSupport
import Testing

@Suite(
    .serialized,
    .enabled(
        if: Program.isThere
            && TestServers.has(
                "keys of several processes", TestServers.postgres, TestServers.seaweed,
                TestServers.noidaElastic, TestServers.redis,
                TestServers.variable("SPICE_TEST_SERVICES"))
    ))
struct ConnectedKeyTests {
    private static let create = "/api/v1/branch/shop/create"

    private struct Asked: Sendable {
        var key: String
        var answer: ServedProgram.Answer
    }

    private func race(_ programs: [ServedProgram]) async throws -> [Asked] {
        try await withThrowingTaskGroup(of: Asked.self) { group in
            for number in 0..<40 {
                let (program, key) = (programs[number % programs.count], "b-\(number / 8)")
                group.addTask {
                    Asked(
                        key: key,
                        answer: try await program.ask(
                            "POST", ConnectedKeyTests.create, #"{"branch_name":"\#(key)"}"#,
                            key: key))
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// A branch that is there is refused: who works the request a second time gets another answer.
    @Test func ofSeveralProcessesOneWorksAKeyAndAnotherWhenThatOneDies() async throws {
        let stack = try await ConnectedServers()
        let migrated = try await Program.run(["migrate"], environment: stack.environment)
        #expect(migrated.code == 0, "\(migrated.errors)")
        let one = try await ServedProgram(stack.role("oms", ["--oms-port", "0"]), [.oms])
        let other = try await ServedProgram(stack.role("oms", ["--oms-port", "0"]), [.oms])
        var workers: [RunningProgram] = []
        for name in ["message-relay", "ontology-worker", "instance-worker", "projection-worker"] {
            workers.append(try stack.role(name))
        }
        let shop = try await one.ask(
            "POST", "/api/v1/database/create?wait=60", #"{"name":"shop"}"#)
        #expect(shop.json["outcome"]?["status"] == "COMPLETED", "\(shop)")

        let raced = try await race([one, other])
        for key in Set(raced.map(\.key)) {
            let answers = raced.filter { $0.key == key }.map(\.answer)
            let accepted = answers.filter { $0.status == 200 }
            #expect(!accepted.isEmpty, "\(answers)")
            #expect(Set(accepted.map(\.text)).count == 1, "\(accepted)")
            let refused = answers.filter { $0.status != 200 }
            #expect(refused.allSatisfy { $0.json["code"] == "request_running" }, "\(refused)")
        }

        let mortal = try await ServedProgram(
            stack.role(
                "oms", ["--oms-port", "0"],
                more: [
                    "ENABLE_CHAOS_INJECTION": "true", "CHAOS_CRASH_POINT": "oms:before_keep",
                    "CHAOS_CRASH_ONCE": "false",
                ]), [.oms])
        let body = #"{"branch_name":"last"}"#
        _ = try? await mortal.ask("POST", ConnectedKeyTests.create, body, key: "d-1")
        #expect(await mortal.program.finished(limitSeconds: 30).code == 42)
        var answer = try await other.ask("POST", ConnectedKeyTests.create, body, key: "d-1")
        // The lease of the dead one ends by the clock of the server, on a slow machine before we ask.
        while answer.json["code"] == "request_running" {
            answer = try await other.ask("POST", ConnectedKeyTests.create, body, key: "d-1")
        }
        #expect(answer.status == 200, "\(answer)")
        let again = try await one.ask("POST", ConnectedKeyTests.create, body, key: "d-1")
        #expect(again.text == answer.text)

        let list = try await one.ask("GET", "/api/v1/branch/shop/list")
        #expect(list.json["data"]?["total"] == 7, "\(list.text)")
        for worker in workers {
            worker.kill(SIGTERM)
            _ = await worker.finished(limitSeconds: 30)
        }
        await one.stop()
        await other.stop()
        await stack.end()
    }
}
