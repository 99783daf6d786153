// Databases that were dropped. An epoch never comes back, so what arrives late for one is ignored:
// without this, an event that overtook the drop on another partition would stay, and one that came
// after it would come back to life.

import GRDB

enum DroppedEpochs {
    static let table = """
        CREATE TABLE dropped(
            name TEXT NOT NULL, epoch INTEGER NOT NULL, PRIMARY KEY(name, epoch)) WITHOUT ROWID;
        """

    static func add(_ database: Database, name: String, epoch: Int) throws {
        try database.run(
            "INSERT OR IGNORE INTO dropped(name, epoch) VALUES(?, ?)", [name, epoch])
    }

    static func contains(_ database: Database, name: String, epoch: Int) throws -> Bool {
        try database.number(
            "SELECT 1 FROM dropped WHERE name = ? AND epoch = ?", [name, epoch]) != nil
    }
}
