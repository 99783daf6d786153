// What graph queries can ask beyond the contract, over HTTP on a real engine.

import Engine
import HTTPAPI
import JSONText
import Testing
import WireFormat

@Suite struct GraphPatternTests {
    private func ask(_ engine: RealEngine, _ body: String) async throws -> Answer {
        try await engine.bff.post("/api/v1/graph-query/shop", body)
    }

    private func ids(_ answer: Answer) -> [String] {
        (answer["nodes"]?.array ?? []).compactMap { $0["id"]?.string }
    }

    @Test func conditionsHaveTypesOnEveryHop() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let dear = try await ask(
                engine, #"{"start_class":"Product","hops":[],"filters":{"price":{"ge":9,"lt":20}}}"#
            )
            #expect(ids(dear) == ["Product/p1"])
            let madeByCy = try await ask(
                engine,
                #"""
                {"start_class":"Product","filters":{"price":{"gt":1}},"hops":[
                 {"predicate":"made_by","target_class":"Maker","filters":{"name":{"like":"c"}}}]}
                """#)
            #expect(ids(madeByCy) == ["Product/p2", "Maker/m3"])
            let wrong = try await ask(
                engine, #"{"start_class":"Product","hops":[],"filters":{"price":{"near":9}}}"#)
            #expect(wrong.status == 400)
        }
    }

    @Test func anOptionalHopKeepsItsStart() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let answer = try await ask(
                engine,
                #"""
                {"start_class":"Product","hops":[
                 {"predicate":"made_by","target_class":"Maker","optional":true}]}
                """#)
            #expect(Set(ids(answer)).isSuperset(of: ["Product/p1", "Product/p2", "Product/p3"]))
            let required = try await ask(
                engine,
                #"{"start_class":"Product","hops":[{"predicate":"made_by","target_class":"Maker"}]}"#
            )
            #expect(!ids(required).contains("Product/p3"))
        }
    }

    @Test func aHopOfVariableLengthFollowsTheChain() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let up = #"{"predicate":"part_of","target_class":"Maker","min":1,"max":5}"#
            let answer = try await ask(
                engine,
                #"{"start_class":"Maker","filters":{"maker_id":"m3"},"hops":[\#(up)]}"#)
            #expect(Set(ids(answer)) == ["Maker/m3", "Maker/m2", "Maker/m1"])
            let down = up.replacing(#""min":1"#, with: #""direction":"in","min":2"#)
            let far = try await ask(
                engine,
                #"{"start_class":"Maker","filters":{"maker_id":"m1"},"hops":[\#(down)],"include_paths":true}"#
            )
            #expect(far["paths", "0", "nodes"] == ["Maker/m1", "Maker/m2", "Maker/m3"])
            #expect(far["paths"]?.array?.count == 1)
        }
    }

    @Test func cursorPagesTogetherAreTheWholeAndSayWhenTheyAreCut() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let rows = (0..<23).map { #"{"product_id":"z\#($0)"}"# }.joined(separator: ",")
            let bulk = try await engine.oms.post(
                "/api/v1/instances/shop/async/Product/bulk-create?wait=20&until=projected",
                #"{"instances":[\#(rows)]}"#)
            #expect(bulk.status == 202)
            var seen: [String] = []
            var cursor = ""
            repeat {
                let answer = try await ask(
                    engine,
                    #"{"start_class":"Product","hops":[],"limit":4,"cursor":"\#(cursor)"}"#)
                #expect(answer.status == 200, "\(answer.text)")
                seen += ids(answer)
                cursor = answer["page", "next_cursor"]?.string ?? ""
                #expect(answer["truncated"] == .bool(!cursor.isEmpty))
            } while !cursor.isEmpty && seen.count < 100
            #expect(seen.count == 26)
            #expect(Set(seen).count == 26)
        }
    }

    @Test func onlyTheFieldsThatAreAskedForAreShown() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let answer = try await ask(
                engine,
                #"{"start_class":"Product","hops":[],"fields":["name"],"filters":{"product_id":"p1"}}"#
            )
            #expect(answer["nodes", "0", "data", "data"] == ["name": "Axe"])
        }
    }
}
