// One file of a read model: a writing thread, a few reading threads, and the checkpoint inside the
// same file, so that power loss undoes effect and checkpoint together. Everything in it can be made
// again from the log: when opening it fails with `corrupt`, `discard` it and open it again; when
// reading it does, `empty` it. Then rebuild.

package import EventSourcing
internal import Foundation
internal import GRDB

/// An open file of a read model.
package final class ReadModelFile: Sendable {
    /// For the checkpointer of the directory.
    let file: SQLiteFile
    private let migrations: DatabaseMigrator
    private let writer: DatabaseThreads
    private let readers: DatabaseThreads

    /// Opens or creates the file. A damaged header, damaged table roots or tables of another
    /// program are `corrupt`; damage deeper inside shows when it is read.
    init(
        path: String, migrations: DatabaseMigrator, readers count: Int = 2
    ) throws(ReadModelError) {
        file = SQLiteFile(path: path, durability: .normal)
        self.migrations = migrations
        do throws(StorageFailure) {
            let writing = try file.openWriter(migrations: migrations)
            try ReadModelFile.probe(writing)
            var reading: [DatabaseQueue] = []
            for _ in 0..<max(1, count) { reading.append(try file.openReader()) }
            writer = DatabaseThreads(name: "spice-model", connections: [writing])
            readers = DatabaseThreads(name: "spice-read", connections: reading)
        } catch {
            throw ReadModelError(error)
        }
    }

    /// Runs `body` in one transaction: all of it, or nothing when it throws.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(ReadModelError) -> Value {
        do throws(StorageFailure) {
            let value = try await writer.write(telling(body))
            try await writer.run { [file] database in file.afterCommit(database) }
            return value
        } catch {
            throw ReadModelError(error)
        }
    }

    /// As `write`, with what the writing thread remembers; when `body` throws it is forgotten.
    func write<State: Sendable>(
        with memory: WriterMemory<State>,
        _ body: @escaping @Sendable (Database, inout State) throws -> Void
    ) async throws(ReadModelError) {
        do throws(StorageFailure) {
            let change = telling { database in
                var state = memory.take()
                try body(database, &state)
                return state
            }
            try await writer.run { [file] database in
                var known: State?
                try database.inTransaction(.immediate) {
                    known = try change(database)
                    return .commit
                }
                if let known { memory.put(known) }
                file.afterCommit(database)
            }
        } catch {
            throw ReadModelError(error)
        }
    }

    /// Empties the file, whatever is in it: a new one is written over it, page by page, without a look at what stands
    /// there. Readers see all of the old or empty tables. `forget` is run when that is done, before the next write.
    func empty(_ forget: @escaping @Sendable () -> Void = {}) async throws(ReadModelError) {
        do throws(StorageFailure) {
            try await writer.run { [file, migrations] database in
                let fresh = try DatabaseQueue()
                try migrations.migrate(fresh)
                try fresh.inDatabase { try $0.backup(to: database) }
                forget()
                try fresh.close()
                file.afterCommit(database)
            }
        } catch {
            throw ReadModelError(error)
        }
    }

    /// Runs `body` on one snapshot of what has been committed.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(ReadModelError) -> Value {
        do throws(StorageFailure) {
            return try await readers.read(telling(body))
        } catch {
            throw ReadModelError(error)
        }
    }

    /// A column of the wrong kind means a damaged file.
    private func telling<Value>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) -> @Sendable (Database) throws -> Value {
        { database in
            do {
                return try body(database)
            } catch let error as RowDecodingError {
                throw StorageFailure.corrupt("\(error)")
            }
        }
    }

    /// Lets waiting work finish and closes the file. Harmless when repeated.
    package func close() async {
        await readers.close()
        await writer.close()
    }

    /// Deletes the file of a read model and what SQLite keeps beside it. It must not be open.
    /// Harmless when there is none.
    package static func discard(path: String) throws(ReadModelError) {
        for name in [path + "-wal", path + "-shm", path] where isThere(name) {
            do {
                try FileManager.default.removeItem(atPath: name)
            } catch {
                throw .unavailable("\(name) cannot be deleted: \(error.localizedDescription)")
            }
        }
    }

    private static func isThere(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path)
    }

    /// Reads the first and the last row of each table: cheap at any size, and it finds a file that
    /// was cut short.
    private static func probe(_ queue: DatabaseQueue) throws(StorageFailure) {
        do {
            try queue.read { database in
                let tables = try String.fetchAll(
                    database,
                    sql: """
                        SELECT name FROM sqlite_schema
                        WHERE type = 'table' AND sql NOT LIKE '%WITHOUT ROWID%'
                        AND sql NOT LIKE 'CREATE VIRTUAL%' AND rootpage > 0
                        """)
                for table in tables {
                    for order in ["ASC", "DESC"] {
                        _ = try Row.fetchOne(
                            database,
                            sql: "SELECT * FROM \(table.quotedDatabaseIdentifier)"
                                + " ORDER BY rowid \(order) LIMIT 1")
                    }
                }
            }
        } catch {
            throw StorageFailure(error)
        }
    }
}
