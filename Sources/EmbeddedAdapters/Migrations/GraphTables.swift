// The tables of graph.db. Nodes have small integer ids; links stand twice, by source and by target,
// each table sorted by its own primary key.
//
// A node row without a body is absent: deleted (its sequence stays and guards) or not there yet
// (sequence 0, made so that links can point to it). A link to a node has the node's id in `dst`; a
// link by other properties has the negative id of a `target`: one list of values of one list of
// properties of one class. `holder` tells which nodes have these values now and `target.holders`
// how many: one resolves, none dangles, several are ambiguous. Nothing is ever resolved at the time
// of writing, so any order of arrival ends in the same answer.

import GRDB

enum GraphTables {
    static var migrations: DatabaseMigrator {
        var migrations = DatabaseMigrator()
        migrations.registerMigration("graph tables") { try $0.execute(sql: text) }
        return migrations
    }

    private static let text =
        StoredCheckpoint.table + DroppedEpochs.table + """
            CREATE TABLE scope(
                id INTEGER PRIMARY KEY, name TEXT NOT NULL, epoch INTEGER NOT NULL,
                branch TEXT NOT NULL, UNIQUE(name, epoch, branch));
            CREATE TABLE class(
                id INTEGER PRIMARY KEY, scope INTEGER NOT NULL, name TEXT NOT NULL,
                present INTEGER NOT NULL DEFAULT 0, UNIQUE(scope, name));
            CREATE TABLE predicate(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
            CREATE TABLE node(
                id INTEGER PRIMARY KEY, class INTEGER NOT NULL, key TEXT NOT NULL,
                seq INTEGER NOT NULL, event BLOB, body BLOB, UNIQUE(class, key));
            CREATE INDEX node_absent ON node(class) WHERE body IS NULL;
            CREATE TABLE link_out(
                src INTEGER NOT NULL, pred INTEGER NOT NULL, dst INTEGER NOT NULL,
                PRIMARY KEY(src, pred, dst)) WITHOUT ROWID;
            CREATE TABLE link_in(
                dst INTEGER NOT NULL, pred INTEGER NOT NULL, src INTEGER NOT NULL,
                PRIMARY KEY(dst, pred, src)) WITHOUT ROWID;
            CREATE TABLE link_count(
                class INTEGER NOT NULL, pred INTEGER NOT NULL, total INTEGER NOT NULL,
                PRIMARY KEY(class, pred)) WITHOUT ROWID;
            CREATE TABLE lookup(
                id INTEGER PRIMARY KEY, class INTEGER NOT NULL, properties TEXT NOT NULL,
                UNIQUE(class, properties));
            CREATE TABLE target(
                id INTEGER PRIMARY KEY, lookup INTEGER NOT NULL, held TEXT NOT NULL,
                holders INTEGER NOT NULL DEFAULT 0, UNIQUE(lookup, held));
            CREATE INDEX target_unresolved ON target(lookup) WHERE holders <> 1;
            CREATE TABLE holder(
                node INTEGER NOT NULL, target INTEGER NOT NULL,
                PRIMARY KEY(node, target)) WITHOUT ROWID;
            CREATE INDEX holder_of_target ON holder(target);
            """
}
