// Requests that nobody means: broken paths, queries, headers and bodies on every route. The engine behind refuses
// everything, so what is tested is the reading; nothing may crash, hang or be told as a fault of ours. SPICE_FUZZ says
// how many; the default is a sample.

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

    @Test func nothingThatIsSentIsAFaultOfOurs() async throws {
        let count = ProcessInfo.processInfo.environment["SPICE_FUZZ"].flatMap(Int.init) ?? 4000
        let engine = ScriptedEngine { (name, _) throws(EngineError) in
            throw EngineError(.notFound, name)
        }
        let services = [Services.omsRoutes, Services.bffRoutes, Services.funnelRoutes]
        let askings = services.map { Asking($0, engine, style: .list) }
        var dice = Dice(state: 42)
        for number in 0..<count {
            let which = Int.random(in: 0..<3, using: &dice)
            let route = services[which].randomElement(using: &dice)?.endpoint
            let endpoint = try #require(route)
            let path = FuzzTests.path(endpoint, &dice)
            let body = FuzzTests.body(&dice)
            let type = FuzzTests.types.randomElement(using: &dice) ?? ""
            var headers = ["Content-Type": type]
            if Bool.random(using: &dice) { headers["If-Match"] = "\"x\"" }
            if Bool.random(using: &dice) { headers["Last-Event-ID"] = "-7.x" }
            let answer = try await askings[which].ask(
                endpoint.method.rawValue, path, headers: headers, body: body)
            let isFault = answer.status >= 500 && ![501, 503].contains(answer.status)
            if isFault {
                Issue.record(
                    "\(number): \(endpoint.method.rawValue) \(path) \(body.prefix(200)): \(answer.text)"
                )
                return
            }
        }
    }

    private static func path(_ endpoint: Endpoint, _ dice: inout Dice) -> String {
        let segments = endpoint.path.split(separator: "/").map { part in
            part.hasPrefix("{") ? word(&dice) : String(part)
        }
        let names = endpoint.query.map(\.name) + ["wait", "position", "branch", "user_id"]
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
        var body = bodies.randomElement(using: &dice) ?? ""
        guard !body.isEmpty, Bool.random(using: &dice) else { return body }
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
