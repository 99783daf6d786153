// `spice bench console`: the console beside other terminal programs.

import ArgumentParser
import EmbeddedAdapters
import Engine
import Foundation
import Laboratory
import TerminalUI

struct BenchConsoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console",
        abstract:
            "Start, keys, scrolling and idling of the console, beside htop, tig, VisiData and btop.",
        discussion: """
            Runs the console on a pseudo terminal, in turns with the peers that are installed; those that are not are \
            named. The store is imported once, or named with --store to be used again.

            Examples:
              spice bench console --nodes 20000 --rounds 1
              spice bench console --nodes 1000000 --store /var/tmp/bench-store --repository ~/src/project --json
            """)

    @Option(help: "Nodes in the store.") var nodes = 1_000_000
    @Option(help: "Rounds of each measurement.") var rounds = 5
    @Option(
        help: "A data directory for the store: made when it is not there, used again when it is.")
    var store: String?
    @Option(
        help: "A git repository with some thousand commits, for tig; else the current folder's.")
    var repository: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard (100...100_000_000).contains(nodes), (1...100).contains(rounds) else {
            throw UsageError("--nodes takes 100 to 100000000, --rounds 1 to 100")
        }
        let place = try BenchFolder(below: nil)
        defer { place.remove() }
        let progress = ProgressLine()
        defer { progress.clear() }
        let store = store.map(Paths.absolute) ?? place.path + "/store"
        if !FileManager.default.fileExists(atPath: store) {
            try await fill(store, place.path, progress)
        }
        let folder = repository.map(Paths.absolute) ?? FileManager.default.currentDirectoryPath
        let isRepository = FileManager.default.fileExists(atPath: folder + "/.git")
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
        let rig = ConsoleBenchRig(
            program: program, repository: isRepository ? folder : nil,
            widthOf: { CellWidth.of($0) },
            attach: { path in
                let directory = try EmbeddedDirectory(path: path)
                return try EngineSession.attached(DirectoryLock.holder(of: directory), path)
            })
        let bench = ConsoleBench(
            rig: rig, plan: ConsoleBenchPlan(nodes: nodes, rounds: rounds), folder: place.path,
            store: store,
            call: .benchmark(progress))
        let report: BenchReport
        do {
            report = try await Interruptible.run { try await bench.run(version: Version.text) }
        } catch let error as LaboratoryError {
            throw StartError(error.description, code: error.code)
        }
        progress.clear()
        if output.json { try Answer.json(report) } else { BenchOutput.show(report) }
    }

    private func fill(_ store: String, _ folder: String, _ progress: ProgressLine) async throws {
        let files = try ConsoleBench.tables(nodes: nodes, in: folder)
        try await EngineSession.with(.at(store), command: "bench", progress: progress) { session in
            _ = try await session.client.run(
                ImportFiles(database: "bench", files: files.map { FileInput(name: $0) }),
                session.call)
        }
        for file in files { try? FileManager.default.removeItem(atPath: file) }
    }
}
