// `spice demo`: sample tables become a graph that is queried and shown.

import ArgumentParser
import Console
import Engine
import Foundation

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Turn sample tables into a governed graph, query it, and open the console on it.",
        discussion: """
            Everything is inferred from the files: types, keys, links. Without --data-dir a temporary directory is \
            used and removed at the end.

            Examples:
              spice demo
              spice demo --no-console --json
              spice demo --data-dir ./demo my-tables/*.csv
            """)

    @Argument(help: "Tables to use instead of the sample.")
    var files: [String] = []

    @Flag(help: "End after the queries instead of opening the console.")
    var noConsole = false

    @Option(name: .long, help: "The data directory; it is kept.")
    var dataDir: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let opensConsole = !noConsole && !output.json && isatty(0) == 1 && isatty(1) == 1
        let files = try files.isEmpty ? SampleData.tables() : files.map(Paths.absolute)
        let place = try DemoDirectory(dataDir)
        defer { place.remove() }
        let options = EngineOptions.at(place.path)
        try await EngineSession.with(options, command: "demo") { session in
            let demo = Demo(session: session, files: files, isQuiet: output.json)
            let report = try await demo.run()
            if output.json { try Answer.json(report) }
            if opensConsole {
                var opening = ConsoleOpening(client: session.client, database: demo.database)
                opening.hosting = {
                    session.owned.map { Hosting(visitors: $0.visitors.list()) }
                }
                try await opening.run()
            } else if !output.json {
                place.sayHowToGoOn()
            }
        }
    }
}

/// Where the demo keeps its data.
struct DemoDirectory: Sendable {
    let path: String
    private let isTemporary: Bool

    init(_ given: String?) throws {
        if let given {
            path = Paths.absolute(given)
            isTemporary = false
            return
        }
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("spice-demo-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
        path = folder.path
        isTemporary = true
    }

    func remove() {
        if isTemporary { try? FileManager.default.removeItem(atPath: path) }
    }

    func sayHowToGoOn() {
        print("")
        if isTemporary {
            print("The data was temporary. To keep it: spice demo --data-dir ./demo")
            print("On a terminal, spice demo opens the console on the live engine.")
        } else {
            print("Go on:")
            print("  spice --data-dir \(path)           open the console")
            print("  spice up --data-dir \(path)        serve HTTP")
            print("  spice status --data-dir \(path)    workers and lag")
        }
    }
}
