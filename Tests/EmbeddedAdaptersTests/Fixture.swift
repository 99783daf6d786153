// A log in a folder of its own, and events to put into it.

import EventSourcing
import Foundation
import JSONText

@testable import EmbeddedAdapters

/// Runs `body` with a fresh folder and removes it afterwards.
func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "spice-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.path)
}

/// Runs `body` with a fresh log and closes it afterwards.
func withLog<Value>(
    partitions: Int = 1, _ body: (EventLog) async throws -> Value
) async throws -> Value {
    try await withFolder { folder in
        let log = try EventLog(path: folder + "/events.db", partitions: partitions)
        let value: Value
        do {
            value = try await body(log)
        } catch {
            await log.close()
            throw error
        }
        await log.close()
        return value
    }
}

let ids = SystemIDs(clock: SystemClock(), randomness: SystemRandomness(seed: 1))
let commands = Topic("instance_commands")
let facts = Topic("instance_events")

func stream(_ key: String) -> StreamID {
    StreamID(database: "db", epoch: 1, type: .init("Instance"), className: "C", key: key)
}

func command(_ key: String, id: EventID = ids.next(), _ data: JSON = ["n": 1]) -> Event {
    Event(
        id: id, kind: .command, type: "CREATE_INSTANCE_REQUESTED", stream: stream(key),
        occurredAt: Timestamp(microseconds: 1_000_000), actor: "anna", topic: commands,
        data: data)
}

/// The answer to a command.
func fact(_ command: Event, type: String = "INSTANCE_CREATED", _ data: JSON = ["n": 1]) -> Event {
    Event(
        id: .domain(cause: command.id, type: type, aggregateID: command.stream.wireID),
        kind: .domain, type: type, stream: command.stream, cause: command.id,
        occurredAt: Timestamp(microseconds: 2_000_000), actor: nil, topic: facts, data: data)
}

extension EventLog {
    @discardableResult
    func add(
        _ events: Event..., expecting: Submission.Expectation = .any
    ) async throws -> AppendAnswer {
        try await append([Submission(events, expecting: expecting)], with: nil)[0]
    }
}

extension AppendAnswer {
    var events: [RecordedEvent] {
        if case .appended(let events, _) = self { return events }
        return []
    }

    var refusal: AppendRefusal? {
        if case .refused(let refusal) = self { return refusal }
        return nil
    }

    var isDuplicate: Bool? {
        if case .appended(_, let isDuplicate) = self { return isDuplicate }
        return nil
    }
}
