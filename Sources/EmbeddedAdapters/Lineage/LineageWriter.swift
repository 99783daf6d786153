// Replaces the derivations of aggregates, whole, when the change is newer than what is there.

import EventSourcing
import GRDB

struct LineageWriter {
    let database: Database

    init(_ database: Database) { self.database = database }

    func apply(_ batch: [DerivationChange]) throws {
        for change in batch {
            let source = try id(of: change.from)
            try database.run(
                "UPDATE stream SET seq = ?1 WHERE id = ?2 AND seq < ?1",
                [change.sequence.value, source])
            guard database.changesCount > 0 else { continue }
            try database.run("DELETE FROM derivation WHERE src = ?", [source])
            for (place, derivation) in change.derivations.enumerated() {
                try database.run(
                    """
                    INSERT INTO derivation(src, place, dst, relation, event, seq)
                    VALUES(?, ?, ?, ?, ?, ?)
                    """,
                    [
                        source, place, id(of: derivation.to), derivation.relation,
                        derivation.event.column, derivation.sequence.value,
                    ])
            }
        }
    }

    private func id(of stream: StreamID) throws -> Int64 {
        try LineageReader.id(of: stream, database)
            ?? database.insert(
                """
                INSERT INTO stream(name, epoch, branch, type, class, key) VALUES(?, ?, ?, ?, ?, ?)
                """,
                LineageReader.columns(of: stream))
    }
}
