// `spice bench http`: our services under load, beside nginx and FastAPI in the same run.

import ArgumentParser
import Engine
import Foundation
import JSONText
import Laboratory
import Ontology

struct BenchHTTPCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "http",
        abstract: "wrk against OMS, beside nginx and FastAPI in the same run.",
        discussion: """
            Starts `spice up` of this program on a temporary directory and free ports. Needs wrk; nginx and a python3 \
            with fastapi and uvicorn are compared with when they are there. Measure release builds.

            Examples:
              spice bench http --quick
              spice bench http --python ~/venv/bin/python3 --json > http.json
            """)

    @Flag(help: "Rounds of one second: less than a minute in all.")
    var quick = false

    @Option(help: "A python3 that has fastapi and uvicorn.")
    var python = "python3"

    @Option(help: "Where to make the temporary folder: the disk to measure.")
    var folder: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let sbin = path + ":/usr/sbin:/usr/local/sbin"
        guard let wrk = HelperProgram.find("wrk", path: path) else {
            throw StartError("wrk is not there (apt: wrk)", code: "program_missing")
        }
        let programs = HTTPBench.Programs(
            wrk: wrk, nginx: HelperProgram.find("nginx", path: sbin),
            python: HelperProgram.find(python, path: path))
        let place = try BenchFolder(below: folder.map(Paths.absolute))
        defer { place.remove() }
        let progress = ProgressLine()
        defer { progress.clear() }
        let plan = HTTPBench.Plan(isQuick: quick)
        let served = try await ServedDirectory.start(below: place.path)
        defer { served.stop() }
        try await prepare(served.directory)
        let bench = HTTPBench(
            programs: programs, plan: plan, service: served.oms, folder: place.path
        ) { name, round in
            progress.show(Progress(phase: name, done: round, total: plan.rounds))
        }
        let report: BenchReport
        do {
            report = try await Interruptible.run { try await bench.run(version: Version.text) }
        } catch let error as LaboratoryError {
            throw StartError(error.description, code: error.code)
        }
        progress.clear()
        if output.json { try Answer.json(report) } else { BenchOutput.show(report) }
    }

    /// A database with a class and one instance, through the socket of the engine that serves.
    private func prepare(_ directory: String) async throws {
        let database = HTTPBench.database
        let properties: JSON = [
            ["name": "item_id", "type": "string", "required": true],
            ["name": "name", "type": "string"], ["name": "price", "type": "decimal"],
        ]
        let commands = [
            SubmitCommand(type: .createDatabase, database: database),
            SubmitCommand(
                type: .createClass, database: database, className: HTTPBench.className,
                payload: ["id": .string(HTTPBench.className), "properties": properties]),
            SubmitCommand(
                type: .createInstance, database: database, className: HTTPBench.className,
                payload: ["item_id": "i1", "name": "first", "price": .number("9.5")]),
        ]
        try await EngineSession.with(.at(directory), command: "bench") { session in
            for command in commands {
                let receipt = try await session.client.run(command, session.call)
                _ = try await session.client.run(
                    AwaitCommand(id: receipt.commandID, until: .projected, seconds: 20),
                    session.call)
            }
        }
    }
}
