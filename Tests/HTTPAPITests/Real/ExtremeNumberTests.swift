// Numbers at their ends: arithmetic that overflows ends the whole process, so every number that a caller may send is sent
// as the smallest, the largest and the odd ones, to every use case that takes it.

import Engine
import HTTPAPI
import JSONText
import Testing

@Suite struct ExtremeNumberTests {
    private static let ends: [JSON] = [.integer(.max), .integer(.min), .integer(-1), .integer(0)]

    /// Numbers that may be left out, and files that hold something.
    private static let more: JSON = [
        "expectedSequence": 1, "sampleRows": 5, "rowLimit": 5, "waitSeconds": 0,
        "expiresInSeconds": 60, "after": "1",
        "files": [
            [
                "name": "a.csv", "content": "YSxiCjEsMgo=",
                "reading": ["headerRows": 1, "preambleRows": 0, "table": 1],
            ]
        ],
        "hops": [
            ["predicate": "made_by", "target_class": "Maker", "min": 1, "max": 2]
        ],
    ]

    private struct Case: Sendable {
        var useCase: String
        var body: JSON
    }

    /// The members that the use case reads, each number in turn at each of its ends.
    private static func cases<Request: UseCase>(_ type: Request.Type, _ everything: JSON) throws
        -> [Case]
    {
        let body = try JSONEncoding.encode(try JSONDecoding.decode(Request.self, from: everything))
        return variants(of: body).map { Case(useCase: Request.name, body: $0) }
    }

    private static func variants(of value: JSON) -> [JSON] {
        switch value {
        case .integer, .number: return ends
        case .object(let object):
            return object.members.flatMap { member in
                variants(of: member.value).map { variant in
                    var copy = object
                    copy[member.name] = variant
                    return JSON.object(copy)
                }
            }
        case .array(let items):
            return items.indices.flatMap { index in
                variants(of: items[index]).map { variant in
                    var copy = items
                    copy[index] = variant
                    return JSON.array(copy)
                }
            }
        default: return []
        }
    }

    @Test func noNumberOfACallerEndsTheProcess() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let id = try #require(
                try await engine.run(FindCommands(database: "shop", limit: 1)).items.first?.id)
            let text = TenantTests.everything.replacing("$command_id", with: id)
            let everything = try #require(
                try JSON(parsing: text).object?.overlaid(
                    by: ExtremeNumberTests.more.object ?? .init()))
            var asked = 0
            for useCase in UseCaseCatalogue.all {
                var everything = everything
                // Of the log a partition is a name, of a worker a number.
                if useCase.name == ListWaiting.name { everything["partition"] = 0 }
                if useCase.name == ListInstances.name {
                    everything["order"] = ["isDescending": false, "isFromEnd": false]
                }
                for item in try Self.cases(useCase, .object(everything)) {
                    let answer = try await engine.bff.post(
                        EngineRoutes.prefix + item.useCase, item.body.text)
                    #expect(
                        answer["code"] != "internal_error" && answer.status != 500,
                        "\(item.useCase) \(item.body.text): \(answer.text.prefix(300))")
                    asked += 1
                }
            }
            #expect(asked > 100)
        }
    }

    @Test func noNumberInAGraphQueryEndsTheProcess() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let body: JSON = [
                "start_class": "Product", "hops": [], "limit": 5, "offset": 0, "max_nodes": 5,
                "max_edges": 5, "max_paths": 5, "include_paths": true,
            ]
            for variant in Self.variants(of: body) {
                let answer = try await engine.bff.post("/api/v1/graph-query/shop", variant.text)
                #expect(answer.status < 500, "\(variant.text): \(answer.text)")
            }
        }
    }
}
