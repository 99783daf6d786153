// The command line as a whole: every subcommand explains itself with an example, answers in JSON, and an unknown one is
// named with the one that was perhaps meant.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere)) struct CommandLineTests {
    /// A subcommand as the program describes itself: its words, and whether it has subcommands and `--json`.
    struct Subcommand {
        var words: [String]
        var isGroup: Bool
        var hasJSON: Bool
    }

    static func subcommands() async throws -> [Subcommand] {
        let dump = try await Program.run("--experimental-dump-help").json()
        let root = try #require(dump["command"] as? [String: Any])
        return collect(root, [])
    }

    private static func collect(_ command: [String: Any], _ path: [String]) -> [Subcommand] {
        let children = (command["subcommands"] as? [[String: Any]] ?? []).filter {
            $0["shouldDisplay"] as? Bool != false && $0["commandName"] as? String != "help"
        }
        let arguments = command["arguments"] as? [[String: Any]] ?? []
        let hasJSON = arguments.contains { argument in
            (argument["names"] as? [[String: Any]] ?? []).contains {
                $0["name"] as? String == "json"
            }
        }
        let own = Subcommand(words: path, isGroup: !children.isEmpty, hasJSON: hasJSON)
        return (path.isEmpty ? [] : [own])
            + children.flatMap { child in
                collect(child, path + [child["commandName"] as? String ?? "?"])
            }
    }

    @Test func everySubcommandExplainsItselfWithAnExample() async throws {
        let subcommands = try await CommandLineTests.subcommands()
        #expect(subcommands.count > 30)
        let half = subcommands.count / 2
        async let others: Void = areExplained(subcommands[half...])
        try await areExplained(subcommands[..<half])
        try await others
    }

    private func areExplained(_ subcommands: ArraySlice<Subcommand>) async throws {
        for words in subcommands.map(\.words) {
            let outcome = try await Program.run(words + ["--help"])
            #expect(outcome.code == 0, "\(words): \(outcome)")
            #expect(outcome.output.contains("USAGE: spice " + words.joined(separator: " ")))
            let text = outcome.output.replacing("\n", with: " ").replacing(#/ +/#, with: " ")
            #expect(
                text.contains("Example: spice " + words[0])
                    || text.contains("Examples: spice " + words[0])
                    || (words == ["console"] && text.contains("Examples: spice ")), "\(words)")
        }
    }

    @Test(.enabled(if: Program.isNamed(for: "the answers of all subcommands")))
    func everyAnswerOfASubcommandCanBeHadAsJSON() async throws {
        // The console draws; it has no answer.
        let silent = [["console"]]
        let scene = try await Scene()
        for subcommand in try await CommandLineTests.subcommands() where !subcommand.isGroup {
            let words = subcommand.words
            if silent.contains(words) { continue }
            #expect(subcommand.hasJSON, "\(words) has no --json")
            let name = words.joined(separator: " ")
            guard let call = scene.calls[name] else {
                Issue.record("\(name) is not called here: add it to the scene")
                continue
            }
            if call.isElsewhere { continue }
            let outcome = try await Program.run(
                words + call.arguments + ["--json"] + call.place, environment: call.environment)
            #expect(outcome.code == 0, "\(name): \(outcome)")
            let parsed = try? JSONSerialization.jsonObject(
                with: Data(outcome.output.utf8), options: .fragmentsAllowed)
            #expect(parsed != nil, "\(name): \(outcome.output.prefix(300)) \(outcome.errors)")
        }
        scene.folder.remove()
    }

    @Test func theLinesOfUpAreObjects() async throws {
        try await TemporaryFolder.with { folder in
            let up = try RunningProgram(
                ["up", "--socket-only", "--json", "--data-dir", folder.file("data")])
            #expect(await up.reaches { up.output.contains(#""ready""#) })
            up.kill(SIGTERM)
            let outcome = await up.finished(limitSeconds: 30)
            #expect(outcome.code == 0)
            let events = try outcome.lines.map { line in
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
                return try #require((object as? [String: Any])?["event"] as? String)
            }
            #expect(events == ["data", "ready", "stopped"])
        }
    }

    @Test(
        arguments: [
            (["nonsense"], "see spice --help"), (["imprt", "x.csv"], "did you mean spice import?"),
            (["db", "crete", "shop"], "did you mean spice db create?"),
            (["help", "qery"], "did you mean spice query?"), (["STATUS"], "spice status?"),
            (["comm"], "did you mean spice command?"),
        ])
    func anUnknownSubcommandIsNamedWithASuggestion(words: [String], text: String) async throws {
        let outcome = try await Program.run(words)
        #expect(outcome.code == 2, "\(outcome)")
        #expect(outcome.errors.contains("there is no subcommand"), "\(outcome.errors)")
        #expect(outcome.errors.contains(text), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }
}

