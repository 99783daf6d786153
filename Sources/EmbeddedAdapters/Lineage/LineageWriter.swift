// Replaces the derivations of aggregates, whole, when the change is newer than what is there.

import EventSourcing
import GRDB

struct LineageWriter {
    let database: Database
    /// Numbers of streams known from earlier batches, and from this one.
    private var memory: LineageMemory
    private let findStream: RawStatement
    private let insertStream: RawStatement
    private let advance: RawStatement
    private let clear: RawStatement
    private let insert: RawStatement

    /// Takes the memory over until `give`: a second holder would make every change copy it.
    init(_ database: Database, _ memory: inout LineageMemory) throws {
        func prepare(_ sql: String) throws -> RawStatement {
            try RawStatement(cached: sql, in: database)
        }
        self.database = database
        self.memory = memory
        memory = LineageMemory()
        findStream = try prepare(
            """
            SELECT id FROM stream WHERE family = ? AND key = ?
            """)
        insertStream = try prepare(
            """
            INSERT INTO stream(family, key, seq) VALUES(?, ?, ?) ON CONFLICT DO NOTHING
            """)
        advance = try prepare("UPDATE stream SET seq = ?1 WHERE id = ?2 AND seq < ?1")
        clear = try prepare("DELETE FROM derivation WHERE src = ?")
        insert = try prepare(
            """
            INSERT INTO derivation(src, place, dst, relation, event, seq)
            VALUES(?, ?, ?, ?, ?, ?)
            """)
    }

    /// Gives the memory back; the writer is done.
    mutating func give(_ memory: inout LineageMemory) {
        memory = self.memory
        self.memory = LineageMemory()
    }

    mutating func apply(_ batch: [DerivationChange]) throws {
        for change in batch {
            guard let source = try source(change) else { continue }
            for (place, derivation) in change.derivations.enumerated() {
                let target = try number(of: derivation.to)
                insert.bind(1, source)
                insert.bind(2, place)
                insert.bind(3, target)
                insert.bind(4, derivation.relation)
                insert.bind(5, derivation.event)
                insert.bind(6, derivation.sequence.value)
                try insert.run()
            }
        }
    }

    /// The number of the aggregate, of which nothing stands any more; nil when the change is stale. Most aggregates
    /// are new, so inserting is tried first.
    private mutating func source(_ change: DerivationChange) throws -> Int64? {
        if memory[change.from] == nil {
            if let id = try add(change.from, change.sequence) { return id }
        }
        let id = try number(of: change.from)
        advance.bind(1, change.sequence.value)
        advance.bind(2, id)
        try advance.run()
        guard database.changesCount > 0 else { return nil }
        clear.bind(1, id)
        try clear.run()
        return id
    }

    private mutating func number(of stream: StreamID) throws -> Int64 {
        if let known = memory[stream] { return known }
        findStream.bind(1, try family(of: stream))
        findStream.bind(2, stream.key)
        if let id = try findStream.firstInteger() {
            memory.remember(stream, as: id)
            return id
        }
        guard let id = try add(stream, .none) else {
            throw StorageFailure.corrupt("a stream is not in its index")
        }
        return id
    }

    private mutating func family(of stream: StreamID) throws -> Int64 {
        if let known = memory.family(of: stream) { return known }
        let address: StatementArguments = [
            stream.database, stream.epoch, stream.branch, stream.type.name, stream.className,
        ]
        let id =
            try database.number(
                """
                SELECT id FROM family
                WHERE name = ? AND epoch = ? AND branch = ? AND type = ? AND class = ?
                """, address)
            ?? database.insert(
                "INSERT INTO family(name, epoch, branch, type, class) VALUES(?, ?, ?, ?, ?)",
                address)
        memory.remember(family: stream, as: id)
        return id
    }

    /// Nil when it is there already.
    private mutating func add(_ stream: StreamID, _ sequence: SequenceNumber) throws -> Int64? {
        insertStream.bind(1, try family(of: stream))
        insertStream.bind(2, stream.key)
        insertStream.bind(3, sequence.value)
        try insertStream.run()
        guard database.changesCount > 0 else { return nil }
        let id = database.lastInsertedRowID
        memory.remember(stream, as: id)
        return id
    }
}

/// What the writing thread of the lineage remembers from batch to batch.
struct LineageMemory: Sendable {
    private static let maximumStreams = 65_536

    private var streams: [StreamID: Int64] = [:]

    /// By the address without its key.
    private var families: [StreamID: Int64] = [:]

    subscript(stream: StreamID) -> Int64? { streams[stream] }

    func family(of stream: StreamID) -> Int64? {
        var address = stream
        address.key = ""
        return families[address]
    }

    mutating func remember(family stream: StreamID, as id: Int64) {
        var address = stream
        address.key = ""
        families[address] = id
    }

    mutating func remember(_ stream: StreamID, as id: Int64) {
        if streams.count >= LineageMemory.maximumStreams {
            streams.removeAll(keepingCapacity: true)
        }
        streams[stream] = id
    }
}
