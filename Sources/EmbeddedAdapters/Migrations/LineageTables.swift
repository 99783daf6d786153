// The tables of lineage.db. Streams have small integer ids and stand under their family, which is all of their address
// but the key; a derivation stands at its place in the list of its aggregate, and is found from both ends.

import GRDB

enum LineageTables {
    static var migrations: DatabaseMigrator {
        var migrations = DatabaseMigrator()
        migrations.registerMigration("lineage tables") { try $0.execute(sql: text) }
        migrations.registerMigration(LineageFamilies.name, migrate: LineageFamilies.apply)
        return migrations
    }

    private static let text =
        StoredCheckpoint.table + """
            CREATE TABLE stream(
                id INTEGER PRIMARY KEY, name TEXT NOT NULL, epoch INTEGER NOT NULL,
                branch TEXT NOT NULL, type TEXT NOT NULL, class TEXT NOT NULL, key TEXT NOT NULL,
                seq INTEGER NOT NULL DEFAULT 0,
                UNIQUE(class, key, name, epoch, branch, type));
            CREATE TABLE derivation(
                src INTEGER NOT NULL, place INTEGER NOT NULL, dst INTEGER NOT NULL,
                relation TEXT NOT NULL, event BLOB NOT NULL, seq INTEGER NOT NULL,
                PRIMARY KEY(src, place)) WITHOUT ROWID;
            CREATE INDEX derivation_to ON derivation(dst, src, place);
            """
}
