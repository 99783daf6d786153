// Sends every request of the kinds that the graph adapter uses, as a real TerminusDB 12.0.6 was asked them in a recording,
// to the contract server and compares status and body. What cannot be the same is listed with its reason.

import Foundation
import HTTPClient
import JSONText
import TestSupport
import Testing

@Suite(
    "The contract server answers as the recording of a real TerminusDB",
    .enabled(if: TerminusTraffic.isThere))
struct TerminusTrafficTests {
    @Test func statusAndBodyAreThoseOfTheRecording() async throws {
        let server = try TerminusContractServer()
        let http = HTTPClient()
        var outcome: [TerminusTraffic.Reason: Int] = [:]
        var compared = 0
        /// Ids that a server makes up: the recorded one's → ours.
        var ids: [String: String] = [:]
        for record in try TerminusTraffic.records() where record.isOfOurKinds {
            if let reason = record.reasonToSkip {
                outcome[reason, default: 0] += 1
                continue
            }
            let answer = try await http.send(record.request(to: server.url, with: ids))
            record.learn(from: answer.body, &ids)
            if let reason = record.reasonToDiffer {
                outcome[reason, default: 0] += 1
                continue
            }
            compared += 1
            #expect(answer.status == record.status, "\(record.name)")
            #expect(
                TerminusTraffic.comparable(answer.body) == TerminusTraffic.comparable(record.body),
                "\(record.name)")
        }
        server.stop()
        print("compared \(compared) recorded requests; not compared:")
        for (reason, count) in outcome.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            print("  \(count): \(reason.rawValue)")
        }
        #expect(compared > 400)
    }
}

enum TerminusTraffic {
    enum Reason: String {
        case compressed = "the recording does not hold the compressed body"
        case ownDatabases = "lists the databases that the recorded server happened to hold"
        case history = "the contract server keeps no history and knows no branch but main"
        case example = "reads the example schema that came in a compressed body"
        case version = "guards by the data version header, which the adapter does not use"
        case template = "reads by a template, which the adapter does not use"
        case triples = "reads documents whose schema or values came as Turtle"
        case aside = "reads what a request of another kind changed"
    }

    static var path: String? {
        TestServers.variable("SPICE_TEST_SHARED").map {
            $0 + "/contract/terminusdb-traffic.jsonl"
        }
    }

    static var isThere: Bool {
        let isThere = path.map { FileManager.default.fileExists(atPath: $0) } ?? false
        if !isThere { print("skipped: TerminusDB's recording, since SPICE_TEST_SHARED lacks it") }
        return isThere
    }

    static func records() throws -> [Record] {
        let text = try String(contentsOfFile: path ?? "", encoding: .utf8)
        return try text.split(separator: "\n").enumerated().map { index, line in
            Record(index: index, json: try JSON(parsing: Array(line.utf8)))
        }
    }

    /// One JSON value or lines of them, without what is made up anew for each server.
    static func comparable(_ body: [UInt8]) -> String {
        let text = String(decoding: body, as: UTF8.self)
        let values = (try? JSON(parsing: text)).map { [$0] }
        let lines = text.split(separator: "\n").map { (try? JSON(parsing: String($0))) ?? .null }
        return (values ?? lines).map { plain($0, "").text }
            .joined(separator: "\n")
    }

    private static func plain(_ json: JSON, _ name: String) -> JSON {
        if ["api:request_id", "creation_date", "api:database_uri"].contains(name) { return "…" }
        if let object = json.object {
            return .object(
                JSONObject(
                    object.members.map { ($0.name, plain($0.value, $0.name)) }
                        .sorted { $0.0 < $1.0 }))
        }
        if let array = json.array {
            let items = array.map { plain($0, "") }
            // Rows come in the order of the server's storage.
            return .array(name == "bindings" ? items.sorted { $0.text < $1.text } : items)
        }
        guard let text = json.string else { return json }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let last = parts.last, last.count == 16, parts.count > 1 else { return json }
        return .string((parts.dropLast() + ["…"]).joined(separator: "/"))
    }
}

