// The table files behind paths that a person named: files as they are, folders as the tables in them.
// Reads directories: used inside effects only.

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

package enum TableFiles {
    /// Endings that a folder's tables are known by; a file that is named itself may end in anything.
    static let endings = [
        ".csv", ".tsv", ".tab", ".psv", ".txt", ".xlsx", ".jsonl", ".ndjson", ".csv.gz", ".tsv.gz",
        ".jsonl.gz", ".ndjson.gz",
    ]

    /// In the order of the paths, the tables of a folder by name; each once. A folder without tables stays itself, so
    /// that reading it says what is wrong.
    package static func behind(_ paths: [String]) -> [String] {
        var files: [String] = []
        for path in paths {
            let found = tables(in: path)
            for file in found ?? [path] where !files.contains(file) { files.append(file) }
        }
        return files
    }

    private static func tables(in path: String) -> [String]? {
        let manager = FileManager.default
        guard let names = try? manager.contentsOfDirectory(atPath: path) else { return nil }
        let found = names.sorted().filter { name in
            !name.hasPrefix(".") && endings.contains { name.lowercased().hasSuffix($0) }
        }
        let folder = path.hasSuffix("/") ? path : path + "/"
        return found.isEmpty ? nil : found.map { folder + $0 }
    }
}
