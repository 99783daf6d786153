// How one submission is decided and stored. Everything is looked up before anything is written, so that a refusal
// leaves no trace and costs its neighbours nothing.

import EventSourcing
import GRDB

extension LogWriter {
    /// Throws only what breaks the whole transaction.
    func append(_ submission: PreparedSubmission) throws -> AppendAnswer {
        if let key = submission.idempotencyKey, let answer = try firstAnswer(to: key) {
            return answer
        }
        if let answer = try earlierAnswer(to: submission) { return answer }
        let stream = submission.events[0].event.stream
        let known = try find(stream)
        let refusal = Submission.refusal(
            submission.expecting, submission.sequences, after: SequenceNumber(known?.last ?? 0))
        if let refusal { return .refused(refusal) }
        var place = try known ?? add(stream)
        let first = memory.ends.last + 1
        var recorded: [RecordedEvent] = []
        for (index, prepared) in submission.events.enumerated() {
            place.last = submission.sequences?[index].value ?? place.last + 1
            let event = try insert(prepared, in: place)
            place.position = event.position.segment
            recorded.append(event)
        }
        memory.remember(stream, place)
        if let key = submission.idempotencyKey {
            try keep(key, first: first, count: recorded.count)
        }
        return .appended(recorded, isDuplicate: false)
    }

    private func insert(
        _ prepared: PreparedEvent, in stream: LogMemory.Stream
    ) throws -> RecordedEvent {
        let event = prepared.event
        let position = memory.ends.last + 1
        let cause = try event.cause.flatMap(commandPosition)
        let row = statements.insertEvent
        row.bind(1, position)
        row.bind(event.hasIndexedID ? 2 : 3, event.id)
        row.bindNull(event.hasIndexedID ? 3 : 2)
        if let cause { row.bind(4, cause) } else { row.bindNull(4) }
        if let cause = event.cause { row.bind(5, cause) } else { row.bindNull(5) }
        row.bind(6, event.ordinal)
        row.bind(7, stream.id)
        row.bind(8, stream.last)
        row.bind(9, event.kind == .command ? 0 : 1)
        row.bind(10, try type(event.type))
        row.bind(11, try topic(event.topic.name))
        row.bind(12, event.occurredAt.microseconds)
        row.bind(13, prepared.body)
        try row.run()
        memory.ends.last = position
        memory.ends.event = position
        if event.hasIndexedID { memory.remember(event.id, at: position) }
        memory.chain.add(
            StoredEvent(event, body: prepared.body, sequence: stream.last, position: position))
        if memory.chain.isDue { try keepHead() }
        let recorded = RecordedEvent(
            event: event, sequence: SequenceNumber(stream.last),
            position: StorePosition(segment: position))
        appended.append(
            LogTail.Entry(
                event: recorded, bytes: prepared.body.count, previous: stream.position,
                isForeignAnswer: event.cause != nil && cause == nil))
        return recorded
    }

    /// The answer of the first request with this key; nil when there was none.
    private func firstAnswer(to key: IdempotencyKey) throws -> AppendAnswer? {
        let query = statements.findKey
        query.bind(1, key.scope)
        query.bind(2, key.key)
        defer { query.reset() }
        guard try query.step() else { return nil }
        guard query.bytes(0) == key.contentHash else { return .refused(.keyReused(key.key)) }
        let first = query.integer(1)
        let end = first + query.integer(2)
        let events = try StoredEvent.all(
            database, "WHERE e.position >= ? AND e.position < ? ORDER BY e.position"
        ) {
            $0.bind(1, first)
            $0.bind(2, end)
        }
        return .appended(try events.map { try $0.recorded() }, isDuplicate: true)
    }

    private func keep(_ key: IdempotencyKey, first: Int64, count: Int) throws {
        let row = statements.insertKey
        row.bind(1, key.scope)
        row.bind(2, key.key)
        row.bind(3, key.contentHash)
        row.bind(4, first)
        row.bind(5, count)
        try row.run()
    }

