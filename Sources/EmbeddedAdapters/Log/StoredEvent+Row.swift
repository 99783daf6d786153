// Reading rows of the event table.

import EventSourcing
import GRDB

extension StoredEvent {
    /// The start of every query for events; continue with WHERE on `e` (event) or `s` (its stream). CROSS JOIN
    /// keeps the event table outermost, so that a limit ends the work.
    static let select = """
        SELECT e.position, e.seq, coalesce(e.event_id, e.caused_id), e.cause_id, e.ordinal,
            e.kind, t.name, p.name, e.at, e.body,
            s.database, s.epoch, s.branch, s.type, s.class, s.key
        FROM event e CROSS JOIN stream s ON s.id = e.stream
            CROSS JOIN event_type t ON t.id = e.type CROSS JOIN topic p ON p.id = e.topic

        """

    /// The row on which a query made with `select` stands.
    init(row: RawStatement) throws {
        let position = row.integer(0)
        guard let id = row.eventID(2) else {
            throw StorageFailure.corrupt("the event at \(position) has no id")
        }
        self.init(
            position: position, sequence: Int(row.integer(1)), id: id,
            cause: row.eventID(3),
            ordinal: Int(row.integer(4)), stream: StreamID(row: row, from: 10),
            kind: row.integer(5) == 0 ? .command : .domain, type: row.text(6),
            topic: Topic(row.text(7)), at: row.integer(8), body: row.bytes(9))
    }

    /// All rows of a query made with `select`.
    static func all(
        _ database: Database, _ condition: String, bind: (RawStatement) -> Void
    ) throws -> [StoredEvent] {
        let statement = try RawStatement(cached: select + condition, in: database)
        statement.reset()
        bind(statement)
        defer { statement.reset() }
        var events: [StoredEvent] = []
        while try statement.step() { events.append(try StoredEvent(row: statement)) }
        return events
    }
}

extension StreamID {
    /// From six columns: database, epoch, branch, type, class, key.
    init(row: RawStatement, from column: Int32) {
        self.init(
            database: row.text(column), epoch: Int(row.integer(column + 1)),
            branch: row.text(column + 2), type: AggregateType(row.text(column + 3)),
            className: row.text(column + 4), key: row.text(column + 5))
    }
}
