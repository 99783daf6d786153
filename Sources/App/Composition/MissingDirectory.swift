// A data directory that somebody named and that is not there: what only looks, or changes what must be there already,
// says so. Making an empty one would answer a mistyped path with "nothing is wrong".

import Foundation

enum MissingDirectory {
    /// Subcommands that begin something: they make the directory.
    private static let makers: Set<String> = [
        "bench", "demo", "import", "infer", "map", "migrate-data", "ontology apply", "snapshot",
        "token create", "write",
    ]

    /// Throws where `command` needs what `path` should hold. The directory that nobody named, and the one of a
    /// connected engine, which holds nothing but copies, are made at need.
    static func check(
        _ path: String, for command: String, _ options: EngineOptions,
        _ configuration: AppConfiguration
    ) throws {
        guard !makers.contains(command), (configuration.value("mode") ?? "embedded") == "embedded",
            options.dataDir != nil || configuration.value("data_dir") != nil,
            !FileManager.default.fileExists(atPath: path)
        else { return }
        throw StartError(
            "there is no data directory at \(path); check the path, or make one: "
                + "spice import FILE…, spice demo or spice up, each with --data-dir",
            code: "directory_missing")
    }
}
