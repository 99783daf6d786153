// `spice profiles`: the named connections of the config file.

import ArgumentParser
import Console
import JSONText

struct ProfilesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profiles", abstract: "The named connections of the config file.",
        discussion: """
            profiles: in the config file gives each a target, a colour, a danger level (normal, careful, production) and
            whether it is only looked at. No secret is shown.

            Examples:
              spice profiles list
              spice profiles show prod --json
            """,
        subcommands: [List.self, Show.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "All of them.", discussion: "Example: spice profiles list --json")
        @OptionGroup var output: OutputOptions

        func run() throws {
            let file = ProfileFile(path: try AppConfiguration.load().filePath)
            if output.json {
                let entries = file.entries.map(ProfilesCommand.json)
                try Answer.json(
                    [
                        "profiles": .array(entries),
                        "problems": .array(file.problems.map { .string($0) }),
                    ] as JSON)
            } else if file.entries.isEmpty {
                print("no profiles: name some under profiles: in the config file")
            } else {
                Answer.table(
                    ["Name", "Target", "Danger", "Colour", "Read-only"],
                    file.entries.map { entry in
                        let profile = entry.profile
                        return [
                            profile.name, profile.target, profile.danger.rawValue,
                            profile.colour?.rawValue ?? "–",
                            profile.isReadOnly ? "yes" : "no",
                        ]
                    })
            }
            guard file.problems.isEmpty else {
                if !output.json { for problem in file.problems { Log.stderr(problem) } }
                throw ExitCode(1)
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One of them.", discussion: "Example: spice profiles show prod --json")
        @Argument(help: "Its name.") var name: String
        @OptionGroup var output: OutputOptions

        func run() throws {
            let entry = try ProfileFile(path: try AppConfiguration.load().filePath).named(name)
            let json = ProfilesCommand.json(entry)
            guard !output.json, case .object(let members) = json else {
                return try Answer.json(json)
            }
            for member in members.members {
                print("\(member.name): \(member.value.string ?? member.value.text)")
            }
        }
    }

    private static func json(_ entry: ProfileFile.Entry) -> JSON {
        let profile = entry.profile
        return [
            "name": .string(profile.name), "target": .string(profile.target),
            "danger": .string(profile.danger.rawValue),
            "colour": profile.colour.map { .string($0.rawValue) } ?? .null,
            "read_only": .bool(profile.isReadOnly),
            "token_file": entry.tokenFile.map { .string($0) } ?? .null,
        ]
    }
}
