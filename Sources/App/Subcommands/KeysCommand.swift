// `spice keys` and `spice themes`: what a person can change about the console, and what is wrong with the files of it.

import ArgumentParser
import Engine
import JSONText
import TerminalUI

struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "The key map of the console, with a person's own keys in it.",
        discussion: """
            keys.yaml beside the config file (or SPICE_KEYS) gives actions other keys. Exit code 1 when something in it \
            is wrong.

            Examples:
              spice keys
              spice keys --file my-keys.yaml --json
            """)

    @Option(help: "Another key map.") var file: String?
    @OptionGroup var output: OutputOptions

    func run() throws {
        let configuration = try AppConfiguration.load()
        let profiles = ProfileFile(path: configuration.filePath)
        let path = file.map(Paths.absolute) ?? PersonalFiles.keysPath(configuration, profiles)
        let (registry, problems) = try PersonalFiles.keys(path).get()
        let actions = registry.actions.filter { $0.scope != .program }
        if output.json {
            let rows = actions.map { action -> JSON in
                [
                    "action": .string(action.name.text), "scope": .string(action.scope.rawValue),
                    "keys": .array(action.keys.map { .string($0) }), "title": .string(action.title),
                    "help": .string(action.help), "danger": .string("\(action.danger)"),
                    "twin": action.twin.map { .string("spice " + $0) } ?? .null,
                ]
            }
            try Answer.json(
                ["keys": .array(rows), "problems": .array(problems.map { .string($0) })] as JSON)
        } else {
            Answer.table(
                ["Action", "Keys", "Does"],
                actions.map { [$0.name.text, $0.keys.joined(separator: " "), $0.help] })
        }
        guard problems.isEmpty else {
            if !output.json { for problem in problems { Log.stderr(problem) } }
            throw ExitCode(1)
        }
    }
}

struct ThemesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes", abstract: "The themes of the console.",
        discussion: """
            Every .yaml of the themes folders. Exit code 1 when one cannot be used, with line and column.

            Example: spice themes --json
            """)

    @OptionGroup var output: OutputOptions

    func run() throws {
        let (themes, problems) = ThemeFiles.readable()
        if output.json {
            let rows = themes.map {
                ["name": .string($0.name), "ground": .string($0.ground.rawValue)] as JSON
            }
            try Answer.json(
                ["themes": .array(rows), "problems": .array(problems.map { .string($0) })] as JSON)
        } else {
            Answer.table(
                ["Theme", "For"], themes.map { [$0.name, "a \($0.ground.rawValue) terminal"] })
        }
        guard problems.isEmpty else {
            if !output.json { for problem in problems { Log.stderr(problem) } }
            throw ExitCode(1)
        }
    }
}
