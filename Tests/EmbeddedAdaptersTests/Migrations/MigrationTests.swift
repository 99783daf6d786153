// Files of former versions open with all that they hold.

import EventSourcing
import Foundation
import GRDB
import JSONText
import Testing

@testable import EmbeddedAdapters

@Suite struct MigrationTests {
    /// Moves the rows of a log into a file that only the first migration has made; the numbers of event types are others.
    private func makeFormerLog(_ path: String, from current: String) throws {
        let queue = try DatabaseQueue(path: path)
        try LogMigrations.all.migrate(queue, upTo: CreateLogTables.name)
        try queue.inDatabase { database in
            try database.execute(sql: "ATTACH ? AS other", arguments: [current])
            let tables = try String.fetchAll(
                database,
                sql: """
                    SELECT name FROM main.sqlite_schema WHERE type = 'table'
                    AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'
                    """)
            for table in tables {
                try database.execute(
                    sql: "INSERT INTO main.\(table) SELECT * FROM other.\(table)")
            }
            try database.execute(
                sql: """
                    UPDATE main.event_type SET id = id + 100;
                    UPDATE main.event SET type = type + 100;
                    DELETE FROM main.event_type WHERE id NOT IN (SELECT type FROM main.event);
                    DETACH other;
                    """)
        }
        try queue.close()
    }

    private func applied(_ path: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { database in
            try String.fetchAll(
                database, sql: "SELECT identifier FROM grdb_migrations ORDER BY rowid")
        }
    }

    /// Positions of failures, by the index that was made for them.
    private func failures(_ path: String) throws -> [Int64] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { database in
            let type = try Int64.fetchOne(
                database, sql: "SELECT id FROM event_type WHERE name = 'COMMAND_FAILED'")
            return try Int64.fetchAll(
                database,
                sql: """
                    SELECT position FROM event INDEXED BY event_failure
                    WHERE type = \(type ?? -1) ORDER BY position
                    """)
        }
    }

    @Test("A log of the first version opens with all its events", arguments: [true, false])
    func log(hasFailures: Bool) async throws {
        try await withFolder { folder in
            let (current, former) = (folder + "/current.db", folder + "/events.db")
            let filled = try EventLog(path: current)
            var failed: [Int64] = []
            for number in 0..<40 {
                let asked = command("é\(number % 7)", ["n": .integer(number)])
                try await filled.add(asked)
                let isFailure = hasFailures && number % 4 == 1
                let type = isFailure ? "COMMAND_FAILED" : "INSTANCE_CREATED"
                let answer = try await filled.add(fact(asked, type: type))
                if isFailure { failed += answer.events.map(\.position.segment) }
            }
            let events = try await filled.allFromFile()
            await filled.close()
            try makeFormerLog(former, from: current)
            #expect(try applied(former) == [CreateLogTables.name])
            for _ in 0..<2 {
                let log = try EventLog(path: former)
                #expect(try await log.read(after: .start, limit: 1000) == events)
                #expect(try await log.add(events[0].event).isDuplicate == true)
                #expect(try await log.answers(to: events[0].event.id) == [events[1]])
                await log.close()
                #expect(try applied(former) == [CreateLogTables.name, IndexFailures.name])
                #expect(try failures(former) == failed)
            }
            let log = try EventLog(path: former)
            let asked = command("new")
            let answer = try await log.add(asked, fact(asked, type: "COMMAND_FAILED"))
            #expect(answer.events.map(\.position.segment) == [81, 82])
            await log.close()
            #expect(try failures(former) == failed + [82])
        }
    }

    private func makeFormerLineage(_ path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try LineageTables.migrations.migrate(queue, upTo: "lineage tables")
        try queue.inDatabase { database in
            try database.execute(
                sql: """
                    INSERT INTO stream(id, name, epoch, branch, type, class, key, seq) VALUES
                        (1, 'db', 1, 'main', 'Instance', 'C', 'a', 3),
                        (2, 'db', 1, 'main', 'Instance', 'C', 'b', 0);
                    INSERT INTO derivation(src, place, dst, relation, event, seq)
                        VALUES (1, 0, 2, 'is', zeroblob(16), 3);
                    INSERT INTO checkpoint(topic, part, next) VALUES ('events', 0, 77);
                    """)
        }
        try queue.close()
    }

    @Test("A lineage of the first version opens empty and asks to be made again from the start")
    func lineage() async throws {
        try await withFolder { folder in
            let path = folder + "/lineage.db"
            try makeFormerLineage(path)
            let (from, to) = (stream("a"), stream("b"))
            let change = DerivationChange(
                from: from, sequence: SequenceNumber(3),
                derivations: [
                    Derivation(
                        from: from, to: to, relation: "is", event: anEvent(3),
                        sequence: SequenceNumber(3))
                ])
            let index = try EmbeddedLineageIndex(path: path)
            #expect(try await index.checkpoint() == BusPosition())
            #expect(try await index.derivations(from: from, PageRequest()).items.isEmpty)
            // The same sequence as in the old rows: they do not guard any more.
            try await index.apply([change], upTo: position(78))
            #expect(
                try await index.derivations(to: to, PageRequest()).items == change.derivations)
            await index.file.close()
            let again = try EmbeddedLineageIndex(path: path)
            #expect(try await again.checkpoint() == position(78))
            #expect(
                try await again.derivations(from: from, PageRequest()).items
                    == change.derivations)
            await again.file.close()
            #expect(try applied(path) == ["lineage tables", LineageFamilies.name])
        }
    }

    @Test("A log of a version that is still to come is refused and not touched")
    func newer() async throws {
        try await withFolder { folder in
            let path = folder + "/events.db"
            let log = try EventLog(path: path)
            try await log.add(command("a"))
            await log.close()
            let queue = try DatabaseQueue(path: path)
            try await queue.write { database in
                try database.execute(
                    sql: "INSERT INTO grdb_migrations (identifier) VALUES ('from the future')")
            }
            try queue.close()
            #expect(throws: StorageFailure.self) { _ = try EventLog(path: path) }
            #expect(try applied(path).last == "from the future")
        }
    }
}
