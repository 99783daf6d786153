// A small shop on servers, with a process for each role, asked through its BFF. Every question has an end: what hangs is
// told as a failure.

import Engine
import Foundation
import HTTPClient
import JSONText
import Ontology
import ServerAdapters
import Synchronization
import TestSupport
import Testing

struct NeverCame: Error, CustomStringConvertible {
    let description: String
}

final class ConnectedShop: Sendable {
    static let workers = [
        "message-relay", "ontology-worker", "instance-worker", "projection-worker",
    ]

    let stack: ConnectedServers
    private let programs = Mutex<[String: [RunningProgram]]>([:])
    private let client: RemoteEngine

    /// Makes tables and topics, starts the roles, and creates the database with its class. `more`: variables of one role.
    init(_ stack: ConnectedServers, more: [String: [String: String]] = [:]) async throws {
        self.stack = stack
        let migrated = try await Program.run(["migrate"], environment: stack.environment)
        try #require(migrated.code == 0, "\(migrated.errors)")
        let bff = try stack.role("bff", ["--bff-port", "0"], more: more["bff"] ?? [:])
        var started = ["bff": [bff]]
        for name in Self.workers {
            started[name] = [try stack.role(name, more: more[name] ?? [:])]
        }
        client = RemoteEngine(.url(try await Self.place("BFF", of: bff)))
        roles = started
        _ = try await ask(SubmitCommand(type: .createDatabase, database: "shop"))
        let item: JSON = [
            "id": "Item", "label": "Item", "primary_key": ["item_id"],
            "properties": [
                ["name": "item_id", "type": "string", "label": "Id", "required": true],
                ["name": "qty", "type": "integer", "label": "Quantity"],
            ],
        ]
        let made = try await ask(
            SubmitCommand(type: .createClass, database: "shop", payload: item))
        try await complete([made.commandID])
    }

    var roles: [String: [RunningProgram]] {
        get { programs.withLock { $0 } }
        set { programs.withLock { $0 = newValue } }
    }

    /// Where a service listens, once it does.
    static func place(_ service: String, of program: RunningProgram) async throws -> String {
        let mark = "\(service) ready on "
        let isReady = await program.reaches(limitSeconds: 60) { program.output.contains(mark) }
        try #require(isReady, "\(program.errors)")
        let line = program.output.split(separator: "\n").first { $0.hasPrefix(mark) }
        return String(try #require(line).dropFirst(mark.count))
    }

    func ask<Request: UseCase>(_ request: Request, limitSeconds: Int = 30) async throws
        -> Request.Answer
    {
        let client = client
        let asking = Task { try await client.run(request, CallContext(.localAdmin("tester"))) }
        let guardian = Task {
            try await Task.sleep(for: .seconds(limitSeconds))
            asking.cancel()
        }
        defer { guardian.cancel() }
        return try await asking.value
    }

    func create(_ keys: Range<Int>) async throws -> [String] {
        var ids: [String] = []
        for key in keys {
            ids.append(
                try await ask(
                    SubmitCommand(
                        type: .createInstance, database: "shop", className: "Item",
                        payload: ["item_id": .string("\(key)"), "qty": .integer(key)])
                ).commandID)
        }
        return ids
    }

    /// Answers after how many seconds it came about. An error of a question counts as "not yet".
    @discardableResult
    func comes(
        _ what: String, limitSeconds: Double = 90, _ condition: () async throws -> Bool
    ) async throws -> Double {
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .seconds(limitSeconds) {
            if (try? await condition()) == true {
                return (ContinuousClock.now - start) / .seconds(1)
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw NeverCame(description: "within \(limitSeconds) s: \(what)")
    }

    func complete(_ ids: [String], limitSeconds: Double = 90) async throws {
        for id in ids {
            try await comes("\(id) is completed", limitSeconds: limitSeconds) {
                try await ask(GetCommand(id: id)).status == "COMPLETED"
            }
        }
    }

    func documents(_ count: Int, limitSeconds: Double = 90) async throws {
        try await comes("\(count) documents", limitSeconds: limitSeconds) {
            try await searchable() == count
        }
    }

    /// How many documents a query finds.
    func searchable() async throws -> Int {
        try await ask(QueryInstances(database: "shop", className: "Item", limit: 0)).total
    }

    func workers() async throws -> [PipelineView.Worker] {
        try await ask(PipelineStatus()).workers
    }

    /// Everything is done, read models and log agree, and nothing was given up.
    func isSound(_ count: Int) async throws {
        try await documents(count)
        try await comes("no lag") {
            try await workers().allSatisfy { $0.lag == 0 && $0.state != "failing" }
        }
        #expect(try await ask(VerifyReadModels()).driftCount == 0)
        #expect(try await ask(ListDeadLetters()).items.isEmpty)
        #expect(try await ask(ListParkedWrites()).items.isEmpty)
    }

    /// Each ends with 0 when it is told to.
    func end() async {
        for (name, programs) in roles {
            for program in programs {
                program.kill(SIGTERM)
                let end = await program.finished(limitSeconds: 60)
                #expect(end.code == 0, "\(name): \(end.errors)")
            }
        }
        await stack.end()
    }
}
