// Numbers at their ends on every route of the contract: each number that a query or a body may hold is sent as the
// largest, the smallest and the odd ones. Arithmetic that overflows would end the whole process.

import Engine
import HTTPAPI
import JSONText
import Testing
import WireFormat

@Suite struct ExtremeRouteTests {
    private static let texts = [
        "9223372036854775807", "-9223372036854775808", "1e308",
    ]
    private static let values: [JSON] = [
        .integer(.max), .integer(.min), .number("1e308"),
    ]

    private struct Case {
        var path: String
        var body: String
    }

    @Test func noNumberOfAQueryOrABodyIsAFaultOfOurs() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            var asked = 0
            for step in ContractSteps.all where step.status < 500 {
                let routes = Self.routes(step.service)
                let bare = step.path.prefix { $0 != "?" }
                guard let segments = PercentEncoding.segments(of: bare),
                    case .route(let route, _) = routes.match(step.method, segments)
                else { continue }
                for item in Self.cases(step, route.endpoint) {
                    var headers: [String: String] = [:]
                    headers["Content-Type"] = step.sent.type
                    let answer = try await Self.port(step.service, engine).ask(
                        step.method, item.path, headers: headers, body: item.body)
                    let isFault = answer.status >= 500 && ![501, 503].contains(answer.status)
                    #expect(
                        !isFault && answer.status != 0,
                        "\(step.method) \(item.path) \(item.body.prefix(300)): \(answer.text)")
                    asked += 1
                }
            }
            #expect(asked > 150)
            let health = try await engine.oms.get("/ready")
            #expect(health.status == 200, "\(health.text)")
        }
    }

    private static func routes(_ service: ContractStep.Service) -> RouteTable {
        switch service {
        case .oms: RouteTable(Services.omsRoutes)
        case .bff: RouteTable(Services.bffRoutes)
        case .funnel: RouteTable(Services.funnelRoutes)
        }
    }

    private static func port(_ service: ContractStep.Service, _ engine: RealEngine) -> Asking {
        switch service {
        case .oms: engine.oms
        case .bff: engine.bff
        case .funnel: engine.funnel
        }
    }

    private static func cases(_ step: ContractStep, _ endpoint: Endpoint) -> [Case] {
        // What waits or goes on for ever says nothing here.
        let path = step.path.replacing(/wait=[0-9]+/, with: "wait=0").replacing("$", with: "")
        let mark = path.contains("?") ? "&" : "?"
        let numeric: (JSON) -> Bool = { ["integer", "number"].contains($0["type"]?.string) }
        let names = endpoint.query.filter { numeric($0.schema) }.map(\.name)
        func sent(_ name: String, _ texts: some Sequence<String>) -> [Case] {
            texts.map { text in
                // Two of a name would be refused as such.
                let other = path.replacing("\(name)=", with: "was_\(name)=")
                return Case(path: "\(other)\(mark)\(name)=\(text)", body: step.sent.body)
            }
        }
        var cases = names.flatMap { sent($0, texts) }
        if step.method != "GET" {
            // What every write takes.
            if !names.contains("wait") { cases += sent("wait", texts.prefix(1)) }
        }
        guard let body = step.body.flatMap({ try? JSON(parsing: $0) })?.object else { return cases }
        let described = endpoint.body?["properties"]?.object?.members ?? []
        let own = body.members.filter { member in
            switch member.value {
            case .integer, .number: true
            default: false
            }
        }
        let members = Set(described.filter { numeric($0.value) }.map(\.name) + own.map(\.name))
        for name in members.sorted() {
            for value in values {
                var changed = body
                changed[name] = value
                cases.append(Case(path: path, body: JSON.object(changed).text))
            }
        }
        return cases
    }
}
