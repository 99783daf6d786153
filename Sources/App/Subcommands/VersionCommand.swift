// `spice version`: which program this is.

import ArgumentParser

struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Which program this is.")

    func run() { print("spice \(Version.text)") }
}
