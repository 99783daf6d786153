// A write under an Idempotency-Key whose process dies before the answer is kept: after the restart the same request
// gets its answer, and the log holds it once.

import Engine
import Foundation
import HTTPClient
import JSONText
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "keyed writes and deaths"))) struct KeyedWriteTests {
    /// A running program with its OMS; nil where it died before.
    private struct OMS {
        let program: RunningProgram
        let endpoint: HTTPEndpoint
        private let client = HTTPClient()

        init(_ directory: String, environment: [String: String] = [:]) async throws {
            let ports = ["--oms-port", "0", "--bff-port", "0", "--funnel-port", "0"]
            let program = try RunningProgram(
                ["up", "--data-dir", directory] + ports, environment: environment)
            let mark = "OMS ready on "
            let isReady = await program.reaches { program.output.contains(mark) }
            try #require(isReady, "\(program.errors)")
            let line = program.output.split(separator: "\n").first { $0.contains(mark) }
            let place = try #require(line.flatMap { $0.split(separator: " ").last })
            endpoint = .url(String(place))
            self.program = program
        }

        func ask(
            _ method: String, _ path: String, _ body: String = "", key: String? = nil
        ) async throws -> (status: Int, json: JSON) {
            var headers = [HTTPHeader("Content-Type", "application/json")]
            if let key { headers.append(HTTPHeader("Idempotency-Key", key)) }
            let answer = try await client.send(
                HTTPRequest(
                    method, endpoint, path: path, headers: headers,
                    body: body.isEmpty ? nil : Array(body.utf8), deadlineSeconds: 60))
            return (answer.status, (try? JSON(parsing: answer.body)) ?? .null)
        }

        func stop() async {
            program.kill(SIGTERM)
            _ = await program.finished(limitSeconds: 30)
        }
    }

    private static let items = "/api/v1/instances/shop/async/Item"

    private func makeShop(_ directory: String) async throws {
        let oms = try await OMS(directory)
        for (path, body) in [
            ("/api/v1/database/create", #"{"name":"shop"}"#),
            (
                "/api/v1/database/shop/ontology",
                #"""
                {"id":"Item","properties":[{"name":"item_id","type":"string","required":true},
                 {"name":"name","type":"string"},{"name":"qty","type":"integer"}]}
                """#
            ), (KeyedWriteTests.items + "/create", #"{"data":{"item_id":"i1","qty":1}}"#),
            (KeyedWriteTests.items + "/create", #"{"data":{"item_id":"i2","qty":1}}"#),
        ] {
            let answer = try await oms.ask("POST", path + "?wait=30", body)
            #expect(answer.status == 202, "\(answer)")
        }
        let gone = try await oms.ask(
            "DELETE", KeyedWriteTests.items + "/i2/delete?expected_seq=2&wait=30")
        #expect(gone.status == 202, "\(gone)")
        await oms.stop()
    }

    private static let writes: [(method: String, path: String, body: String)] = [
        ("PATCH", items + "/i1", #"{"qty":2}"#), ("POST", items + "/i2/restore", "{}"),
        ("POST", items + "/bulk-create", #"{"instances":[{"item_id":"i3"}]}"#),
    ]

    @Test(
        "It is written once",
        arguments: [CrashPoint.omsAfterAppend, .omsBeforeKeep], Array(writes.indices))
    func once(_ point: CrashPoint, _ number: Int) async throws {
        let write = KeyedWriteTests.writes[number]
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            try await makeShop(path)
            let mortal = try await OMS(
                path,
                environment: [
                    "ENABLE_CHAOS_INJECTION": "true", "CHAOS_CRASH_POINT": point.name,
                ])
            _ = try? await mortal.ask(write.method, write.path, write.body, key: "k-78")
            #expect(await mortal.program.finished(limitSeconds: 30).code == 42)
            let oms = try await OMS(path)
            let again = try await oms.ask(
                write.method, write.path + "?wait=30", write.body, key: "k-78")
            #expect(again.status == 202, "\(again)")
            let third = try await oms.ask(
                write.method, write.path + "?wait=30", write.body, key: "k-78")
            #expect(third.status == 202)
            #expect(third.json["command_id"] == again.json["command_id"])
            let other = try await oms.ask(
                write.method, write.path, #"{"qty":3}"#, key: "k-78")
            #expect(other.status == 422, "\(other)")
            let list = try await oms.ask("GET", "/api/v1/commands?database=shop&limit=100")
            let types = (list.json["commands"]?.array ?? []).compactMap {
                $0["command_type"]?.string
            }
            // Two classes of writes before it, a delete, and the one under the key.
            let created = types.count { $0 == "CREATE_INSTANCE" }
            let updated = types.count { $0 == "UPDATE_INSTANCE" }
            #expect(created + updated == 3)
            await oms.stop()
        }
    }

    @Test("eng-06b · A create under a key is one instance after a kill, and its key names it")
    func killed() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            try await makeShop(path)
            let create = KeyedWriteTests.items + "/create"
            let body = #"{"data":{"name":"no key of its own"}}"#
            let first = try await OMS(path)
            let answer = try await first.ask("POST", create, body, key: "k-78")
            #expect([202, 400].contains(answer.status), "\(answer)")
            first.program.kill(SIGKILL)
            _ = await first.program.finished(limitSeconds: 30)
            let oms = try await OMS(path)
            let again = try await oms.ask("POST", create, body, key: "k-78")
            #expect(again.status == answer.status)
            #expect(again.json["command_id"] == answer.json["command_id"])
            await oms.stop()
        }
    }
}
