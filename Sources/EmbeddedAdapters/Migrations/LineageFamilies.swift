// Streams as family and key: the whole address in every row and again in its index made up half of what a derivation
// costs. The model is made again from the log, since its checkpoint goes with its rows.

import GRDB

enum LineageFamilies {
    static let name = "families of streams"

    static func apply(_ database: Database) throws {
        try database.execute(
            sql: """
                DROP TABLE derivation;
                DROP TABLE stream;
                DELETE FROM checkpoint;
                CREATE TABLE family(
                    id INTEGER PRIMARY KEY, name TEXT NOT NULL, epoch INTEGER NOT NULL,
                    branch TEXT NOT NULL, type TEXT NOT NULL, class TEXT NOT NULL,
                    UNIQUE(class, name, epoch, branch, type));
                CREATE TABLE stream(
                    id INTEGER PRIMARY KEY, family INTEGER NOT NULL, key TEXT NOT NULL,
                    seq INTEGER NOT NULL DEFAULT 0, UNIQUE(family, key));
                CREATE TABLE derivation(
                    src INTEGER NOT NULL, place INTEGER NOT NULL, dst INTEGER NOT NULL,
                    relation TEXT NOT NULL, event BLOB NOT NULL, seq INTEGER NOT NULL,
                    PRIMARY KEY(src, place)) WITHOUT ROWID;
                CREATE INDEX derivation_to ON derivation(dst, src, place);
                """)
    }
}
