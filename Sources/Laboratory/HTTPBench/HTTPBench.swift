// The HTTP part of the benchmark: wrk against our OMS, nginx and FastAPI, in turns within one run, so that only ratios
// need to be believed. Three kinds of request: an answer that needs no engine, a read of one instance, a create.

import Foundation
import Processes

package struct HTTPBench: Sendable {
    /// Where the programs are; nil: not there.
    package struct Programs: Sendable {
        package var wrk: String
        package var nginx: String?
        package var python: String?

        package init(wrk: String, nginx: String?, python: String?) {
            self.wrk = wrk
            self.nginx = nginx
            self.python = python
        }
    }

    package struct Plan: Sendable {
        package var isQuick: Bool
        package var seconds: Int
        package var connections = 32
        package var rounds = BenchReport.wantedRounds

        package init(isQuick: Bool) {
            self.isQuick = isQuick
            seconds = isQuick ? 1 : 4
        }
    }

    /// The class and the database that the caller has made, with the instance `i1`.
    package static let database = "bench"
    package static let className = "Item"

    let programs: Programs
    let plan: Plan
    /// `http://127.0.0.1:port` of a running OMS.
    let service: String
    let folder: String
    let progress: @Sendable (String, Int) -> Void

    package init(
        programs: Programs, plan: Plan, service: String, folder: String,
        progress: @escaping @Sendable (String, Int) -> Void
    ) {
        self.programs = programs
        self.plan = plan
        self.service = service
        self.folder = folder
        self.progress = progress
    }

    private struct Target: Sendable {
        var name: String
        var what: String
        var address: String
        var script: String?
        /// The measure that it is divided by.
        var beside: String?
    }

    package func run(version: String) async throws -> BenchReport {
        let started = ContinuousClock.now
        let machine = MachineDescription.current(dataFolder: folder)
        let (targets, servers, gaps) = try await BlockingWork.run { try prepare() }
        defer { for server in servers { server.stop() } }
        var outcomes: [String: [LoadGenerator.Outcome]] = [:]
        let wrk = LoadGenerator(
            program: programs.wrk, connections: plan.connections, seconds: plan.seconds)
        for round in 0..<plan.rounds {
            for target in targets {
                progress(target.name, round)
                try Task.checkCancellation()
                let outcome = try await BlockingWork.run {
                    try wrk.run(target.address, script: target.script)
                }
                guard outcome.faults == 0 else {
                    throw LaboratoryError.unexpected(
                        "\(outcome.faults) of the answers to \(target.name) were refusals")
                }
                outcomes[target.name, default: []].append(outcome)
            }
        }
        return BenchReport(
            part: "http", version: version, isQuick: plan.isQuick, rows: 0,
            seconds: (ContinuousClock.now - started) / .seconds(1), machine: machine,
            measures: measures(targets, outcomes), notMeasured: gaps)
    }

    private func measures(_ targets: [Target], _ outcomes: [String: [LoadGenerator.Outcome]])
        -> [BenchMeasure]
    {
        var measures: [BenchMeasure] = []
        for target in targets {
            let all = outcomes[target.name] ?? []
            let rate = BenchMeasure(
                target.name + ".rate", target.what, unit: "1/s", all.map(\.perSecond))
            guard var rate else { continue }
            let others = measures
            if let other = others.first(where: { $0.name == (target.beside ?? "") + ".rate" }) {
                rate.compare(to: other)
            }
            measures.append(rate)
            for (name, path) in [
                ("p50", \LoadGenerator.Outcome.p50Microseconds), ("p99", \.p99Microseconds),
            ] {
                let measure = BenchMeasure(
                    "\(target.name).\(name)", target.what, unit: "µs", all.map { $0[keyPath: path] }
                )
                if let measure { measures.append(measure) }
            }
        }
        return measures
    }

    private func prepare() throws -> ([Target], [ChildProcess], [BenchReport.Gap]) {
        var targets: [Target] = []
        var servers: [ChildProcess] = []
        var gaps: [BenchReport.Gap] = []
        for server in BesideServer.allCases {
            let port = try Loopback.freePort()
            let process = try server.start(
                programs, folder: folder, port: port,
                answer: #"{"alive":true,"service":"beside"}"#)
            guard let process else {
                gaps.append(.init("ratios to \(server.rawValue)", "it needs " + server.needs))
                continue
            }
            servers.append(process)
            targets += try beside(server, "http://127.0.0.1:\(port)")
        }
        let hasFastAPI = targets.contains { $0.name.hasPrefix("fastapi") }
        let base = service + "/api/v1/"
        let item = "\(HTTPBench.database)/instance/i1?class_id=\(HTTPBench.className)"
        let create =
            "instances/\(HTTPBench.database)/async/\(HTTPBench.className)/create"
        targets += [
            Target(
                name: "spice.live", what: "an answer without the engine",
                address: service + "/live", beside: "nginx.live"),
            Target(
                name: "spice.read", what: "one instance", address: base + "instance/" + item,
                beside: hasFastAPI ? "fastapi.read" : nil),
            Target(
                name: "spice.create", what: "a create, durable before it is answered",
                address: base + create, script: try script("spice"),
                beside: hasFastAPI ? "fastapi.create" : nil),
        ]
        return (targets, servers, gaps)
    }

    private func beside(_ server: BesideServer, _ address: String) throws -> [Target] {
        switch server {
        case .nginx:
            return [
                Target(
                    name: "nginx.live", what: "a fixed answer of nginx", address: address + "/live")
            ]
        case .fastapi:
            return [
                Target(
                    name: "fastapi.live", what: "a fixed answer of FastAPI",
                    address: address + "/live"),
                Target(
                    name: "fastapi.read", what: "an entry of a dictionary",
                    address: address + "/item/i1"),
                Target(
                    name: "fastapi.create", what: "a new entry of a dictionary, not durable",
                    address: address + "/item", script: try script("beside")),
            ]
        }
    }

    /// Creates with a key of its own in every request, also from run to run.
    private func script(_ name: String) throws -> String {
        let path = folder + "/\(name).lua"
        let text = """
            wrk.method = "POST"
            wrk.headers["Content-Type"] = "application/json"
            local run, n = tostring(os.time()) .. tostring(math.floor(os.clock() * 1e6)), 0
            math.randomseed(os.time())
            run = run .. tostring(math.random(1000000000))
            request = function()
              n = n + 1
              return wrk.format(nil, nil, nil,
                '{"data":{"item_id":"' .. run .. n .. '","name":"new","price":1}}')
            end
            """
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }
}
