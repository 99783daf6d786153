// A copy of a data directory that can be used as one, made while an engine may be writing into it. SQLite writes the log
// as it stands at one moment into a new file; imported files do not change once they have their name. Read models are
// left out: workers make them again. The copy gets its name when it is whole, checked and flushed.

internal import EventSourcing
import Foundation
import GRDB

package struct DirectoryBackup: Sendable {
    package struct Report: Codable, Hashable, Sendable {
        package var from: String
        package var to: String
        package var events: Int
        /// The last event's place in the log.
        package var position: String
        package var sources: Int
        /// Imported files whose content is not what their name says; they are not in the copy.
        package var damagedSources: [String]
        package var bytes: Int
    }

    /// What is being done, for people who wait.
    package enum Step: String, Sendable {
        case log = "copying the log"
        case sources = "copying imported files"
        case checking = "checking the copy"
    }

    private static let pieceBytes = 1 << 20

    private let source: String
    private let target: String
    private var draft: String { target + ".part" }

    /// Both as absolute paths.
    package init(of source: String, to target: String) {
        self.source = URL(fileURLWithPath: source).standardizedFileURL.path
        self.target = URL(fileURLWithPath: target).standardizedFileURL.path
    }

    /// Blocks. Nothing is left of it when it fails.
    package func make(_ tell: (Step) -> Void = { _ in }) throws(DirectoryError) -> Report {
        try checkPlaces()
        do throws(FileFailure) {
            try makePrivateFolder((target as NSString).deletingLastPathComponent)
            guard unsafe mkdir(draft, 0o700) == 0 else { throw FileFailure("create", draft) }
        } catch {
            throw DirectoryError(error, directory: target)
        }
        do throws(DirectoryError) {
            let report = try fill(tell)
            try putInPlace()
            return report
        } catch {
            try? FileManager.default.removeItem(atPath: draft)
            throw error
        }
    }

    private func checkPlaces() throws(DirectoryError) {
        let files = FileManager.default
        guard files.fileExists(atPath: source + "/events.db"),
            files.fileExists(atPath: source + "/format")
        else { throw .unavailable(path: source, reason: "there is no log in it") }
        guard !(Self.place(target) + "/").hasPrefix(Self.place(source) + "/") else {
            throw .taken(path: target, reason: "it lies in the data directory itself")
        }
        var info = stat()
        if unsafe lstat(target, &info) == 0 {
            throw .taken(path: target, reason: "something is there already")
        }
        if unsafe lstat(draft, &info) == 0 {
            throw .taken(
                path: draft, reason: "a backup that did not end has left it, or one is on its way")
        }
    }

    /// Where a path leads through symbolic links, as far as there is something.
    private static func place(_ path: String) -> String {
        guard let found = unsafe realpath(path, nil) else {
            let whole = path as NSString
            let above = whole.deletingLastPathComponent
            if above == path || above.isEmpty { return path }
            return (place(above) as NSString).appendingPathComponent(whole.lastPathComponent)
        }
        defer { unsafe free(found) }
        return unsafe String(cString: found)
    }

    private func fill(_ tell: (Step) -> Void) throws(DirectoryError) -> Report {
        tell(.log)
        try copyLog()
        // After the log: what its events name is there.
        tell(.sources)
        let (sources, damaged) = try copySources()
        tell(.checking)
        let (events, position) = try check()
        // The last: without it a folder is no data directory.
        let format = FileManager.default.contents(atPath: source + "/format") ?? Data()
        do throws(FileFailure) {
            try writeDurably([UInt8](format), to: draft + "/format", in: draft)
        } catch {
            throw DirectoryError(error, directory: target)
        }
        return Report(
            from: source, to: target, events: events,
            position: StorePosition(segment: position).description, sources: sources,
            damagedSources: damaged, bytes: size(of: draft))
    }

    /// One read transaction: writers go on, and see no lock.
    private func copyLog() throws(DirectoryError) {
        let copy = draft + "/events.db"
        do throws(StorageFailure) {
            let queue = try SQLiteFile(path: source + "/events.db", durability: .normal)
                .openReader()
            do {
                try queue.inDatabase { database in
                    try database.execute(sql: "VACUUM INTO ?", arguments: [copy])
                }
                try queue.close()
            } catch {
                throw StorageFailure(error)
            }
        } catch {
            throw DirectoryError(error, directory: error == .full ? target : source)
        }
        do throws(FileFailure) {
            guard unsafe chmod(copy, 0o600) == 0 else { throw FileFailure("protect", copy) }
            let file = unsafe open(copy, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { throw FileFailure("open", copy) }
            defer { close(file) }
            guard fsync(file) == 0 else { throw FileFailure("flush", copy) }
        } catch {
            throw DirectoryError(error, directory: target)
        }
    }

    private func copySources() throws(DirectoryError) -> (count: Int, damaged: [String]) {
        let folder = source + "/sources"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var (count, damaged) = (0, [String]())
        for name in names.sorted() where EmbeddedSourceFiles.isName(name) {
            do throws(FileFailure) {
                try makePrivateFolder(draft + "/sources")
                if try copy(name, from: folder) { count += 1 } else { damaged.append(name) }
            } catch {
                throw DirectoryError(error, directory: target)
            }
        }
        return (count, damaged)
    }

    /// False when the content is not what the name says.
    private func copy(_ name: String, from folder: String) throws(FileFailure) -> Bool {
        let path = "\(folder)/\(name)"
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FileFailure("open", path) }
        defer { close(file) }
        let draft = try FileDraft(in: draft + "/sources")
        var hash = ContentHash()
        var piece = [UInt8](repeating: 0, count: DirectoryBackup.pieceBytes)
        while true {
            let count = unsafe piece.withUnsafeMutableBytes {
                unsafe read(file, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileFailure("read", path) }
            guard count > 0 else { break }
            let bytes = Array(piece[..<count])
            hash.update(bytes)
            try draft.write(bytes)
        }
        guard ContentHash.hex(hash.finish()) == name else { return false }
        try draft.keep(as: name)
        return true
    }

    /// SQLite's own check of every page and index, and that no event is missing before the last.
    private func check() throws(DirectoryError) -> (events: Int, position: Int64) {
        let path = draft + "/events.db"
        do throws(StorageFailure) {
            let queue = try SQLiteFile(path: path, durability: .normal).openReader()
            do {
                let found = try queue.inDatabase { database in
                    let verdict = try String.fetchOne(database, sql: "PRAGMA integrity_check") ?? ""
                    guard verdict == "ok" else { throw StorageFailure.corrupt(verdict) }
                    let row = try Row.fetchOne(
                        database,
                        sql:
                            "SELECT count(*) AS events, coalesce(max(position), 0) AS last FROM event"
                    )
                    let events: Int = row?["events"] ?? 0
                    let last: Int64 = row?["last"] ?? 0
                    // Positions rise by one.
                    guard Int64(events) == last else {
                        throw StorageFailure.corrupt(
                            "the log ends at \(last) and holds \(events) events")
                    }
                    return (events, last)
                }
                try queue.close()
                return found
            } catch {
                throw StorageFailure(error)
            }
        } catch {
            throw DirectoryError(error, directory: target)
        }
    }

    private func putInPlace() throws(DirectoryError) {
        do throws(FileFailure) {
            try flushFolder(draft)
            // A name that was taken meanwhile stays what it is: only an empty folder would give way.
            guard unsafe rename(draft, target) == 0 else {
                throw FileFailure("put in place", target)
            }
            try flushFolder((target as NSString).deletingLastPathComponent)
        } catch {
            throw DirectoryError(error, directory: target)
        }
    }

    private func size(of folder: String) -> Int {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
        return (names ?? []).reduce(0) { $0 + Int(byteCount(path: "\(folder)/\($1)")) }
    }
}
