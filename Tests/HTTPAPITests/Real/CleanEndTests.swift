// What a service still has in hand when it is told to end.

import Engine
import HTTPAPI
import HTTPClient
import JSONText
import Testing

@Suite struct CleanEndTests {
    @Test func accessesThatAreStillGatheredAreWrittenDown() async throws {
        try await RealEngine.with { engine in
            let issued = try await engine.run(CreateToken(name: "r", roles: ["reader"]))
            let headers = [HTTPHeader("Authorization", "Bearer " + issued.token)]
            let doors = Doors(engine: engine.client)
            try await running(engine.client, doors: doors, { $0.bff(port: 0) }) { place in
                for _ in 0..<3 {
                    _ = try await HTTPClient().send(
                        HTTPRequest("GET", .url(place), path: "/api/v1/databases", headers: headers)
                    )
                }
            }
            let page = try await engine.run(ReadAudit(action: "ACCESS", limit: 100))
            let kinds = page.items.flatMap { entry in
                (entry.data?["entries"]?.array ?? []).compactMap { $0["kind"]?.string }
            }
            #expect(kinds.sorted() == ["login", "read", "read"])
        }
    }
}
