// The C libraries that the program is linked to.

import CursesTerminal
import EmbeddedAdapters
import HTTPClient

enum LibraryChecks {
    static func all() -> [DoctorCheck] {
        [
            sqlite(number: SQLiteLibrary.number, hasFullText: SQLiteLibrary.hasFullText()),
            .ok("library.ncurses", TerminalLibrary.version),
            .ok("library.curl", "libcurl \(CurlLibrary.version)"),
        ]
    }

    static func sqlite(number: Int, hasFullText: Bool) -> DoctorCheck {
        let name = "library.sqlite"
        let version = "SQLite \(SQLiteLibrary.text(number))"
        let oldest = SQLiteLibrary.text(SQLiteLibrary.oldestUsable)
        guard number >= SQLiteLibrary.oldestUsable else {
            return .fail(
                name, "\(version) is too old",
                "install SQLite \(oldest) or newer (Debian 12: apt-get install libsqlite3-0)")
        }
        guard hasFullText else {
            return .fail(
                name, "\(version) has no full text search (FTS5)",
                "install a SQLite that was built with FTS5, as Debian's is")
        }
        return .ok(name, "\(version) with FTS5")
    }
}
