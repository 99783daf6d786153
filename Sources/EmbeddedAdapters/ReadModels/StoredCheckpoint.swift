// The checkpoint of a read model as rows of its own file, so that it commits with the effect.

import EventSourcing
import GRDB

enum StoredCheckpoint {
    static let table = """
        CREATE TABLE checkpoint(
            topic TEXT NOT NULL, part INTEGER NOT NULL, next INTEGER NOT NULL,
            PRIMARY KEY(topic, part)) WITHOUT ROWID;
        """

    static func read(_ database: Database) throws -> BusPosition {
        var position = BusPosition()
        for row in try database.all("SELECT topic, part, next FROM checkpoint") {
            let partition = TopicPartition(Topic(try row.at(0)), try row.at(1))
            position.offsets[partition] = try row.at(2)
        }
        return position
    }

    /// Never goes back: a redelivered batch ends below what is done already.
    static func advance(_ database: Database, to position: BusPosition?) throws {
        for (partition, next) in position?.offsets ?? [:] {
            try database.run(
                """
                INSERT INTO checkpoint(topic, part, next) VALUES(?, ?, ?)
                ON CONFLICT DO UPDATE SET next = max(next, excluded.next)
                """, [partition.topic.name, partition.partition, next])
        }
    }

    /// The bus holds other records from there on.
    static func lower(_ database: Database, to position: BusPosition) throws {
        for (partition, next) in position.offsets {
            try database.run(
                "UPDATE checkpoint SET next = min(next, ?) WHERE topic = ? AND part = ?",
                [next, partition.topic.name, partition.partition])
        }
    }
}
