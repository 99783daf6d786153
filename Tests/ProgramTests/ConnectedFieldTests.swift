// Faults that others had in the field, on servers, with a process for each role: fifty creators at two doors, a command
// that the bus delivers again after a thousand others, a search server that is gone, partitions that nobody has
// committed in.

import EventSourcing
import Foundation
import JSONText
import ServerAdapters
import Synchronization
import TestSupport
import Testing

@Suite(
    .serialized,
    .enabled(
        if: Program.isNamed(for: "field cases on servers")
            && TestServers.has(
                "field cases on servers", TestServers.postgres, TestServers.seaweed,
                TestServers.noidaElastic, TestServers.redis,
                TestServers.variable("SPICE_TEST_SERVICES"))
    ))
struct ConnectedFieldTests {
    private static let items = ConnectedRoles.items

    private struct Created: Sendable {
        var name: String
        var answer: ServedProgram.Answer
    }

    @Test("eng-04a · Of fifty creators at two OMS on Postgres one wins, a hundred times")
    func creators() async throws {
        let roles = try await ConnectedRoles()
        // Some ids at once: most of a round is waiting.
        for first in stride(from: 0, to: 100, by: 4) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for round in first..<first + 4 {
                    group.addTask { try await ConnectedFieldTests.race(round, roles) }
                }
                try await group.waitForAll()
            }
        }
        await roles.close()
    }

    private static func race(_ round: Int, _ roles: ConnectedRoles) async throws {
        let answers = try await withThrowingTaskGroup(of: Created.self) { group in
            for number in 0..<50 {
                let door = roles.oms[number % 2]
                group.addTask {
                    let name = "n\(number)"
                    let body = #"{"data":{"item_id":"i-\#(round)","name":"\#(name)"}}"#
                    return Created(
                        name: name, answer: try await door.ask("POST", items + "/create", body))
                }
            }
            return try await group.reduce(into: [Created]()) { $0.append($1) }
        }
        let winners = answers.filter { $0.answer.status == 202 }
        let refused = answers.map(\.answer).filter { $0.status == 409 }
        #expect(winners.count == 1, "round \(round): \(answers.map(\.answer.status))")
        #expect(refused.count == 49, "round \(round): \(answers.map(\.answer.status))")
        let details = refused.compactMap { $0.json["detail"] }
        #expect(details.allSatisfy { $0["expected_seq"] == 0 })
        #expect(details.allSatisfy { ($0["actual_seq"]?.integer ?? 0) > 0 })
        let position = winners.first?.answer.json["command_id"]?.string ?? ""
        let read = try await roles.oms[1].ask(
            "GET",
            "/api/v1/instance/shop/instance/i-\(round)?class_id=Item&position=\(position)&wait=60")
        #expect(read.json["data"]?["data"]?["name"]?.string == winners.first?.name, "\(read.text)")
        #expect(try await roles.count("INSTANCE_CREATED", of: "i-\(round)") == 1)
    }

    @Test("eng-05a · The bus delivers a command again after a thousand others: nothing happens")
    func deliveredAgain() async throws {
        let roles = try await ConnectedRoles()
        let id = "0190c6f0-0000-7000-8000-00000000000a"
        let body = #"{"data":{"item_id":"i-1","name":"first"},"command_id":"\#(id)"}"#
        let first = try await roles.oms[0].ask(
            "POST", Self.items + "/create?wait=60", body)
        #expect(first.json["status"] == "COMPLETED", "\(first)")
        // One after the other, without a wait: an update names the sequence that the one before it will have.
        for number in 0..<1000 {
            let answer = try await roles.oms[number % 2].ask(
                "PATCH", Self.items + "/i-1" + (number % 100 == 99 ? "?wait=60" : ""),
                #"{"qty":\#(number)}"#)
            #expect(answer.status == 202, "\(number): \(answer)")
        }
        let read = "/api/v1/instance/shop/instance/i-1?class_id=Item"
        let last = try await roles.oms[0].ask(
            "PATCH", Self.items + "/i-1?wait=60&until=projected", #"{"qty":1000}"#)
        #expect(last.json["reached"] == true, "\(last)")
        let before = try await roles.oms[0].ask("GET", read)
        #expect(before.json["data"]?["data"]?["qty"] == 1000, "\(before.text)")

        let records = try await roles.stack.log().filter { $0.event.id == EventID(id) }
        #expect(records.count == 1)
        let bus = roles.stack.bus
        for round in 0..<3 {
            if round == 2 {
                await roles.end()
                try roles.begin()
            }
            _ = try await bus.publish(records)
            let again = try await roles.oms[1].ask("POST", Self.items + "/create", body)
            #expect(again.status == 202, "\(again)")
            #expect(again.json["command_id"] == first.json["command_id"])
        }
        // What comes behind them on the topic is done, so they were worked.
        let marker = try await roles.oms[0].ask(
            "POST", Self.items + "/create?wait=60&until=projected",
            #"{"data":{"item_id":"marker"}}"#)
        #expect(marker.json["reached"] == true, "\(marker)")
        let status = try await roles.oms[0].ask("GET", "/api/v1/commands/\(id)/status")
        #expect(status.json["status"] == "COMPLETED", "\(status.text)")
        let after = try await roles.oms[0].ask("GET", read)
        #expect(after.json["data"] == before.json["data"])
        #expect(try await roles.count("INSTANCE_CREATED", of: "i-1") == 1)
        #expect(try await roles.count("INSTANCE_UPDATED", of: "i-1") == 1001)
        await bus.close()
        await roles.close()
    }

    @Test(
        "gra-07b · Without the search server nodes are PARTIAL, a search is 503, and the log says why"
    )
    func searchServerGone() async throws {
        let search = try TestService("noida-elastic")
        let roles = try await ConnectedRoles(["ELASTICSEARCH_URL": search.facts["URL"] ?? ""])
        for key in ["i-1", "i-2", "i-3"] {
            let answer = try await roles.oms[0].ask(
                "POST", Self.items + "/create?wait=60&until=projected",
                #"{"data":{"item_id":"\#(key)","name":"Axe"}}"#)
            #expect(answer.json["reached"] == true, "\(answer)")
        }
        let query = #"{"start_class":"Item","hops":[]}"#
        let well = try await roles.bff.ask("POST", "/api/v1/graph-query/shop", query, of: .bff)
        #expect(well.json["nodes"]?.array?.map { $0["data_status"] } == ["FULL", "FULL", "FULL"])
        try search.cause(.stop)
        let graph = try await roles.bff.ask("POST", "/api/v1/graph-query/shop", query, of: .bff)
        #expect(graph.status == 200, "\(graph.text)")
        let nodes = graph.json["nodes"]?.array ?? []
        #expect(nodes.count == 3)
        #expect(nodes.allSatisfy { $0["data_status"] == "PARTIAL" }, "\(graph.text)")
        #expect(nodes.allSatisfy { $0["reason"] == "index_down" }, "\(graph.text)")
        let found = try await roles.bff.ask(
            "GET", "/api/v1/database/shop/class/Item/instances?search=Axe", of: .bff)
        #expect(found.status == 503, "\(found.text)")
        let lines = roles.bff.program.errors.split(separator: "\n")
        #expect(lines.contains { $0.contains("/graph-query/shop") && $0.contains("index_down") })
        #expect(
            lines.contains { $0.contains("/class/Item/instances") && $0.contains("unavailable") })
        await roles.close()
        search.end()
    }

    @Test("eng-16a · On servers no lag is negative, and a partition without commits says so")
    func lag() async throws {
        let roles = try await ConnectedRoles()
        let writing = Task {
            for number in 0..<100 {
                let rows = (0..<20).map { #"{"item_id":"l-\#(number)-\#($0)"}"# }
                let answer = try await roles.oms[number % 2].ask(
                    "POST", ConnectedFieldTests.items + "/bulk-create",
                    #"{"instances":[\#(rows.joined(separator: ","))]}"#)
                #expect(answer.status == 202, "\(answer)")
            }
        }
        let seen = try await withThrowingTaskGroup(of: Lags.self) { group in
            for _ in 0..<4 { group.addTask { try await ConnectedFieldTests.look(250, roles) } }
            return try await group.reduce(into: Lags()) { all, part in
                all.lowest = min(all.lowest, part.lowest)
                all.silent += part.silent
            }
        }
        try await writing.value
        #expect(seen.lowest == 0)
        // One database and one class have keys in one partition each at most.
        #expect(seen.silent > 0, "the ontology worker has nothing in one of its two partitions")
        await roles.close()
    }

    private struct Lags: Sendable {
        var lowest = Int.max
        /// Partitions in which nobody had committed.
        var silent = 0
    }

    private static func look(_ times: Int, _ roles: ConnectedRoles) async throws -> Lags {
        var lags = Lags()
        for _ in 0..<times {
            let view = try await roles.bff.ask(
                "POST", "/engine/v1/pipeline-status", "{}", of: .bff)
            for worker in view.json["workers"]?.array ?? [] {
                lags.lowest = min(lags.lowest, worker["lag"]?.integer ?? -1)
                guard let committed = worker["committed"] else {
                    Issue.record("no member committed: \(worker.text)")
                    continue
                }
                if committed == .null { lags.silent += 1 }
                #expect((committed.integer ?? 0) <= worker["end"]?.integer ?? -1, "\(worker.text)")
            }
        }
        return lags
    }
}
