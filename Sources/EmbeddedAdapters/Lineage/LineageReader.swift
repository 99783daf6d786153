// Reads derivations from either end: those from an aggregate in the order in which they were given,
// those to it by the texts of where they come from.

import EventSourcing
import GRDB

struct LineageReader {
    let database: Database

    init(_ database: Database) { self.database = database }

    static func id(of stream: StreamID, _ database: Database) throws -> Int64? {
        try database.number(
            """
            SELECT s.id FROM family f CROSS JOIN stream s ON s.family = f.id
            WHERE f.name = ? AND f.epoch = ? AND f.branch = ? AND f.type = ? AND f.class = ?
                AND s.key = ?
            """,
            [
                stream.database, stream.epoch, stream.branch, stream.type.name, stream.className,
                stream.key,
            ])
    }

    func from(_ stream: StreamID, _ page: PageRequest) throws -> Page<Derivation> {
        let mark = try PageMark(page, count: 1)
        guard let id = try LineageReader.id(of: stream, database) else {
            return Page(items: [], next: nil)
        }
        let limit = page.atLeastOne
        let items = try database.all(
            """
            SELECT f.name, f.epoch, f.branch, f.type, f.class, s.key,
                d.relation, d.event, d.seq, d.place
            FROM derivation d JOIN stream s ON s.id = d.dst JOIN family f ON f.id = s.family
            WHERE d.src = ? AND d.place > ? ORDER BY d.place LIMIT ?
            """, [id, mark.flatMap { Int($0.texts[0]) } ?? -1, limit + 1]
        ).map { row in
            (
                place: try row.at(9) as Int,
                derivation: try LineageReader.derivation(row, from: stream)
            )
        }
        return Page(upTo: limit, of: items) { PageMark([String($0.place)]) }.map(\.derivation)
    }

    func to(_ stream: StreamID, _ page: PageRequest) throws -> Page<Derivation> {
        let mark = try PageMark(page, count: 2)
        guard let id = try LineageReader.id(of: stream, database) else {
            return Page(items: [], next: nil)
        }
        let limit = page.atLeastOne
        // The texts of the stream as one list: sorted the same way whatever ids the streams got.
        let items = try database.all(
            """
            SELECT f.name, f.epoch, f.branch, f.type, f.class, s.key,
                d.relation, d.event, d.seq, d.place,
                json_array(f.class, s.key, f.name, f.epoch, f.branch, f.type) AS address
            FROM derivation d JOIN stream s ON s.id = d.src JOIN family f ON f.id = s.family
            WHERE d.dst = ? AND (address, d.place) > (?, ?)
            ORDER BY address, d.place LIMIT ?
            """,
            [id, mark?.texts[0] ?? "", mark.flatMap { Int($0.texts[1]) } ?? -1, limit + 1]
        ).map { row in
            (
                mark: PageMark([try row.at(10), String(try row.at(9) as Int)]),
                derivation: try LineageReader.derivation(row, to: stream)
            )
        }
        return Page(upTo: limit, of: items) { $0.mark }.map(\.derivation)
    }

    private static func derivation(
        _ row: Row, from: StreamID? = nil, to: StreamID? = nil
    ) throws -> Derivation {
        let other = StreamID(
            database: try row.at(0), epoch: try row.at(1), branch: try row.at(2),
            type: AggregateType(try row.at(3)),
            className: try row.at(4), key: try row.at(5))
        return Derivation(
            from: from ?? other, to: to ?? other, relation: try row.at(6),
            event: try EventID(column: try row.at(7)), sequence: SequenceNumber(try row.at(8)))
    }
}
