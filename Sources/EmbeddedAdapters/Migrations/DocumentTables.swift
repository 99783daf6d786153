// The tables of documents.db. A collection is all documents of one kind and class in one scope. A
// document row without a body was deleted; its sequence stays and guards.
//
// Two full-text tables without content of their own: `words` (what people search) and `tokens`
// (`property=value`, for equality). This SQLite forgets a row of such a table only when it is told
// the old text again; it is made from the stored body.

import GRDB

enum DocumentTables {
    static var migrations: DatabaseMigrator {
        var migrations = DatabaseMigrator()
        migrations.registerMigration("document tables") { try $0.execute(sql: text) }
        return migrations
    }

    private static let text =
        StoredCheckpoint.table + DroppedEpochs.table + """
            CREATE TABLE collection(
                id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL,
                epoch INTEGER NOT NULL, branch TEXT NOT NULL, class TEXT NOT NULL,
                present INTEGER NOT NULL DEFAULT 0, UNIQUE(kind, name, epoch, branch, class));
            CREATE TABLE document(
                id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, key TEXT NOT NULL,
                seq INTEGER NOT NULL, event BLOB, event_at INTEGER, created_at INTEGER,
                body BLOB, UNIQUE(collection, key));
            CREATE VIRTUAL TABLE words USING fts5(
                text, content='', detail=full, tokenize='unicode61 remove_diacritics 2');
            CREATE VIRTUAL TABLE tokens USING fts5(
                text, content='', detail=none, columnsize=0,
                tokenize="ascii tokenchars '=-@.,_:'");
            INSERT INTO words(words, rank) VALUES('hashsize', 16777216);
            INSERT INTO tokens(tokens, rank) VALUES('hashsize', 16777216);
            """
}
