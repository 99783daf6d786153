// Removes everything of a database's epoch, on all branches. Links never leave their scope, so
// nothing else changes.

import GRDB

enum GraphDrop {
    static func run(_ database: Database, name: String, epoch: Int) throws {
        try DroppedEpochs.add(database, name: name, epoch: epoch)
        let classes = try database.numbers(
            """
            SELECT c.id FROM class c JOIN scope s ON s.id = c.scope
            WHERE s.name = ? AND s.epoch = ?
            """, [name, epoch])
        for classID in classes {
            for statement in statements { try database.run(statement, [classID]) }
        }
        try database.run("DELETE FROM scope WHERE name = ? AND epoch = ?", [name, epoch])
    }

    private static let statements = [
        "DELETE FROM link_out WHERE src IN (SELECT id FROM node WHERE class = ?)",
        "DELETE FROM link_in WHERE dst IN (SELECT id FROM node WHERE class = ?)",
        """
        DELETE FROM link_in WHERE dst IN (
            SELECT -t.id FROM target t JOIN lookup k ON k.id = t.lookup WHERE k.class = ?)
        """,
        "DELETE FROM holder WHERE node IN (SELECT id FROM node WHERE class = ?)",
        "DELETE FROM target WHERE lookup IN (SELECT id FROM lookup WHERE class = ?)",
        "DELETE FROM lookup WHERE class = ?",
        "DELETE FROM link_count WHERE class = ?",
        "DELETE FROM node WHERE class = ?",
        "DELETE FROM class WHERE id = ?",
    ]
}
