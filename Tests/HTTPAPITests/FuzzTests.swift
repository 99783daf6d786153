// Requests that nobody means: broken paths, queries, headers and bodies on every route, made by chance and by changing
// good ones. Before an engine that refuses everything the reading is tested, before a real one what lies behind it;
// nothing may crash, hang or be told as a fault of ours. SPICE_FUZZ and SPICE_FUZZ_REAL say how many; the defaults are
// samples. SPICE_FUZZ_SEED is another seed.

import Engine
import Foundation
import HTTPAPI
import JSONText
import TestSupport
import Testing
import WireFormat

@Suite struct FuzzTests {
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let words = [
        "shop", "Product", "p1", "%2F", "%", "%zz", "..", "%00", "\u{202E}", "가", "-1", "0",
        "99999999999999999999", "1e400", "true", "null", "'; DROP TABLE event; --", "{{7*7}}",
        String(repeating: "a", count: 3000), "%F0%9F%98%80", "main", "feature/x", "*", " ",
    ]
    private static let bodies = [
        "", "{", "[]", "null", "{}", #"{"data":{}}"#, #"{"data":[]}"#, #"{"instances":[{},1]}"#,
        #"{"hops":[{"predicate":1}],"start_class":"A"}"#, #"{"name":"x","name":"y"}"#,
        #"{"start_class":"A","hops":[],"limit":-9223372036854775808,"cursor":"AAAA"}"#,
        String(repeating: "[", count: 5000), #"{"filters":{"a":{"ge":null}},"start_class":"A"}"#,
        #"{"grid":[[1,2],[3]],"merged_cells":[{"top":-5,"left":0,"bottom":9,"right":9}]}"#,
        #"{"a":1e999999999}"#, "\u{FEFF}{}", #"{"columns":[],"data":[[]]}"#,
        #"{"csv_data":[{}],"mappings":[1,null]}"#, #"{"roles":["king"],"name":"\u0000"}"#,
        "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.json\"\r\n\r\n{}\r\n--cut--",
    ]
    private static let types = [
        "application/json", "multipart/form-data; boundary=cut", "text/plain", "",
        "application/merge-patch+json", "multipart/form-data; boundary=", "application/x-ndjson",
    ]

    private static let environment = ProcessInfo.processInfo.environment
    private static let services: [(ContractStep.Service, [Route])] = [
        (.oms, Services.omsRoutes), (.bff, Services.bffRoutes), (.funnel, Services.funnelRoutes),
    ]

    private static func count(_ name: String, usually: Int) -> Int {
        environment[name].flatMap(Int.init) ?? usually
    }

    private static var dice: Dice {
        Dice(state: environment["SPICE_FUZZ_SEED"].flatMap(UInt64.init) ?? 42)
    }

    @Test func nothingThatIsSentIsAFaultOfOurs() async throws {
        let engine = ScriptedEngine { (name, _) throws(EngineError) in
            throw EngineError(.notFound, name)
        }
        try await send(FuzzTests.count("SPICE_FUZZ", usually: 4000), to: engine)
    }