extension TerminusTraffic {
    struct Record {
        let index: Int
        let json: JSON

        var name: String { "\(index): \(method) \(path)" }
        var method: String { json["m"]?.string ?? "" }
        var path: String { json["p"]?.string ?? "" }
        var requestBody: String { json["b"]?.string ?? "" }
        var status: Int { json["s"]?.integer ?? 0 }
        var body: [UInt8] { Array((json["rb"]?.string ?? "").utf8) }
        private var test: String { json["test"]?.string ?? "" }

        /// Which ids the recorded server and ours made for the same documents.
        func learn(from body: [UInt8], _ ids: inout [String: String]) {
            guard path.hasPrefix("/api/document/"), method == "POST",
                let theirs = (try? JSON(parsing: self.body))?.array,
                let ours = (try? JSON(parsing: body))?.array
            else { return }
            for (theirs, ours) in zip(theirs, ours) {
                guard let from = theirs.string?.split(separator: "/").last,
                    let to = ours.string?.split(separator: "/").last, from.count == 16
                else { continue }
                ids[String(from)] = String(to)
            }
        }

        func request(to url: String, with ids: [String: String]) -> HTTPRequest {
            let translated = { (text: String) in
                ids.reduce(text) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
            }
            let headers = (json["h"]?.object ?? JSONObject()).members.map {
                HTTPHeader($0.name, $0.value.string ?? "")
            }
            return HTTPRequest(
                method, .url(url), path: translated(path), headers: headers,
                body: requestBody.isEmpty ? nil : Array(translated(requestBody).utf8),
                deadlineSeconds: 10)
        }

        private var isOverridden: Bool { json["h"]?["x-http-method-override"] != nil }

        /// The routes of the adapter; of queries, those made of terms that it uses or that set a scene for them.
        var isOfOurKinds: Bool {
            let route = path.split(separator: "?")[0]
            if route.hasPrefix("/api/woql/") {
                guard let query = try? JSON(parsing: requestBody) else { return false }
                return Self.types(query["query"] ?? .null).isSubset(of: Self.terms)
            }
            return route == "/api/" || route == "/api/info" || route == "/api/ok"
                || ["/api/db/", "/api/document/", "/api/optimize/"].contains {
                    route.hasPrefix($0)
                }
        }

        private static let terms: Set<String> = [
            "And", "Not", "Select", "Distinct", "Limit", "OrderBy", "OrderTemplate", "Member",
            "Triple", "Greater", "InsertDocument", "UpdateDocument", "NodeValue", "Value",
            "DataValue", "xsd:string", "xsd:integer", "xsd:boolean", "AddTriple",
        ]

        private static func types(_ json: JSON) -> Set<String> {
            if let object = json.object {
                let own = object["@type"]?.string.map { [$0] } ?? []
                return object.members.reduce(into: Set(own)) { $0.formUnion(types($1.value)) }
            }
            return (json.array ?? []).reduce(into: []) { $0.formUnion(types($1)) }
        }

        var reasonToSkip: Reason? {
            if requestBody == "GZIP" || json["h"]?["content-encoding"] != nil {
                return .compressed
            }
            if path.contains("/local/commit/") || path.contains("/local/_commits")
                || path.contains("/local/branch/") && !path.contains("/local/branch/main")
            {
                return .history
            }
            if json["h"]?["terminusdb-data-version"] != nil { return .version }
            return nil
        }

        var reasonToDiffer: Reason? {
            if path == "/api/" { return .ownDatabases }
            if isOverridden { return .template }
            let isExample = path.contains("pyclient_test") || path.contains("test_2026")
            if isExample, path.contains("/api/document/") { return .example }
            if test.contains("test_patch"), method == "GET" { return .aside }
            if test.contains("triples"), path.contains("/api/document/") { return .triples }
            return nil
        }
    }
}
