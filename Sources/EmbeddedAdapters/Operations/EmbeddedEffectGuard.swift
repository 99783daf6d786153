// The guard where one process holds the log: an effect is done when the log holds the answering event, so nothing is
// stored for what goes well. Only failing events have a row, with their attempts. Never answers `held`.

package import EventSourcing
import Foundation
import GRDB

package final class EmbeddedEffectGuard: EffectGuard, Sendable {
    private let log: EventLog

    package init(log: EventLog) { self.log = log }

    package func begin(
        _ claims: [Claim], owner: String
    ) async throws(EffectGuardError) -> [Verdict] {
        guard !claims.isEmpty else { return [] }
        do {
            return try await log.readers.read { [log] database in
                let queries = try GuardQueries(database)
                return try claims.map { claim in
                    // Nothing follows a new command in its stream: it is neither answered nor overtaken.
                    if log.tail.isLast(claim.event, claim.sequence) {
                        return try queries.proceeding(claim)
                    }
                    return try queries.verdict(claim)
                }
            }
        } catch {
            throw EffectGuardError(error)
        }
    }

    /// Nothing to keep alive.
    package func heartbeat(owner: String) async throws(EffectGuardError) {}

    package func done(_ claims: [Claim], owner: String) async throws(EffectGuardError) {
        let failing = try await attempts(claims)
        guard !failing.isEmpty else { return }
        try await change { database in
            for claim in failing {
                try database.execute(
                    sql: "DELETE FROM attempt WHERE handler = ? AND event_id = ?",
                    arguments: [claim.handler, Data(claim.event.bytes)])
            }
        }
    }

    package func fail(
        _ claim: Claim, owner: String, reason: String
    ) async throws(EffectGuardError) {
        try await change { database in
            try database.execute(
                sql: """
                    INSERT INTO attempt (handler, event_id, attempts, reason) VALUES (?, ?, 1, ?)
                    ON CONFLICT DO UPDATE SET attempts = attempts + 1, reason = excluded.reason
                    """, arguments: [claim.handler, Data(claim.event.bytes), reason])
        }
    }

    /// Those of the claims that have failed before.
    private func attempts(_ claims: [Claim]) async throws(EffectGuardError) -> [Claim] {
        do {
            return try await log.readers.run { database in
                let query = try RawStatement(cached: "SELECT 1 FROM attempt LIMIT 1", in: database)
                guard try query.firstInteger() != nil else { return [] }
                let queries = try GuardQueries(database)
                return try claims.filter { try queries.failures($0) > 0 }
            }
        } catch {
            throw EffectGuardError(error)
        }
    }

    private func change(
        _ body: @escaping @Sendable (Database) throws -> Void
    ) async throws(EffectGuardError) {
        do { try await log.write(body) } catch { throw EffectGuardError(error) }
    }
}

/// The look-ups behind a verdict, on one snapshot.
private struct GuardQueries {
    private let answer: RawStatement
    private let foreignAnswer: RawStatement
    private let lastDecided: RawStatement
    private let attempts: RawStatement
    private let hasAttempts: Bool

    init(_ database: Database) throws {
        func query(_ sql: String) throws -> RawStatement {
            try RawStatement(cached: sql, in: database)
        }
        answer = try query(
            """
            SELECT 1 FROM event
            WHERE cause = (SELECT position FROM event WHERE event_id = ?) LIMIT 1
            """)
        foreignAnswer = try query(
            """
            SELECT 1 FROM event
            WHERE cause IS NULL AND cause_id IS NOT NULL AND cause_id = ? LIMIT 1
            """)
        lastDecided = try query(
            """
            SELECT c.seq FROM event e CROSS JOIN event c ON c.position = e.cause
            WHERE e.stream = (SELECT id FROM stream WHERE database = ? AND epoch = ?
                AND branch = ? AND type = ? AND class = ? AND key = ?)
                AND c.stream = e.stream
            ORDER BY e.seq DESC LIMIT 1
            """)
        attempts = try query(
            "SELECT attempts FROM attempt WHERE handler = ? AND event_id = ?")
        hasAttempts = try query("SELECT 1 FROM attempt LIMIT 1").firstInteger() != nil
    }

    func verdict(_ claim: Claim) throws -> Verdict {
        answer.bind(1, claim.event)
        if try answer.firstInteger() != nil { return .duplicate }
        foreignAnswer.bind(1, claim.event)
        if try foreignAnswer.firstInteger() != nil { return .duplicate }
        lastDecided.bind(claim.stream, from: 1)
        if let last = try lastDecided.firstInteger(), claim.sequence.value <= last {
            return .stale
        }
        return try proceeding(claim)
    }

    func proceeding(_ claim: Claim) throws -> Verdict {
        .proceed(attempt: try failures(claim) + 1, fence: 0)
    }

    func failures(_ claim: Claim) throws -> Int {
        guard hasAttempts else { return 0 }
        attempts.bind(1, claim.handler)
        attempts.bind(2, claim.event)
        return Int(try attempts.firstInteger() ?? 0)
    }
}
