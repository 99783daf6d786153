// `spice up` on a data directory, asked over its ports as any other program would.

import Foundation
import HTTPClient
import JSONText
import Testing

struct ServedProgram: Sendable {
    struct Answer: Sendable {
        var status: Int
        var json: JSON
        var text: String
    }

    enum Service: String, Sendable, CaseIterable {
        case oms = "OMS"
        case bff = "BFF"
    }

    let program: RunningProgram
    private let endpoints: [Service: HTTPEndpoint]
    private let places: [Service: String]
    private let client = HTTPClient()

    init(_ directory: String, environment: [String: String] = [:]) async throws {
        let ports = ["--oms-port", "0", "--bff-port", "0", "--funnel-port", "0"]
        try await self.init(
            RunningProgram(["up", "--data-dir", directory] + ports, environment: environment),
            Service.allCases)
    }

    /// One that has just been started and will serve these.
    init(_ program: RunningProgram, _ services: [Service]) async throws {
        let marks = services.map { $0.rawValue + " ready on " }
        let isReady = await program.reaches {
            let output = program.output
            return marks.allSatisfy { output.contains($0) }
        }
        try #require(isReady, "\(program.errors)")
        var endpoints: [Service: HTTPEndpoint] = [:]
        var places: [Service: String] = [:]
        for service in services {
            let mark = service.rawValue + " ready on "
            let line = program.output.split(separator: "\n").first { $0.hasPrefix(mark) }
            let place = try #require(line.map { String($0.dropFirst(mark.count)) })
            endpoints[service] = .url(place)
            places[service] = place
        }
        self.program = program
        self.endpoints = endpoints
        self.places = places
    }

    /// What `--connect` takes.
    func place(_ service: Service) throws -> String { try #require(places[service]) }

    func ask(
        _ method: String, _ path: String, _ body: String = "", key: String? = nil,
        of service: Service = .oms
    ) async throws -> Answer {
        var headers = [HTTPHeader("Content-Type", "application/json")]
        if let key { headers.append(HTTPHeader("Idempotency-Key", key)) }
        let endpoint = try #require(endpoints[service])
        let answer = try await client.send(
            HTTPRequest(
                method, endpoint, path: path, headers: headers,
                body: body.isEmpty ? nil : Array(body.utf8), deadlineSeconds: 120))
        return Answer(
            status: answer.status, json: (try? JSON(parsing: answer.body)) ?? .null,
            text: String(decoding: answer.body, as: UTF8.self))
    }

    /// Kinds of the domain events of an instance, oldest first.
    func lives(_ className: String, _ key: String, in database: String = "shop") async throws
        -> [(type: String, sequence: Int)]
    {
        let answer = try await ask(
            "POST", "/engine/v1/trace-lineage",
            #"{"database":"\#(database)","className":"\#(className)","key":"\#(key)"}"#, of: .bff)
        let steps = answer.json["steps"]?.array ?? []
        return steps.map { ($0["eventType"]?.string ?? "", $0["sequence"]?.integer ?? 0) }
            .sorted { $0.1 < $1.1 }
    }

    func kill() async {
        program.kill(SIGKILL)
        _ = await program.finished(limitSeconds: 30)
    }

    func stop() async {
        program.kill(SIGTERM)
        _ = await program.finished(limitSeconds: 30)
    }
}
