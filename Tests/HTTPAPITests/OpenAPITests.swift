import Engine
import HTTPAPI
import JSONText
import Testing
import WireFormat

@Suite struct OpenAPITests {
    private static let services: [(String, [Route])] = [
        ("OMS", Services.omsRoutes), ("BFF", Services.bffRoutes), ("Funnel", Services.funnelRoutes),
    ]

    @Test func theDocumentListsExactlyTheRoutes() async throws {
        for (name, routes) in OpenAPITests.services {
            let document = try await Asking(routes, ScriptedEngine(answers: [:]))
                .get("/openapi.json")
            var listed: Set<String> = []
            for path in document["paths"]?.object?.members ?? [] {
                for method in path.value.object?.names ?? [] {
                    listed.insert(method.uppercased() + " " + path.name)
                }
            }
            let served = routes.map { route in
                route.endpoint.method.rawValue + " "
                    + route.endpoint.path.replacing("...}", with: "}")
            }
            #expect(listed == Set(served), "\(name)")
            #expect(Set(served).count == served.count, "\(name) has a route twice")
        }
    }

    @Test func operationsHaveNamesOfTheirOwn() {
        for (name, routes) in OpenAPITests.services {
            let operations = routes.map(\.endpoint.operation)
            #expect(Set(operations).count == operations.count, "\(name)")
        }
    }

    /// A route behind another that matches the same paths would never be reached.
    @Test func everyRouteIsReachable() throws {
        for (name, routes) in OpenAPITests.services {
            let table = RouteTable(routes)
            for route in routes {
                let segments = route.endpoint.path.split(separator: "/").map {
                    $0.hasPrefix("{") ? "zzz" : String($0)
                }
                guard
                    case .route(let found, _) = table.match(
                        route.endpoint.method.rawValue, segments)
                else {
                    Issue.record("\(name) \(route.endpoint.path) matches nothing")
                    continue
                }
                #expect(found.endpoint == route.endpoint, "\(name)")
            }
        }
    }
}