    @Test func nothingThatIsSentIsAFaultOfTheEngineBehind() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            try await send(FuzzTests.count("SPICE_FUZZ_REAL", usually: 400), to: engine.client)
            // It works as before.
            let answer = try await engine.oms.post(
                "/api/v1/database/create?wait=20", #"{"name":"after-all"}"#)
            #expect(answer["outcome", "status"] == "COMPLETED", "\(answer.text)")
        }
    }

    private func send(_ count: Int, to engine: any EngineClient) async throws {
        let askings = Dictionary(
            uniqueKeysWithValues: FuzzTests.services.map {
                ($0.0, Asking($0.1, engine, style: .list))
            })
        var dice = FuzzTests.dice
        for number in 0..<count {
            let request = try FuzzTests.request(&dice)
            let asking = try #require(askings[request.service])
            let answer = try await asking.ask(
                request.method, request.path, headers: request.headers, body: request.body)
            let isFault = answer.status >= 500 && ![501, 503].contains(answer.status)
            if isFault {
                Issue.record(
                    """
                    \(number): \(request.method) \(request.path.prefix(300)) \
                    \(request.body.prefix(300)): \(answer.status) \(answer.text)
                    """)
                return
            }
        }
    }

    private struct Request {
        var service: ContractStep.Service
        var method: String
        var path: String
        var headers: [String: String]
        var body: String
    }

    private static func request(_ dice: inout Dice) throws -> Request {
        var request = Bool.random(using: &dice) ? try changed(&dice) : try invented(&dice)
        if Int.random(in: 0..<4, using: &dice) == 0 { request.headers["If-Match"] = "\"x\"" }
        if Int.random(in: 0..<4, using: &dice) == 0 { request.headers["Last-Event-ID"] = "-7.x" }
        if Int.random(in: 0..<8, using: &dice) == 0 {
            request.headers["Idempotency-Key"] = word(&dice)
        }
        // A stream that goes on for ever is no answer to wait for.
        if request.path.contains("/stream") {
            request.path += (request.path.contains("?") ? "&" : "?") + "limit=0"
        }
        return request
    }

    private static func invented(_ dice: inout Dice) throws -> Request {
        let (service, routes) = services[Int.random(in: 0..<3, using: &dice)]
        let endpoint = try #require(routes.randomElement(using: &dice)).endpoint
        return Request(
            service: service, method: endpoint.method.rawValue, path: path(endpoint, &dice),
            headers: ["Content-Type": types.randomElement(using: &dice) ?? ""],
            body: body(&dice))
    }

    /// A good request with something wrong in it.
    private static func changed(_ dice: inout Dice) throws -> Request {
        let step = try #require(ContractSteps.all.randomElement(using: &dice))
        let (type, text) = step.sent
        var headers: [String: String] = [:]
        headers["Content-Type"] = type
        var request = Request(
            service: step.service, method: step.method,
            path: step.path.replacing(/wait=[0-9]+/, with: "wait=0").replacing("$", with: ""),
            headers: headers, body: text)
        if let json = try? JSON(parsing: text) {
            request.body = JSONMutation.mutated(json, &dice).text
        } else if !text.isEmpty {
            request.body = cut(text, &dice)
        }
        if Int.random(in: 0..<3, using: &dice) == 0 {
            let names = ["branch", "limit", "offset", "expected_seq", "user_id", "sort", "filter"]
            request.path +=
                (request.path.contains("?") ? "&" : "?")
                + (names.randomElement(using: &dice) ?? "") + "=" + word(&dice)
        }
        return request
    }

    private static func path(_ endpoint: Endpoint, _ dice: inout Dice) -> String {
        let segments = endpoint.path.split(separator: "/").map { part in
            part.hasPrefix("{") ? word(&dice) : String(part)
        }
        let names = endpoint.query.map(\.name) + ["position", "branch", "user_id"]
        let count = Int.random(in: 0...4, using: &dice)
        let query = (0..<count).map { _ in
            (names.randomElement(using: &dice) ?? "x") + "=" + word(&dice)
        }
        let tail = query.isEmpty ? "" : "?" + query.joined(separator: "&")
        return "/" + segments.joined(separator: "/") + tail
    }

    private static func word(_ dice: inout Dice) -> String {
        let word = words.randomElement(using: &dice) ?? ""
        // What is no URL at all never reaches the service.
        return String(
            word.unicodeScalars.flatMap { scalar -> [Character] in
                scalar.value > 0x20 && scalar.value < 0x7F
                    && !"?#/{}".unicodeScalars.contains(scalar)
                    ? [Character(scalar)]
                    : String(scalar).utf8.flatMap { Array("%" + String($0, radix: 16)) }
            })
    }

    private static func body(_ dice: inout Dice) -> String {
        let body = bodies.randomElement(using: &dice) ?? ""
        guard !body.isEmpty, Bool.random(using: &dice) else { return body }
        return cut(body, &dice)
    }

    private static func cut(_ text: String, _ dice: inout Dice) -> String {
        var body = text
        for _ in 0..<Int.random(in: 1...3, using: &dice) {
            let cut = Int.random(in: 0...body.count, using: &dice)
            let index = body.index(body.startIndex, offsetBy: cut)
            switch Int.random(in: 0..<3, using: &dice) {
            case 0: body = String(body[..<index])
            case 1:
                body.insert(
                    contentsOf: bodies.randomElement(using: &dice)?.prefix(20) ?? "", at: index)
            default: body = String(body[index...]) + String(body[..<index])
            }
        }
        return body
    }
}
