// Finds the sample tables: in the configuration folder, the installed share folder, beside the program, or in the
// source tree that the program was built from.

import Foundation

enum SampleData {
    private static let relative = "samples/northwind"

    /// Absolute paths of the sample's tables. Throws when they are nowhere.
    static func tables() throws -> [String] {
        for folder in folders() {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            let tables = names.filter { $0.hasSuffix(".csv") }.sorted()
            if !tables.isEmpty { return tables.map { folder + "/" + $0 } }
        }
        throw StartError(
            "the sample tables were not found; name tables of your own: spice demo FILE…",
            code: "sample_missing")
    }

    private static func folders() -> [String] {
        SharedFiles.folders().flatMap { [$0 + "/" + relative, $0 + "/docs/" + relative] }
    }
}

/// Where files that come with the program may be, in the order in which they are looked for.
enum SharedFiles {
    static func folders() -> [String] { known }

    /// Neither the program nor its folder moves while it runs.
    private static let known: [String] = {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["HOME"] ?? "/"
        var folders = [(environment["XDG_CONFIG_HOME"] ?? home + "/.config") + "/spice"]
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        folders.append(
            program.deletingLastPathComponent().appendingPathComponent("../share/spice")
                .standardizedFileURL.path)
        // Beside the program, and upwards: in a source tree the program is some folders below the root.
        var folder = program.deletingLastPathComponent()
        for _ in 0..<6 {
            folders.append(folder.path)
            folder = folder.deletingLastPathComponent()
        }
        folders.append(FileManager.default.currentDirectoryPath)
        return folders
    }()
}
