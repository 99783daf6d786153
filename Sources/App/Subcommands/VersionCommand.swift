// `spice version`: which program this is.

import ArgumentParser
import JSONText

struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Which program this is.",
        discussion: "Example: spice version --json")

    @OptionGroup var output: OutputOptions

    func run() throws {
        try Answer.done(
            ["name": "spice", "version": .string(Version.text)], "spice \(Version.text)", output)
    }
}
