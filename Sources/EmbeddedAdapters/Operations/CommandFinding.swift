// The rules by which a command's state follows from the log and the operations tables, on one snapshot.

import EventSourcing
import Foundation
import GRDB
import JSONText
import Ontology

struct CommandFinding {
    private let database: Database
    private let coverage: GraphCoverage

    init(_ database: Database, _ coverage: GraphCoverage) throws {
        self.database = database
        self.coverage = coverage
    }

    func state(of command: RecordedEvent) throws -> CommandState {
        if let answer = try answer(to: command.event.id) {
            return answered(command, by: answer)
        }
        if let state = try deadLetter(of: command) { return state }
        if let state = try parked(command) { return state }
        if let state = try failing(command) { return state }
        return CommandState(
            command: command, phase: .pending, updatedAt: command.event.occurredAt)
    }

    private func answered(
        _ command: RecordedEvent, by answer: RecordedEvent
    ) -> CommandState {
        let hasFailed = answer.event.type == DomainEventType.commandFailed.rawValue
        let data = answer.event.data
        let phase: CommandState.Phase =
            hasFailed ? .failed : coverage.covers(answer) ? .completed : .processing
        return CommandState(
            command: command, phase: phase,
            code: hasFailed ? data["code"]?.string : nil,
            reason: hasFailed ? (data["message"] ?? data["error"] ?? data["reason"])?.string : nil,
            answer: answer, updatedAt: answer.event.occurredAt)
    }

    /// The last event that the command brought about.
    private func answer(to command: EventID) throws -> RecordedEvent? {
        let known = try StoredEvent.all(
            database,
            """
            WHERE e.cause = (SELECT position FROM event WHERE event_id = ?)
            ORDER BY e.ordinal DESC LIMIT 1
            """
        ) { $0.bind(1, command.bytes) }
        if let answer = known.first { return try answer.recorded() }
        return try StoredEvent.all(
            database,
            """
            WHERE e.cause IS NULL AND e.cause_id IS NOT NULL AND e.cause_id = ?
            ORDER BY e.ordinal DESC LIMIT 1
            """
        ) { $0.bind(1, command.bytes) }.first?.recorded()
    }

    /// It waits for an operator, who may have it tried again: not an end.
    private func deadLetter(of command: RecordedEvent) throws -> CommandState? {
        let row = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM dead_letter WHERE event_id = ? LIMIT 1"),
            arguments: [Data(command.event.id.bytes)])
        guard let letter = try row.map(DeadLetter.init(row:)) else { return nil }
        return CommandState(
            command: command, phase: letter.state == .retrying ? .retrying : .pending,
            code: letter.code, reason: letter.cause, attempts: letter.attempts,
            updatedAt: letter.at)
    }

    private func parked(_ command: RecordedEvent) throws -> CommandState? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT * FROM parked_write WHERE event_id = ? LIMIT 1"),
            arguments: [Data(command.event.id.bytes)])
        guard let write = try row.map(ParkedWrite.init(row:)) else { return nil }
        return CommandState(
            command: command, phase: .pending, code: write.awaited.code, reason: write.reason,
            updatedAt: write.since)
    }

    private func failing(_ command: RecordedEvent) throws -> CommandState? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT attempts, reason FROM attempt WHERE event_id = ? LIMIT 1"),
            arguments: [Data(command.event.id.bytes)])
        guard let row else { return nil }
        return CommandState(
            command: command, phase: .retrying, code: "retrying", reason: row["reason"],
            attempts: (row["attempts"] as Int) + 1, updatedAt: command.event.occurredAt)
    }
}
