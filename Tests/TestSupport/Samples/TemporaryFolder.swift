// A folder of one test, gone when the test is over.

internal import Foundation

package struct TemporaryFolder: Sendable {
    package let path: String

    /// Makes a folder with a short path (a Unix socket must fit below it), hands it to `body` and removes it.
    package static func with<Result>(
        _ body: (TemporaryFolder) async throws -> Result
    ) async throws -> Result {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        return try await body(folder)
    }

    /// Stays until `remove`.
    package init() throws {
        let name = "spice-" + UUID().uuidString.prefix(8).lowercased()
        path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    package func file(_ name: String) -> String { path + "/" + name }

    /// An empty folder in it; the path.
    package func folder(_ name: String) throws -> String {
        let path = file(name)
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false)
        return path
    }

    package func write(_ text: String, to name: String) throws -> String {
        let target = file(name)
        try Data(text.utf8).write(to: URL(fileURLWithPath: target))
        return target
    }

    package func remove() { try? FileManager.default.removeItem(atPath: path) }
}
