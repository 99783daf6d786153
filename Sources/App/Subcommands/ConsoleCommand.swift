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
              spice console --connect http://ops-host:8002 --token-file ops.token
              spice console --connect ssh://ops@db1
              spice console --profile prod
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

    @Option(help: "The named connection of the config file to begin with (spice profiles list).")
    var profile: String?

    @Flag(help: "Draw little: numbers every 5 s, half pages, no ornament. Else it is measured.")
    var slowLink = false

    @Flag(help: "Take the mouse: clicks and wheel. M turns it off and on.")
    var mouse = false

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
        let start = try ConsoleStart(configuration, engine, profile: profile)
        let engine = ConsoleEngine(start.place, environment: configuration.environment)
        var opening = start.opening(on: engine, configuration)
        opening.database = database
        opening.pane = pane
        opening.isReadOnly = readOnly
        opening.isLinear = linear
        opening.theme = theme
        opening.thresholds = try Thresholds(configuration)
        if slowLink { opening.link = .slow }
        if mouse { opening.isMouseOn = true }
        if script != nil { opening.forget() }
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
            guard let (text, origin) = configuration.found(name) else { return nil }
            guard let number = Int(text), number >= 0 else {
                // Said with its line when the console starts; the rest of the file counts.
                if origin == .configurationFile { return nil }
                throw UsageError("\(name) is a whole number from 0, not \(text)")
            }
            return number
        }
        lag = try number("alarm_lag") ?? lag
        oldestSeconds = try number("alarm_waiting").map(Double.init)
        freeBytes = try number("alarm_free") ?? freeBytes
    }
}
