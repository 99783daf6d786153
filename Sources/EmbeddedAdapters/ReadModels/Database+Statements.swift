// Short spellings of "prepare once, bind, run". Values are always bound; the texts are constants
// beside their use.

import Foundation
import GRDB

extension Database {
    /// Runs a statement that gives no rows.
    func run(_ sql: String, _ arguments: StatementArguments = []) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// The first row.
    func first(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }

    /// The first column of the first row, nil when there is no row.
    func number(_ sql: String, _ arguments: StatementArguments = []) throws -> Int64? {
        try Int64.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }

    /// The first column of all rows. For answers that are known to be small.
    func numbers(_ sql: String, _ arguments: StatementArguments = []) throws -> [Int64] {
        try Int64.fetchAll(cachedStatement(sql: sql), arguments: arguments)
    }

    /// All rows. For answers that are known to be small.
    func all(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
        try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
    }

    /// Visits row after row in constant memory until `visit` answers false. `visit` must not run
    /// the same text.
    func visit(
        _ sql: String, _ arguments: StatementArguments = [], _ visit: (Row) throws -> Bool
    ) throws {
        let rows = try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
        while let row = try rows.next() {
            guard try visit(row) else { return }
        }
    }

    /// Runs an INSERT and answers the id of the row.
    func insert(_ sql: String, _ arguments: StatementArguments) throws -> Int64 {
        try run(sql, arguments)
        return lastInsertedRowID
    }
}

extension Row {
    /// The value of a column. Throws where a damaged file holds something else; a subscript would
    /// trap.
    func at<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ index: Int) throws
        -> Value
    {
        try decode(Value.self, atIndex: index)
    }
}
