// Use case: accept one command. Answers only after it is durable in the log.

internal import EventSourcing
package import JSONText
package import Ontology

/// Asks for one change of one aggregate.
package struct SubmitCommand: UseCase, Hashable {
    package static let name = "submit-command"
    package static let requiredRole = Principal.Role.writer

    /// One of `CommandType`.
    package var type: String
    package var database: String
    package var branch: String?
    /// The class, of class and instance commands. A class may also be named by `payload.id`.
    package var className: String?
    /// The escaped key, of updates and deletes. A create takes it from the data.
    package var key: String?
    /// Database: `description`. Class: the class object, or `updates`. Instance: the data, or the patch.
    package var payload: JSON
    /// The aggregate's sequence that the caller has seen; nil: whatever it is.
    package var expectedSequence: Int?
    /// The caller's own id for the command (UUID); sending it again with the same content is harmless.
    package var commandID: String?
    package var idempotencyKey: String?
    /// Kept with the command: `source` {file, sha256, sheet, row}, and what the client gave.
    package var metadata: JSON?

    package init(
        type: CommandType, database: String, branch: String? = nil, className: String? = nil,
        key: String? = nil, payload: JSON = .object(JSONObject()), expectedSequence: Int? = nil,
        commandID: String? = nil, idempotencyKey: String? = nil, metadata: JSON? = nil
    ) {
        self.type = type.rawValue
        self.database = database
        self.branch = branch
        self.className = className
        self.key = key
        self.payload = payload
        self.expectedSequence = expectedSequence
        self.commandID = commandID
        self.idempotencyKey = idempotencyKey
        self.metadata = metadata
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> AcceptedCommand
    {
        guard commandID == nil, idempotencyKey == nil, let id = call.id(of: step) else {
            return try await engine.acceptor.accept(self, call.principal)
        }
        // What a request derives from what stands may read otherwise the second time: its id alone decides.
        if let known = try await engine.acceptor.known(id) {
            return CommandAcceptor.receipt(known, database, isDuplicate: true)
        }
        var command = self
        command.commandID = id.description
        return try await engine.acceptor.accept(command, call.principal)
    }

    /// Tells the commands of one request apart: at most one of a kind about one thing.
    var step: String {
        let isUnnamed = key == nil && type == CommandType.createInstance.rawValue
        let about = [type, database, branch ?? "", className ?? "", key ?? ""]
        return (about + [isUnnamed ? payload.canonicalText : ""]).joined(separator: "\u{0}")
    }
}

/// The receipt of a command.
package struct AcceptedCommand: Codable, Hashable, Sendable {
    package var commandID: String
    package var type: String
    package var database: String
    package var className: String?
    package var key: String?
    /// The contract's `<db>:<class>:<key>`.
    package var aggregateID: String
    /// The aggregate's sequence after the command.
    package var sequence: Int
    /// The command was there already; this is its first answer.
    package var isDuplicate: Bool

    package init(
        commandID: String, type: String, database: String, className: String?, key: String?,
        aggregateID: String, sequence: Int, isDuplicate: Bool
    ) {
        self.commandID = commandID
        self.type = type
        self.database = database
        self.className = className
        self.key = key
        self.aggregateID = aggregateID
        self.sequence = sequence
        self.isDuplicate = isDuplicate
    }
}
