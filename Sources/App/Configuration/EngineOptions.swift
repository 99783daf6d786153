// Where the engine is: options that most subcommands share.

import ArgumentParser
import Foundation

struct EngineOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The data directory.",
            discussion: "Else SPICE_DATA_DIR, data_dir in the config file, "
                + "$XDG_DATA_HOME/spice or ~/.local/share/spice."))
    var dataDir: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A running engine: http://host:port of its BFF, ssh://[user@]host[:port][/data-dir], or unix:PATH.",
            discussion:
                "A token is taken from --token-file, SPICE_TOKEN or SPICE_TOKEN_FILE; never from the "
                + "command line, which others can read."))
    var connect: String?

    @Option(name: .long, help: "A file that holds the token for --connect, and nothing else.")
    var tokenFile: String?
}

struct OutputOptions: ParsableArguments {
    @Flag(name: .long, help: "Print the answer as JSON.")
    var json = false
}

extension EngineOptions {
    /// Options that name a directory and nothing else.
    static func at(_ path: String) -> EngineOptions {
        var options = EngineOptions()
        options.dataDir = path
        options.connect = nil
        options.tokenFile = nil
        return options
    }
}
