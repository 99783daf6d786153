// gra-04a: a node with a hundred thousand neighbours: the first page with their number, a filter that the store works,
// little memory.

import Foundation
import JSONText
import Laboratory
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "a hundred thousand neighbours")))
struct ConsoleNeighboursTests {
    private static let orders = 100_000

    private func imported(_ folder: TemporaryFolder) async throws -> String {
        let data = folder.file("data")
        let customers = try folder.write(
            "customer_id,name\nc1,Ada\nc2,Bob\n", to: "customers.csv")
        var text = "order_id,customer_id,status\n"
        for number in 0..<Self.orders {
            text += "o\(number),c1,\(number.isMultiple(of: 5000) ? "open" : "closed")\n"
        }
        let orders = try folder.write(text, to: "orders.csv")
        let outcome = try await Program.run(
            ["import", customers, orders, "--db", "shop", "--data-dir", data], limitSeconds: 300)
        #expect(outcome.code == 0, "\(outcome.errors)")
        return data
    }

    @Test("gra-04a · A hundred thousand neighbours are pages with their number")
    func neighbours() async throws {
        try await TemporaryFolder.with { folder in
            let data = try await imported(folder)
            let program = try await ServedProgram(data)
            let body = #"{"database":"shop","className":"customers","key":"c1","limit":100}"#
            let clock = ContinuousClock()
            var page: ServedProgram.Answer?
            let took = try await clock.measure {
                page = try await program.ask("POST", "/engine/v1/explore-node", body, of: .bff)
            }
            print("100 of \(Self.orders) neighbours in \(took)")
            let bundle = page?.json["bundles"]?.array?.first
            #expect(bundle?["nodes"]?.array?.count == 100)
            #expect(bundle?["total"]?.integer == Self.orders)
            #expect(bundle?["next"]?.string != nil)
            let hop =
                #"{"predicate":"customer_id","target_class":"orders","direction":"in","#
                + #""filters":{"status":"open"}}"#
            let open = try await program.ask(
                "POST", "/api/v1/graph-query/shop",
                #"{"start_class":"customers","filters":{"customer_id":"c1"},"hops":[\#(hop)]}"#,
                of: .bff)
            #expect(
                open.json["count"]?.integer == Self.orders / 5000 + 1, "\(open.text.prefix(300))")
            #expect(open.json["truncated"] == false)

            let console = try ConsoleRun(
                "--data-dir \(data) --db shop --pane graph", before: "echo shell=$$.")
            try await console.shows("Where to start", seconds: 30)
            try await console.type("scustomers/c1\r", shows: "of 100\u{202F}000", seconds: 30)
            try await console.type("jF", shows: "orders where")
            try await console.type(
                "status=open\r", shows: "in 50\u{202F}000 of 100\u{202F}000", seconds: 30)
            try await console.type("G\r", shows: "(20)  where status=open", seconds: 30)
            let memory = try ConsoleManyRowsTests.memory(console)
            print("the console beside it: \(memory / 1024) MB")
            #expect(memory < 60 * 1024, "\(memory) kB")
            try await console.leave()
            await program.stop()
        }
    }
}
