// Every command line that the console shows for an action is one that the program understands: held against what the
// program says of its own subcommands, options and arguments.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere)) struct TwinLineTests {
    private struct Command {
        var subcommands: [String: [String: Any]] = [:]
        /// Whether each option takes a value.
        var options: [String: Bool] = [:]
        var arguments = 0
        var takesMany = false

        init(_ json: [String: Any]) {
            for child in json["subcommands"] as? [[String: Any]] ?? [] {
                if let name = child["commandName"] as? String { subcommands[name] = child }
            }
            for argument in json["arguments"] as? [[String: Any]] ?? [] {
                let kind = argument["kind"] as? String
                if kind == "positional" {
                    arguments += 1
                    takesMany = takesMany || argument["isRepeating"] as? Bool == true
                }
                for name in argument["names"] as? [[String: Any]] ?? [] {
                    guard let text = name["name"] as? String else { continue }
                    options["--" + text] = kind == "option"
                }
            }
        }
    }

    @Test func everyTwinIsALineOfTheProgram() async throws {
        let dump = try await Program.run("--experimental-dump-help").json()
        let root = try #require(dump["command"] as? [String: Any])
        let keys = try await Program.run("keys", "--json").json()
        let actions = try #require(keys["keys"] as? [[String: Any]])
        var count = 0
        for action in actions {
            let name = action["action"] as? String ?? "?"
            guard let twin = action["twin"] as? String else {
                #expect(action["danger"] as? String == "none", "\(name) has no twin")
                continue
            }
            count += 1
            let problem = Self.problem(twin.split(separator: " ").map(String.init), root)
            #expect(problem == nil, "\(name): \(twin): \(problem ?? "")")
        }
        #expect(count > 25)
    }

    /// What the program would not understand of a line; nil when it understands all.
    private static func problem(_ words: [String], _ root: [String: Any]) -> String? {
        guard words.first == "spice" else { return "does not begin with spice" }
        var rest = words.dropFirst()
        var command = Command(root)
        while let word = rest.first, let child = command.subcommands[word] {
            command = Command(child)
            rest = rest.dropFirst()
        }
        guard command.subcommands.isEmpty || rest.isEmpty else {
            return "there is no subcommand \(rest.first ?? "")"
        }
        var positional = 0
        while let word = rest.popFirst() {
            guard word.hasPrefix("--") else {
                positional += 1
                continue
            }
            guard let takesValue = command.options[word] else { return "no option \(word)" }
            if takesValue, rest.popFirst() == nil { return "\(word) wants a value" }
        }
        return positional > command.arguments && !command.takesMany
            ? "\(positional) arguments" : nil
    }

    @Test func aLineThatIsNoneIsFound() async throws {
        let dump = try await Program.run("--experimental-dump-help").json()
        let root = try #require(dump["command"] as? [String: Any])
        for line in [
            "spice dlq retri ID", "spice db delete X --really", "spice rebuild a b",
            "spice query X --db",
        ] {
            #expect(
                Self.problem(line.split(separator: " ").map(String.init), root) != nil, "\(line)")
        }
    }
}
