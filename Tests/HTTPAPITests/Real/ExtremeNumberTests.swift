// Numbers at their ends: arithmetic that overflows ends the whole process, so every number of a graph query is sent as
// the smallest, the largest and the odd ones.

import Engine
import HTTPAPI
import JSONText
import Testing

@Suite struct ExtremeNumberTests {
    private static let ends: [JSON] = [.integer(.max), .integer(.min), .integer(-1), .integer(0)]

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
