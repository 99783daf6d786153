// What stands in a write-ahead log reaches the file by itself; what a reader holds back, once the reader is gone.

import Foundation
import GRDB
import Testing

@testable import EmbeddedAdapters

@Suite struct WALCheckpointerTests {
    private static let migrations: DatabaseMigrator = {
        var migrations = DatabaseMigrator()
        migrations.registerMigration("rows") { database in
            try database.execute(sql: "CREATE TABLE row (text TEXT)")
        }
        return migrations
    }()

    /// A file with its writing connection.
    private struct Written {
        let file: SQLiteFile
        let writer: DatabaseQueue

        init(_ folder: String, _ name: String = "file.db") throws {
            file = SQLiteFile(path: folder + "/" + name, durability: .normal)
            writer = try file.openWriter(migrations: WALCheckpointerTests.migrations)
        }

        func write() throws {
            try writer.inDatabase { database in
                try database.execute(
                    sql: "INSERT INTO row VALUES (?)",
                    arguments: [String(repeating: "x", count: 100_000)])
                file.afterCommit(database)
            }
        }

        /// Whether the file holds all of its pages, without what stands beside it.
        func isWhole() throws -> Bool {
            let bytes = try writer.inDatabase { database in
                try (Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0)
                    * (Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
            }
            return byteCount(path: file.path) == bytes
        }

        /// Waits for it; a checkpointer that does not work never gets there.
        func becomesWhole() async throws -> Bool { try await comes { try isWhole() } }

        func comes(_ isMet: () throws -> Bool) async throws -> Bool {
            for _ in 0..<10_000 {
                if try isMet() { return true }
                await Self.pause()
            }
            return false
        }

        private static func pause() async {
            await withCheckedContinuation { continuation in
                DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(1)) {
                    continuation.resume()
                }
            }
        }
    }

    @Test func whatIsWrittenReachesTheFile() async throws {
        try await withFolder { folder in
            let files = [try Written(folder), try Written(folder, "other.db")]
            let checkpointer = try WALCheckpointer(files: files.map(\.file), intervalSeconds: 0)
            defer { checkpointer.close() }
            for file in files + files {
                try file.write()
                #expect(try await file.becomesWhole())
            }
        }
    }

    @Test func whatAReaderHoldsBackIsDoneOnceItIsGone() async throws {
        try await withFolder { folder in
            let written = try Written(folder)
            try written.write()
            var configuration = Configuration()
            configuration.readonly = true
            // It stays open between two accesses.
            configuration.allowsUnsafeTransactions = true
            let reader = try DatabaseQueue(
                path: written.file.path, configuration: configuration)
            try reader.inDatabase { database in
                try database.beginTransaction(.deferred)
                _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM row")
            }
            try written.write()
            let checkpointer = try WALCheckpointer(
                files: [written.file], intervalSeconds: 0.001)
            defer { checkpointer.close() }
            // What the reader sees may be moved already, what came after it not.
            #expect(try await written.comes { byteCount(path: written.file.path) > 100_000 })
            #expect(try !written.isWhole())
            try reader.inDatabase { try $0.rollback() }
            #expect(try await written.becomesWhole())
        }
    }

    @Test func afterTheEndNothingIsMoved() async throws {
        try await withFolder { folder in
            let written = try Written(folder)
            let checkpointer = try WALCheckpointer(files: [written.file], intervalSeconds: 0)
            checkpointer.close()
            checkpointer.close()
            try written.write()
            #expect(written.file.writes.take(), "nobody has taken it")
            #expect(try !written.isWhole())
        }
    }
}
