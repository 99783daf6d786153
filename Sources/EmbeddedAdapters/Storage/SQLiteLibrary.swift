// The SQLite that this program runs with, and whether it can do what the adapters need.

import GRDB
import GRDBSQLite

package enum SQLiteLibrary {
    /// As SQLite counts: 3.40.1 is 3040001.
    package static let oldestUsable = 3_040_000

    package static var number: Int { Int(sqlite3_libversion_number()) }

    /// `3.40.1`.
    package static func text(_ number: Int) -> String {
        "\(number / 1_000_000).\(number / 1000 % 1000).\(number % 1000)"
    }

    /// Full text search, tried out in memory.
    package static func hasFullText() -> Bool {
        do {
            let database = try DatabaseQueue()
            try database.write { try $0.execute(sql: "CREATE VIRTUAL TABLE t USING fts5(body)") }
            return true
        } catch {
            return false
        }
    }
}
