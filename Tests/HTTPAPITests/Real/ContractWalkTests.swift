// Every route of the three services is asked at least once, on a real engine, and answers with the status that the
// contract gives it. A route that nobody asks fails the test.

import Engine
import HTTPAPI
import JSONText
import Testing
import WireFormat

@Suite struct ContractWalkTests {
    @Test func everyRouteAnswersAsTheContractSays() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            var walk = ContractWalk(engine)
            for step in ContractSteps.all { try await walk.take(step) }
            for (service, missed) in walk.missed where !missed.isEmpty {
                Issue.record("\(service): nobody asked \(missed.sorted().joined(separator: ", "))")
            }
        }
    }

    @Test func everyWriteUnderAKeyIsDoneOnceAndAnsweredAlike() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            var walk = ContractWalk(engine)
            for (number, step) in ContractSteps.all.enumerated() {
                try await walk.take(step, key: step.method == "GET" ? nil : "step \(number)")
            }
        }
    }
}

/// One request, with the status that it must get.
struct ContractStep: Sendable {
    enum Service: String, Sendable, CaseIterable { case oms, bff, funnel }

    var service: Service
    var method: String
    var path: String
    var body: String?
    var form: [(name: String, file: String?, content: String)]?
    var status: Int

    init(
        _ service: Service, _ method: String, _ path: String, _ body: String? = nil,
        form: [(name: String, file: String?, content: String)]? = nil, _ status: Int = 200
    ) {
        self.service = service
        self.method = method
        self.path = path
        self.body = body
        self.form = form
        self.status = status
    }

    var sent: (type: String?, body: String) {
        guard let form else { return (body == nil ? nil : "application/json", body ?? "") }
        var text = ""
        for part in form {
            let file = part.file.map { "; filename=\"\($0)\"" } ?? ""
            text += "--cut\r\nContent-Disposition: form-data; name=\"\(part.name)\"\(file)\r\n\r\n"
            text += part.content + "\r\n"
        }
        return ("multipart/form-data; boundary=cut", text + "--cut--\r\n")
    }
}

/// Asks, remembers which routes were asked, and what later steps need.
struct ContractWalk {
    private let engine: RealEngine
    private let tables: [ContractStep.Service: RouteTable]
    private var asked: [ContractStep.Service: Set<String>] = [:]
    /// `$task`, `$command`, … of earlier answers.
    private var known: [String: String] = [:]

    init(_ engine: RealEngine) {
        self.engine = engine
        tables = [
            .oms: RouteTable(Services.omsRoutes), .bff: RouteTable(Services.bffRoutes),
            .funnel: RouteTable(Services.funnelRoutes),
        ]
    }

    /// What an answer says apart from what is different each time: the request's id, how far the work is, and the
    /// secret of a token, which is shown once.
    private static func lasting(_ answer: Answer) -> JSON? {
        guard var object = answer.json?.object else { return answer.json }
        for name in ["request_id", "token", "outcome", "reached", "sequence_number", "seconds"] {
            object[name] = nil
        }
        return .object(object)
    }

    /// What is answered before it is done is done.
    private func finish(_ answer: Answer) async throws {
        for name in ["task_id", "job_id"] {
            let value = answer.json?[name] ?? answer.json?["data"]?[name]
            guard let id = value?.string else { continue }
            _ = try await engine.run(GetJob(id: id, waitSeconds: 20))
        }
    }

    private func commands() async throws -> [String] {
        try await engine.run(FindCommands(limit: 1000)).items.map(\.id)
    }

    var missed: [(String, [String])] {
        ContractStep.Service.allCases.map { service in
            let routes = tables[service]?.endpoints ?? []
            let all = routes.filter { $0.group != "engine" }.map {
                $0.method.rawValue + " " + $0.path
            }
            return (service.rawValue, all.filter { !(asked[service] ?? []).contains($0) })
        }
    }

    /// With a key the request is sent twice under it: the second answer must be the first, and nothing more is written.
    mutating func take(_ step: ContractStep, key: String? = nil) async throws {
        let path = known.reduce(step.path) { $0.replacing("$" + $1.key, with: $1.value) }
        let asking =
            switch step.service {
            case .oms: engine.oms
            case .bff: engine.bff
            case .funnel: engine.funnel
            }
        let (type, body) = step.sent
        let filled = known.reduce(body) { $0.replacing("$" + $1.key, with: $1.value) }
        var headers: [String: String] = [:]
        headers["Content-Type"] = type
        headers["Idempotency-Key"] = key
        let answer = try await asking.ask(step.method, path, headers: headers, body: filled)
        if key != nil, step.status < 500 {
            try await finish(answer)
            let written = try await commands()
            let again = try await asking.ask(step.method, path, headers: headers, body: filled)
            let place = "\(step.service) \(step.method) \(path)"
            #expect(again.status == answer.status, "\(place): \(again.text.prefix(300))")
            #expect(
                ContractWalk.lasting(again) == ContractWalk.lasting(answer), "\(place)")
            let more = try await commands()
            #expect(more == written, "\(place)")
        }
        #expect(
            answer.status == step.status,
            "\(step.service) \(step.method) \(path): \(answer.text.prefix(400))")
        for name in ["task_id", "job_id", "command_id", "commit_id", "id"] {
            let value = answer.json?[name] ?? answer.json?["data"]?[name]
            if let text = value?.string { known[name] = text }
        }
        let bare = path.prefix { $0 != "?" }
        let segments = try #require(PercentEncoding.segments(of: bare))
        guard case .route(let route, _)? = tables[step.service]?.match(step.method, segments) else {
            Issue.record("\(step.service) \(step.method) \(path) is no route")
            return
        }
        asked[step.service, default: []].insert(
            route.endpoint.method.rawValue + " " + route.endpoint.path)
    }
}
