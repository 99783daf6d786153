// A write under an Idempotency-Key whose process dies before the answer is kept: after the restart the same request
// gets its answer, and the log holds it once.

import Engine
import Foundation
import JSONText
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "keyed writes and deaths"))) struct KeyedWriteTests {
    private static let items = "/api/v1/instances/shop/async/Item"

    private func makeShop(_ directory: String) async throws {
        let oms = try await ServedProgram(directory)
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
            let mortal = try await ServedProgram(
                path,
                environment: [
                    "ENABLE_CHAOS_INJECTION": "true", "CHAOS_CRASH_POINT": point.name,
                ])
            _ = try? await mortal.ask(write.method, write.path, write.body, key: "k-78")
            #expect(await mortal.program.finished(limitSeconds: 30).code == 42)
            let oms = try await ServedProgram(path)
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
}
