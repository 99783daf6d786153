// The data directory: where its files are, and which version wrote them. Made private to its user.

import Foundation

/// A data directory of a format that this version knows.
package struct EmbeddedDirectory: Hashable, Sendable {
    package static let format = 1

    package let path: String

    package var eventsPath: String { path + "/events.db" }
    package var graphPath: String { path + "/graph.db" }
    package var documentsPath: String { path + "/documents.db" }
    package var lineagePath: String { path + "/lineage.db" }
    package var sourcesPath: String { path + "/sources" }
    package var lockPath: String { path + "/lock" }
    private var formatPath: String { path + "/format" }

    /// Opens the directory or makes it (mode 0700). A folder that holds other things is refused.
    package init(path: String) throws(DirectoryError) {
        let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
        self.path = absolute
        do throws(FileFailure) {
            try makePrivateFolder(absolute)
        } catch {
            let isTaken = FileManager.default.fileExists(atPath: absolute) && !isFolder(absolute)
            throw isTaken ? .notAFolder(path: absolute) : DirectoryError(error, directory: absolute)
        }
        guard unsafe access(absolute, R_OK | W_OK | X_OK) == 0 else {
            throw DirectoryError(FileFailure("write to", absolute), directory: absolute)
        }
        try checkFormat()
    }

    private func checkFormat() throws(DirectoryError) {
        guard let content = FileManager.default.contents(atPath: formatPath) else {
            try markFormat()
            return
        }
        let text = String(decoding: content, as: UTF8.self)
        guard let found = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)), found > 0
        else { throw .damaged(path: path, reason: "the file 'format' holds no number") }
        guard found <= Self.format else {
            throw .newerFormat(found: found, known: Self.format, path: path)
        }
    }

    private func markFormat() throws(DirectoryError) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        if names.contains("format") {
            guard unsafe access(formatPath, R_OK) == 0 else {
                throw DirectoryError(FileFailure("read", formatPath), directory: path)
            }
            // Another process has just made it.
            return try checkFormat()
        }
        // The lock file may come first: whoever makes the directory takes the lock.
        guard names.allSatisfy({ $0 == "lock" || $0.hasPrefix("format.part") || $0.hasPrefix(".") })
        else { throw .foreignContent(path: path) }
        do throws(FileFailure) {
            try writeDurably(Array("\(Self.format)\n".utf8), to: formatPath, in: path)
        } catch {
            throw DirectoryError(error, directory: path)
        }
    }
}
