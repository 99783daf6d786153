// What was imported, one file for each content under its hash. A file appears whole or not at all: written beside,
// flushed, renamed, and the folder flushed.

import Dispatch
package import EventSourcing
import Foundation
import Synchronization

package final class EmbeddedSourceFiles: SourceFiles, Sendable {
    private let folder: String
    /// Files are read and written one after the other, away from Swift's pool.
    private let queue = DispatchQueue(label: "spice-source-files")
    private let hasSwept = Mutex(false)

    /// The folder is made when the first file comes.
    package init(folder: String) { self.folder = folder }

    package func put(
        _ next: @escaping @Sendable () throws(OperationsStoreError) -> [UInt8]?
    ) async throws(OperationsStoreError) -> String {
        try await run { [folder, self] () throws(Failure) in
            try Failure.wrapFile { () throws(FileFailure) in try makePrivateFolder(folder) }
            sweepOnce()
            // The name is known when all has been written.
            let draft = try Failure.wrapFile { () throws(FileFailure) in try FileDraft(in: folder) }
            var hash = ContentHash()
            while let piece = try Failure.wrapContent(next) {
                hash.update(piece)
                try Failure.wrapFile { () throws(FileFailure) in try draft.write(piece) }
            }
            let name = ContentHash.hex(hash.finish())
            if !FileManager.default.fileExists(atPath: "\(folder)/\(name)") {
                try Failure.wrapFile { () throws(FileFailure) in try draft.keep(as: name) }
            }
            return name
        }
    }

    package func get(_ hash: String) async throws(OperationsStoreError) -> [UInt8]? {
        // Only what `put` answers is a name here: no path leads out of the folder.
        guard Self.isName(hash) else { return nil }
        return try await run { [folder] () throws(Failure) in
            FileManager.default.contents(atPath: "\(folder)/\(hash)").map { [UInt8]($0) }
        }
    }

    /// Reads the whole folder for each page.
    package func list(_ page: PageRequest) async throws(OperationsStoreError) -> Page<String> {
        let limit = max(1, page.limit)
        return try await run { [folder] () throws(Failure) in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            let rest = names.filter { Self.isName($0) && $0 > page.after?.text ?? "" }.sorted()
            let shown = rest.prefix(limit)
            return Page(
                items: Array(shown),
                next: rest.count > limit ? shown.last.map { PageCursor($0) } : nil)
        }
    }

    /// The directory is this process's alone, and files are written one after the other: a draft that is there before
    /// the first is what a killed process left, whatever its number was.
    private func sweepOnce() {
        let isFirst = hasSwept.withLock { hasSwept in
            defer { hasSwept = true }
            return !hasSwept
        }
        if isFirst { FileDraft.sweep(folder) }
    }

    private func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(OperationsStoreError) -> Value {
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<Value, Failure>, Never>) in
            queue.async {
                continuation.resume(
                    returning: Result { () throws(Failure) in try body() })
            }
        }
        do { return try result.get() } catch {
            switch error {
            case .file(let failure):
                throw failure.isOutOfSpace ? .storageFull : .unavailable(failure.sentence)
            case .content(let error): throw error
            }
        }
    }

    /// Of the file that is written, or of the content that is read.
    private enum Failure: Error {
        case file(FileFailure)
        case content(OperationsStoreError)

        static func wrapFile<Value>(_ body: () throws(FileFailure) -> Value) throws(Failure)
            -> Value
        {
            do throws(FileFailure) { return try body() } catch { throw .file(error) }
        }

        static func wrapContent<Value>(
            _ body: () throws(OperationsStoreError) -> Value
        ) throws(Failure) -> Value {
            do throws(OperationsStoreError) { return try body() } catch { throw .content(error) }
        }
    }
}
