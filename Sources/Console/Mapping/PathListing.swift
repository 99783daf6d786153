// Files of this host for the path prompt. Reads a directory: used inside effects only.

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

package struct PathListing: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package var name: String
        package var isDirectory: Bool
        /// Nil for directories.
        package var bytes: Int?
    }

    /// What was typed up to its last slash.
    package var directory: String
    /// Those whose name begins with the rest, folders first; hidden ones only when asked for.
    package var entries: [Entry]
    /// Entries that are not in the list.
    package var more: Int

    package static let most = 200

    package init(directory: String, entries: [Entry], more: Int = 0) {
        self.directory = directory
        self.entries = entries
        self.more = more
    }

    /// A path that was typed or pasted behind what stood there: it begins anew at the last `//` or `/~/`.
    package static func begunAnew(_ text: String) -> String {
        guard let again = text.ranges(of: "//").last ?? text.ranges(of: "/~/").last else {
            return text
        }
        let path = text[text.index(after: again.lowerBound)...]
        // One slash is the root, however many were typed.
        return path.hasPrefix("/") ? "/" + path.drop { $0 == "/" } : String(path)
    }

    package static func of(_ text: String) -> PathListing {
        let slash = text.lastIndex(of: "/").map { text.index(after: $0) } ?? text.startIndex
        let directory = String(text[..<slash])
        let start = text[slash...]
        let folder = absolute(directory.isEmpty ? "." : directory)
        let files = FileManager.default
        let names = ((try? files.contentsOfDirectory(atPath: folder)) ?? []).filter {
            $0.hasPrefix(start) && (start.hasPrefix(".") || !$0.hasPrefix("."))
        }
        let entries = names.sorted().prefix(most * 10).map { name -> Entry in
            let facts = try? files.attributesOfItem(atPath: folder + "/" + name)
            let isDirectory = facts?[.type] as? FileAttributeType == .typeDirectory
            return Entry(
                name: name, isDirectory: isDirectory,
                bytes: isDirectory ? nil : size(facts?[.size]))
        }
        let sorted = entries.filter(\.isDirectory) + entries.filter { !$0.isDirectory }
        return PathListing(
            directory: directory, entries: Array(sorted.prefix(most)),
            more: max(0, names.count - most))
    }

    /// The library gives it as one of several number types.
    private static func size(_ value: Any?) -> Int? {
        (value as? Int) ?? (value as? UInt64).map { Int(clamping: $0) }
            ?? (value as? Int64).map { Int(clamping: $0) }
    }

    /// From the root of the file system; `~` is the home folder.
    package static func absolute(_ path: String) -> String {
        if path == "~" || path.hasPrefix("~/") {
            let home = ProcessInfo.processInfo.environment["HOME"] ?? ""
            return home + path.dropFirst()
        }
        guard !path.hasPrefix("/") else { return path }
        let here = FileManager.default.currentDirectoryPath
        return here + "/" + (path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
    }

    /// The longest text that all entries agree on; with a slash when it is the one folder.
    package func completed(_ text: String) -> String {
        guard more == 0, let first = entries.first else { return text }
        if entries.count == 1 { return directory + first.name + (first.isDirectory ? "/" : "") }
        var common = first.name
        for entry in entries.dropFirst() {
            common = String(zip(common, entry.name).prefix { $0 == $1 }.map(\.0))
        }
        let all = directory + common
        return all.count > text.count ? all : text
    }
}
