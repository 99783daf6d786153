// One SQLite file and how its connections are opened: WAL, no automatic checkpoint (WALCheckpointer does it), no
// waiting for locks beyond five seconds, no trust in what the file's schema says. Connections are used by one thread.

import Foundation
import GRDB

/// A database file of the data directory.
struct SQLiteFile: Sendable {
    /// `full`: a commit survives power loss. `normal`: power loss may undo the last commits, whole.
    enum Durability: String, Sendable {
        case full = "FULL"
        case normal = "NORMAL"
    }

    /// Beyond this size of the WAL the writer itself starts it over between two commits.
    static let largeWALBytes = 64 << 20

    /// The WAL of a file that is flushed with every commit has this size from the start.
    static let startWALBytes = 4 << 20

    let path: String
    let durability: Durability
    /// Set after each commit of the writing thread.
    let writes = WriteSignal()

    init(path: String, durability: Durability) {
        self.path = path
        self.durability = durability
    }

    /// Opens or creates the file for its one writing thread and brings its tables up to date.
    func openWriter(
        migrations: DatabaseMigrator, cacheMegabytes: Int = 32
    ) throws(StorageFailure) -> DatabaseQueue {
        do {
            let isNormal = durability == .normal
            let queue = try open(cacheMegabytes: cacheMegabytes, readonly: false) { database in
                try database.execute(sql: "PRAGMA journal_mode=WAL")
                try database.execute(sql: "PRAGMA synchronous=\(durability.rawValue)")
                try database.execute(sql: "PRAGMA wal_autocheckpoint=0")
                try database.execute(sql: "PRAGMA journal_size_limit=-1")
                // Deleted rows of a read model are no secret: they can be made again from the log.
                if isNormal { try database.execute(sql: "PRAGMA secure_delete=OFF") }
            }
            guard try !queue.read(migrations.hasBeenSuperseded) else {
                throw StorageFailure.unavailable(
                    "\(path) was written by a newer version of spice; use that version")
            }
            try migrations.migrate(queue)
            // Where there is no room it goes without: a full disk must not keep the file from being read.
            if durability == .full { try? growWAL() }
            return queue
        } catch {
            throw StorageFailure(error)
        }
    }

    /// Opens a connection that only reads. The file must exist.
    func openReader(cacheMegabytes: Int = 8) throws(StorageFailure) -> DatabaseQueue {
        do {
            return try open(cacheMegabytes: cacheMegabytes, readonly: true) { _ in }
        } catch {
            throw StorageFailure(error)
        }
    }

    /// Opens the connection on which `WALCheckpointer` works.
    func openForCheckpoints() throws(StorageFailure) -> DatabaseQueue {
        do {
            return try open(cacheMegabytes: 1, readonly: false) { database in
                try database.execute(sql: "PRAGMA synchronous=\(durability.rawValue)")
                try database.execute(sql: "PRAGMA wal_autocheckpoint=0")
            }
        } catch {
            throw StorageFailure(error)
        }
    }

    /// For the writing thread, after each commit: starts the WAL over when it has grown large. Readers in the middle of a
    /// transaction make it a no-op.
    func afterCommit(_ database: Database) {
        writes.set()
        guard byteCount(path: path + "-wal") > Self.largeWALBytes else { return }
        _ = try? database.checkpoint(.restart)
    }

    /// A flush is cheaper where the file already has its blocks: no change of its size has to reach the disk as well.
    /// The zeros mean nothing to SQLite, whose frames carry checksums.
    private func growWAL() throws {
        let missing = SQLiteFile.startWALBytes - Int(byteCount(path: path + "-wal"))
        guard missing > 0, let handle = FileHandle(forWritingAtPath: path + "-wal") else { return }
        defer { try? handle.close() }
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(count: missing))
        try handle.synchronize()
    }

    private func open(
        cacheMegabytes: Int, readonly: Bool,
        prepare: @escaping @Sendable (Database) throws -> Void
    ) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = readonly
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA temp_store=MEMORY")
            try database.execute(sql: "PRAGMA trusted_schema=OFF")
            try database.execute(sql: "PRAGMA cache_size=-\(cacheMegabytes * 1024)")
            try prepare(database)
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}
