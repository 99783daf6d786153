// All roles of the program on servers, each a process of its own, with the database `shop` and the class `Item`: what a test
// ends, kills and starts again while others are written to and asked.

import EventSourcing
import Foundation
import JSONText
import Synchronization
import TestSupport
import Testing

final class ConnectedRoles: Sendable {
    /// Without doors: they take what is written from the log to the read models.
    static let pipeline = [
        "message-relay", "ontology-worker", "instance-worker", "projection-worker",
    ]
    static let items = "/api/v1/instances/shop/async/Item"
    static let opening = [
        Write("POST", "/api/v1/database/create", #"{"name":"shop"}"#),
        Write(
            "POST", "/api/v1/database/shop/ontology",
            #"""
            {"id":"Item","properties":[{"name":"item_id","type":"string","required":true},
             {"name":"name","type":"string"},{"name":"qty","type":"integer"}]}
            """#),
    ]

    /// Something that OMS is to accept.
    struct Write: Sendable {
        var method: String
        var path: String
        var body: String

        init(_ method: String, _ path: String, _ body: String) {
            (self.method, self.path, self.body) = (method, path, body)
        }
    }

    let stack: ConnectedServers
    let oms: [ServedProgram]
    let bff: ServedProgram
    private let living = Mutex<[String: [RunningProgram]]>([:])
    private let more: [String: String]
    private let own: [String: [String: String]]

    /// `more`: of the environment, for all; `own`: for one role, or one of the doors (`oms 0`). `changing`: what all are
    /// told of where the servers are. `strictGroups`: as of `ConnectedServers`.
    init(
        doors: Int = 2, strictGroups: Bool = false, _ more: [String: String] = [:],
        own: [String: [String: String]] = [:],
        changing: (inout [String: String]) throws -> Void = { _ in }
    ) async throws {
        let stack = try await ConnectedServers(strictGroups: strictGroups)
        var places = stack.environment
        try changing(&places)
        let more = places.merging(more) { $1 }
        (self.stack, self.more, self.own) = (stack, more, own)
        let migrated = try await Program.run(["migrate"], environment: more)
        #expect(migrated.code == 0, "\(migrated.errors)")
        func launch(_ role: String, _ name: String) throws -> RunningProgram {
            let all = more.merging(own[name] ?? [:]) { $1 }
            return try stack.role(role, ["--\(role)-port", "0"], more: all)
        }
        let launched = try (0..<doors).map { try launch("oms", "oms \($0)") }
        let reader = try launch("bff", "bff")
        var oms: [ServedProgram] = []
        for program in launched { oms.append(try await ServedProgram(program, [.oms])) }
        self.oms = oms
        bff = try await ServedProgram(reader, [.bff])
        try begin()
        for write in Self.opening {
            let answer = try await oms[0].ask(
                write.method, write.path + "?wait=60&until=projected", write.body)
            #expect(answer.status == 202 && answer.json["reached"] == true, "\(answer)")
        }
    }

    /// Starts these, one of each.
    func begin(_ names: [String] = pipeline) throws {
        for name in names { _ = try start(name) }
    }

    @discardableResult
    func start(_ name: String, _ armed: [String: String] = [:]) throws -> RunningProgram {
        let all = more.merging(own[name] ?? [:]) { $1 }.merging(armed) { $1 }
        let program = try stack.role(name, more: all)
        living.withLock { $0[name, default: []].append(program) }
        return program
    }

    func running(_ name: String) -> [RunningProgram] {
        living.withLock { $0[name] ?? [] }.filter { !$0.isOver }
    }

    /// Tells them to end; those that still run have to do so well.
    func end(_ names: [String] = pipeline) async {
        let ending = names.flatMap { name in running(name).map { (name, $0) } }
        for (_, program) in ending { program.kill(SIGTERM) }
        for (name, program) in ending {
            let end = await program.finished(limitSeconds: 60)
            #expect(end.code == 0, "\(name): \(end.errors)")
        }
        living.withLock { living in for name in names { living[name] = nil } }
    }

    func close() async {
        await end()
        for program in oms + [bff] { await program.stop() }
        await stack.end()
    }

    // MARK: Writing and asking

    /// The ids of the commands, which are accepted and maybe not done.
    func send(_ writes: [Write], by door: Int = 0) async throws -> [String] {
        var ids: [String] = []
        for write in writes {
            let answer = try await oms[door].ask(write.method, write.path, write.body)
            #expect(answer.status == 202, "\(write): \(answer)")
            ids.append(try #require(Self.command(of: answer), "\(answer)"))
        }
        return ids
    }

    /// Items that are made with one request; answers the ids of the commands.
    func create(_ keys: [String], by door: Int) async throws -> [String] {
        let rows = keys.map { #"{"item_id":"\#($0)"}"# }.joined(separator: ",")
        let answer = try await oms[door].ask(
            "POST", Self.items + "/bulk-create", #"{"instances":[\#(rows)]}"#)
        let made = answer.json["result"]?["rows"]?.array ?? []
        #expect(answer.status == 202 && made.count == keys.count, "\(answer)")
        return try made.map { try #require($0["command_id"]?.string, "\($0)") }
    }

    static func command(of answer: ServedProgram.Answer) -> String? {
        answer.json["command_id"]?.string ?? answer.json["data"]?["command_id"]?.string
    }

    /// Waits until these commands have come to a good end.
    func complete(_ ids: some Sequence<String>) async throws {
        for id in ids {
            var last = ""
            let isOver = try await bff.program.reaches(limitSeconds: 90) {
                let answer = try await oms[0].ask("GET", "/api/v1/commands/\(id)/status")
                last = answer.text
                return ["COMPLETED", "FAILED"].contains(answer.json["status"]?.string)
            }
            #expect(isOver && last.contains("COMPLETED"), "\(last)")
        }
    }

    func pipeline() async throws -> JSON {
        try await bff.ask("POST", "/engine/v1/pipeline-status", "{}", of: .bff).json
    }

    /// Waits until nothing is left to do, and nothing waits for an operator. What is told of the bus may be of a moment ago
    /// where it is slow: the read models themselves have to be as the log says.
    func rest(limitSeconds: Int = 90) async throws {
        var last = JSON.null
        let isAtRest = try await bff.program.reaches(limitSeconds: limitSeconds) {
            last = try await pipeline()
            let workers = last["workers"]?.array ?? []
            guard !workers.isEmpty, workers.allSatisfy({ $0["lag"] == 0 }) else { return false }
            let found = try await bff.ask("POST", "/engine/v1/verify-read-models", "{}", of: .bff)
            return found.json["driftCount"] == 0
        }
        #expect(isAtRest, "\(last.text)")
        #expect(last["deadLetters"] == 0 && last["parkedWrites"] == 0, "\(last.text)")
    }

    /// Events of the log of one type.
    func count(_ type: String, of key: String) async throws -> Int {
        let answer = try await bff.ask(
            "POST", "/engine/v1/trace-lineage",
            #"{"database":"shop","className":"Item","key":"\#(key)"}"#, of: .bff)
        let steps = answer.json["steps"]?.array ?? []
        return steps.filter { $0["eventType"]?.string == type }.count
    }

    /// For the command line.
    var connect: [String] { get throws { ["--connect", try bff.place(.bff)] } }

    /// Graph, documents and lineage are those of an undisturbed engine on files that took the same writes, and the log is
    /// as long as its.
    func expectEqual(toFilesAfter writes: [Write]) async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("undisturbed")
            let files = try await ServedProgram(path)
            for write in Self.opening + writes {
                let answer = try await files.ask(
                    write.method, write.path + "?wait=60", write.body)
                #expect(answer.status == 202, "\(write): \(answer)")
            }
            await files.stop()
            let connect = try connect
            for model in ["graph", "documents", "lineage"] {
                let export = ["export", model, "--db", "shop", "--canonical=portable"]
                let wanted = try await Program.run(export + ["--data-dir", path])
                let found = try await Program.run(export + connect)
                #expect(wanted.code == 0 && !wanted.output.isEmpty, "\(wanted.errors)")
                #expect(found.output == wanted.output, "\(model): \(found.errors)")
            }
            let verified = try await Program.run(["verify"] + connect)
            #expect(verified.code == 0, "\(verified.output)")
            // Facts beside the writes, as that somebody paused a worker, are left out.
            let log = try await stack.log().filter { $0.event.topic != Topic("service_events") }
            let events = try await Findings.events(path)
            #expect(log.count == events)
        }
    }
}
