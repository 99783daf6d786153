// Use cases: send a failed command again; take a completed one back by the opposite command.

internal import EventSourcing
package import JSONText
internal import Ontology

/// Sends a FAILED command again, as a command of its own. Repeating it answers with the first one. Not found →
/// `not_found`; not FAILED → `not_applicable`; named a sequence and the aggregate moved on → a conflict.
package struct RetryCommand: UseCase, Hashable {
    package static let name = "retry-command"
    package static let requiredRole = Principal.Role.writer
    package var id: String

    package init(id: String) { self.id = id }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> AcceptedCommand
    {
        _ = try await GetCommand(id: id).perform(in: engine, call)
        return try await engine.reverser.retry(id, call.principal)
    }
}

/// Brings an instance or class back to what it was before a command: create → delete, update → the former values,
/// delete → create with them. Repeating it answers with the first one. Not found → `not_found`; undecided, failed or of
/// a database → `not_applicable`; moved on since → a conflict that names what came later.
package struct UndoCommand: UseCase, Hashable {
    package static let name = "undo-command"
    package static let requiredRole = Principal.Role.writer
    package var id: String
    /// Only says what would be sent, or why it would be refused.
    package var isDryRun: Bool

    package init(id: String, isDryRun: Bool = false) {
        self.id = id
        self.isDryRun = isDryRun
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> UndoView
    {
        _ = try await GetCommand(id: id).perform(in: engine, call)
        return try await engine.reverser.undo(self, call.principal)
    }
}

/// The opposite of a command.
package struct UndoView: Codable, Hashable, Sendable {
    /// The command that is undone.
    package var undoes: String
    /// Of the opposite: `DELETE_INSTANCE`, and as people say it.
    package var type: String
    package var phrase: String
    package var database: String
    /// `Class/key` or the class.
    package var aggregate: String
    /// The data that it brings back; the patch of an update.
    package var payload: JSON
    /// What stands there now, as far as the undo changes it; null where nothing does.
    package var current: JSON = .null
    package var expectedSequence: Int?
    package var isDryRun: Bool
    /// Its receipt; nil after a dry run of what has not been undone before.
    package var accepted: AcceptedCommand?
}

extension UndoView {
    init(
        _ command: RecordedEvent, _ opposite: SubmitCommand, current: JSON = .null,
        isDryRun: Bool, accepted: AcceptedCommand?
    ) {
        self.init(
            undoes: command.event.id.description, type: opposite.type,
            phrase: CommandType(rawValue: opposite.type)?.phrase ?? opposite.type,
            database: opposite.database, aggregate: CommandReader.aggregate(command.event.stream),
            payload: opposite.payload, current: current,
            expectedSequence: opposite.expectedSequence,
            isDryRun: isDryRun, accepted: accepted)
    }
}
