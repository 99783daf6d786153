// A command as people look at it, and the use cases that show commands.

package import JSONText

/// One command with its state and its timeline.
package struct CommandView: Codable, Hashable, Sendable {
    /// One step of its life.
    package struct Stage: Codable, Hashable, Sendable {
        /// `accepted`, `relayed`, `decided`, `graph`, `documents`.
        package var name: String
        /// RFC 3339; nil when it has not happened or is not known.
        package var at: String?
        /// `done`, `waiting`, `failed`, `-`.
        package var state: String
        package var detail: String

        package init(name: String, at: String?, state: String, detail: String) {
            self.name = name
            self.at = at
            self.state = state
            self.detail = detail
        }
    }

    package var id: String
    /// `CREATE_INSTANCE`, …
    package var type: String
    /// `create instance`, …
    package var phrase: String
    package var database: String
    /// `Class/key`, the class, or the database.
    package var aggregate: String
    package var actor: String?
    /// PENDING, PROCESSING, RETRYING, COMPLETED or FAILED.
    package var status: String
    package var code: String?
    package var reason: String?
    package var attempts: Int
    package var acceptedAt: String
    package var updatedAt: String
    package var sequence: Int
    package var expectedSequence: Int?
    package var payload: JSON
    /// Where it came from: {file, row, …}; nil for commands by hand.
    package var source: JSON?
    /// What the domain event says, once there is one.
    package var result: JSON?
    package var stages: [Stage]
    /// Nil: main.
    package var branch: String? = nil
}

/// Use case: one command. Not found → `not_found`.
package struct GetCommand: UseCase, Hashable {
    package static let name = "get-command"
    package var id: String

    package init(id: String) { self.id = id }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> CommandView
    {
        let view = try await engine.commands.view(id)
        guard call.principal.mayTouch(view.database) else {
            throw EngineError(.notFound, "there is no command \(id)")
        }
        return view
    }
}

/// Use case: commands, newest first; `stages` are left empty.
package struct ListCommands: UseCase, Hashable {
    package static let name = "list-commands"
    package var database: String?
    /// Any of the statuses; empty: all.
    package var statuses: [String]
    package var limit: Int
    package var after: String?

    package init(
        database: String? = nil, statuses: [String] = [], limit: Int = 100, after: String? = nil
    ) {
        self.database = database
        self.statuses = statuses
        self.limit = limit
        self.after = after
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> PageView<CommandView>
    {
        try await engine.commands.list(self)
    }
}