/// A data directory with something for every subcommand to show, and how each is called on it.
private struct Scene {
    struct Call {
        var arguments: [String] = []
        var place: [String] = []
        var environment: [String: String] = [:]
        /// Another test looks at it: it runs until it is told to stop, or far too long.
        var isElsewhere = false
    }

    let folder: TemporaryFolder
    private(set) var calls: [String: Call] = [:]
    private let shop = ["--db", Tables.small.database]
    private let here: [String]

    init() async throws {
        folder = try TemporaryFolder()
        let path = folder.file("data")
        try await Tables.small.imported().copy(to: path)
        here = ["--data-dir", path]
        let file = try #require(Tables.small.files.first { $0.hasSuffix("Shipper.csv") })
        let made = try await Program.run(
            ["instance", "create", "Shipper", #"{"entityId":77,"companyName":"A"}"#, "--json"]
                + shop + here)
        let id = try #require(try made.json()["id"] as? String)
        let issued = try await Program.run(
            ["token", "create", "first", "--role", "admin", "--json"] + here)
        let token = try #require(try issued.json()["view"] as? [String: Any])
        _ = try await Program.run(["branch", "create", "kept"] + shop + here)
        on("status")
        on("down")
        on("db list")
        on("db create", ["other"])
        on("db delete", ["other", "--yes"])
        addModel()
        on("infer", [file])
        on("import", [file, "--dry-run"] + shop)
        on("map", [file, "--class", "Shipper"] + shop)
        on("imports list", shop)
        let ontology = folder.file("classes.json")
        try Data("[]".utf8).write(to: URL(fileURLWithPath: ontology))
        on("ontology apply", [ontology] + shop)
        on("export", ["graph"] + shop)
        on("lineage", ["Shipper/1"] + shop)
        on("command list")
        on("command show", [id])
        on("command undo", [id, "--dry-run"])
        on("workers list")
        on("workers pause", ["documents"])
        on("workers resume", ["documents"])
        on("dlq list")
        on("dlq parked")
        on("token create", ["reports", "--role", "reader"])
        on("token list")
        on("token revoke", [try #require(token["id"] as? String)])
        on("rebuild", ["graph"])
        on("verify")
        on("snapshot", ["pipeline"])
        try addPlaceless(path)
    }

    private mutating func on(_ name: String, _ arguments: [String] = []) {
        calls[name] = Call(arguments: arguments, place: here)
    }

    /// Classes, branches and instances.
    private mutating func addModel() {
        on("ontology list", shop)
        on("ontology show", ["Shipper"] + shop)
        on("ontology delete", ["Region", "--cascade", "--yes"] + shop)
        on("ontology profile", ["Shipper"] + shop)
        on("labels list", shop)
        on("labels set", ["Shipper", "de", "Spediteur"] + shop)
        on("branch list", shop)
        on("branch create", ["other"] + shop)
        on("branch delete", ["other", "--yes"] + shop)
        on("branch diff", ["main", "kept"] + shop)
        on("branch merge", ["kept", "--dry-run"] + shop)
        on("branch log", shop)
        on("instance list", ["Shipper"] + shop)
        on("instance show", ["Shipper/1"] + shop)
        on("instance create", ["Shipper", #"{"entityId":78,"companyName":"B"}"#] + shop)
        on("instance update", ["Shipper/78", #"{"companyName":"C"}"#] + shop)
        on("instance delete", ["Shipper/78"] + shop)
        on("query", ["Product", "supplierId:Supplier"] + shop)
    }

    /// What needs no data directory, and what another test looks at.
    private mutating func addPlaceless(_ path: String) throws {
        for name in ["version", "config show", "config check", "migrate", "keys", "themes"] {
            calls[name] = Call()
        }
        let config = try folder.write(
            "profiles:\n  local:\n    data-dir: \(path)\n", to: "config.yaml")
        for (name, arguments) in [("profiles list", []), ("profiles show", ["local"])] {
            calls[name] = Call(arguments: arguments, environment: ["SPICE_CONFIG": config])
        }
        calls["demo"] = Call(arguments: ["--no-console"] + Tables.small.files)
        // Nothing is there to retry or discard; the others have tests of their own, or take too long.
        for name in [
            "backup", "command retry", "dlq retry", "dlq discard", "dlq release", "dlq give-up",
            "doctor",
            "up", "serve", "migrate-data", "bench engine", "imports undo", "bench infer",
            "bench calibration", "bench scores", "bench http", "bench console", "chaos lite",
            "chaos out-of-order", "chaos soak",
        ] {
            calls[name] = Call(isElsewhere: true)
        }
    }
}
