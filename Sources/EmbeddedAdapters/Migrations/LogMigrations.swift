// The order in which `events.db` came to be. A migration that was released never changes.

import GRDB

enum LogMigrations {
    static var all: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration(CreateLogTables.name, migrate: CreateLogTables.apply)
        migrator.registerMigration(IndexFailures.name, migrate: IndexFailures.apply)
        return migrator
    }
}
