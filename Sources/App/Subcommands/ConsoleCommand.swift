// `spice`, `spice console`: the console on this terminal.

import ArgumentParser
import Console
import Foundation

struct ConsoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console", abstract: "Open the console (the default).",
        discussion: """
            On the engine that runs on the data directory, else on one of its own.

            Examples:
              spice
              spice console --db northwind --pane graph
              spice console --connect http://ops-host:8002
              spice console --read-only
              spice console --script tour.keys > tour.txt
            """)

    @Option(name: .customLong("db"), help: "The database to open.")
    var database: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The pane to start with: ontology, mapping, commands, graph, pipeline.",
            discussion: "Else the one in which the last session ended."))
    var pane: String?

    @Flag(help: "Only look: nothing that changes data is offered, and none of it is sent.")
    var readOnly = false

    @Flag(help: "Print what changes as plain lines, for screen readers; keys are lines of input.")
    var linear = false

    @Option(help: "The theme: a name, or a file. T goes through all.")
    var theme: String?

    @Option(
        help: ArgumentHelp(
            "Press the keys of a file (-: of the input) instead of opening a terminal.",
            discussion: "A step a line: keys TEXT, wait TEXT, until FILE, dump [FILE], size 120x40."
        ))
    var script: String?

    @OptionGroup var engine: EngineOptions

    func run() async throws {
        guard script != nil || linear || isatty(0) == 1 && isatty(1) == 1 else {
            throw UsageError(
                "the console needs a terminal; without one use spice status, spice snapshot, "
                    + "spice console --script, --linear or another subcommand (spice --help)")
        }
        let script = try script.map { try ConsoleScript(path: $0) }
        let pane = try pane.map(ConsoleOpening.pane)
        let configuration = try AppConfiguration.load()
        let path = configuration.dataDirectory(engine.dataDir)
        let address = engine.connect ?? configuration.value("connect")
        let engine = ConsoleEngine(
            path: path, environment: configuration.environment,
            remote: try EngineSession.remote(address))
        var opening = ConsoleOpening(client: engine, database: database, pane: pane)
        opening.isReadOnly = readOnly
        opening.isLinear = linear
        opening.theme = theme
        opening.thresholds = try Thresholds(configuration)
        opening.hosting = { engine.hosting }
        if script == nil {
            opening.sessionFile = SessionFile(
                place: address ?? Paths.absolute(path), environment: configuration.environment)
        }
        try await run(opening, on: engine, script)
    }

    private func run(
        _ opening: ConsoleOpening, on engine: ConsoleEngine, _ script: ConsoleScript?
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await engine.keep() }
            group.addTask {
                defer { engine.leave() }
                if let script { try await script.run(opening) } else { try await opening.run() }
            }
            for try await _ in group {}
        }
    }
}

extension Thresholds {
    /// `alarm_lag` (events), `alarm_waiting` (seconds), `alarm_free` (bytes).
    init(_ configuration: AppConfiguration) throws(UsageError) {
        self.init()
        func number(_ name: String) throws(UsageError) -> Int? {
            guard let text = configuration.value(name) else { return nil }
            guard let number = Int(text), number >= 0 else {
                throw UsageError("\(name) is a whole number from 0, not \(text)")
            }
            return number
        }
        lag = try number("alarm_lag") ?? lag
        oldestSeconds = try number("alarm_waiting").map(Double.init)
        freeBytes = try number("alarm_free") ?? freeBytes
    }
}