    /// The answer to a submission of which an event is there already; nil when all are new.
    private func earlierAnswer(to submission: PreparedSubmission) throws -> AppendAnswer? {
        var earlier: [RecordedEvent] = []
        var seen: Set<EventID> = []
        var isRepeated = false
        for prepared in submission.events {
            let event = prepared.event
            if submission.events.count > 1, !seen.insert(event.id).inserted { isRepeated = true }
            guard let position = try position(of: event) else {
                // One of several is there, this one is not: another submission used the id.
                if let first = earlier.first { return .refused(.otherContent(first.event.id)) }
                if isRepeated { return .refused(.otherContent(event.id)) }
                continue
            }
            let rows = try StoredEvent.all(database, "WHERE e.position = ?") {
                $0.bind(1, position)
            }
            guard let stored = try rows.first?.recorded(), stored.event.sameFact(as: event),
                !isRepeated
            else { return .refused(.otherContent(event.id)) }
            earlier.append(stored)
        }
        if earlier.isEmpty { return nil }
        guard earlier.count == submission.events.count else {
            return .refused(.otherContent(earlier[0].event.id))
        }
        return .appended(earlier, isDuplicate: true)
    }

    private func position(of event: Event) throws -> Int64? {
        if event.hasIndexedID, let position = try commandPosition(event.id) { return position }
        guard let cause = event.cause else { return nil }
        if let position = try commandPosition(cause) {
            statements.findByCause.bind(1, position)
            statements.findByCause.bind(2, event.ordinal)
            return try statements.findByCause.firstInteger()
        }
        statements.findByForeignCause.bind(1, cause)
        statements.findByForeignCause.bind(2, event.ordinal)
        return try statements.findByForeignCause.firstInteger()
    }

    private func commandPosition(_ id: EventID) throws -> Int64? {
        if let position = memory.commands[id] { return position }
        statements.findByID.bind(1, id)
        guard let position = try statements.findByID.firstInteger() else { return nil }
        memory.remember(id, at: position)
        return position
    }

    private func find(_ stream: StreamID) throws -> LogMemory.Stream? {
        if let known = memory.streams[stream] { return known }
        statements.findStream.bind(stream, from: 1)
        guard let id = try statements.findStream.firstInteger() else { return nil }
        var known = LogMemory.Stream(id: id, last: 0, position: 0)
        let query = statements.lastEvent
        query.bind(1, id)
        defer { query.reset() }
        if try query.step() {
            known.last = Int(query.integer(0))
            known.position = query.integer(1)
        }
        memory.remember(stream, known)
        return known
    }

    private func add(_ stream: StreamID) throws -> LogMemory.Stream {
        statements.insertStream.bind(stream, from: 1)
        guard let id = try statements.insertStream.firstInteger() else {
            throw StorageFailure.corrupt("a new stream got no number")
        }
        return LogMemory.Stream(id: id, last: 0, position: 0)
    }

    private func type(_ name: String) throws -> Int64 {
        if let id = memory.types[name], name.isASCII { return id }
        let id = try number(of: name, in: "event_type")
        if name.isASCII { memory.types[name] = id }
        return id
    }

    private func topic(_ name: String) throws -> Int64 {
        if let id = memory.topics[name], name.isASCII { return id }
        let id = try number(of: name, in: "topic")
        if name.isASCII { memory.topics[name] = id }
        return id
    }

    private func number(of name: String, in table: String) throws -> Int64 {
        try database.execute(
            sql: "INSERT INTO \(table) (name) VALUES (?) ON CONFLICT DO NOTHING",
            arguments: [name])
        guard
            let id = try Int64.fetchOne(
                database, sql: "SELECT id FROM \(table) WHERE name = ?", arguments: [name])
        else { throw StorageFailure.corrupt("a name got no number") }
        return id
    }
}

extension String {
    /// Swift calls texts equal that differ in bytes, but not among ASCII.
    fileprivate var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}

extension Event {
    /// Whether its id stands in the index. Computed ids (version 5) of events with a cause do not: random keys make
    /// an index slow, and such an event is unique by its cause and ordinal.
    var hasIndexedID: Bool { cause == nil || id.version != 5 }
}

extension EventID {
    /// The version of RFC 9562.
    var version: Int { Int(high >> 12 & 0xF) }
}
