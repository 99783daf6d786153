// What was imported, one file for each content under its hash. A file appears whole or not at all: written beside,
// flushed, renamed, and the folder flushed.

import Dispatch
package import EventSourcing
import Foundation

package final class EmbeddedSourceFiles: SourceFiles, Sendable {
    private let folder: String
    /// Files are read and written one after the other, away from Swift's pool.
    private let queue = DispatchQueue(label: "spice-source-files")

    /// The folder is made when the first file comes.
    package init(folder: String) { self.folder = folder }

    package func put(_ content: [UInt8]) async throws(OperationsStoreError) -> String {
        try await run { [folder] () throws(FileFailure) in
            let hash = ContentHash.hex(ContentHash.of(content))
            let path = "\(folder)/\(hash)"
            if FileManager.default.fileExists(atPath: path) { return hash }
            try makePrivateFolder(folder)
            try writeDurably(content, to: path, in: folder)
            return hash
        }
    }

    package func get(_ hash: String) async throws(OperationsStoreError) -> [UInt8]? {
        // Only what `put` answers is a name here: no path leads out of the folder.
        guard hash.utf8.count == 64, hash.utf8.allSatisfy({ (48...57) ~= $0 || (97...102) ~= $0 })
        else { return nil }
        return try await run { [folder] in
            FileManager.default.contents(atPath: "\(folder)/\(hash)").map { [UInt8]($0) }
        }
    }

    private func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws(FileFailure) -> Value
    ) async throws(OperationsStoreError) -> Value {
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<Value, FileFailure>, Never>) in
            queue.async {
                continuation.resume(
                    returning: Result { () throws(FileFailure) in try body() })
            }
        }
        do { return try result.get() } catch {
            throw error.isOutOfSpace ? .storageFull : .unavailable(error.sentence)
        }
    }
}
